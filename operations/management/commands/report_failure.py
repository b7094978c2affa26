"""`manage.py report_failure TASK`: what deploy/systemd/besponsa-failed@.service does when a task did not end well."""

import logging

from django.core.management import BaseCommand

log = logging.getLogger("operations.tasks")


class Command(BaseCommand):
    help = "Writes to those in ERROR_MAIL_TO that a task found a fault or could not be done."
    requires_system_checks = ()  # one of them may be why it failed

    def add_arguments(self, parser):
        parser.add_argument("task", help="the command that failed, such as verify_register")

    def handle(self, *args, task: str, **options):
        log.error("%s found a fault or could not be done. What it said: journalctl -u besponsa-task@%s", task, task)
