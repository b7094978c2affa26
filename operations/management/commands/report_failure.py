"""`manage.py report_failure UNIT`: what deploy/systemd/besponsa-failed@.service does when another unit failed."""

import logging

from django.core.management import BaseCommand

log = logging.getLogger("operations.tasks")


class Command(BaseCommand):
    help = "Writes to those in ERROR_MAIL_TO that a unit of systemd failed."
    requires_system_checks = ()  # one of them may be why it failed

    def add_arguments(self, parser):
        parser.add_argument("unit", help="such as besponsa-task@verify_register.service")

    def handle(self, *args, unit: str, **options):
        log.error("%s failed or found a fault. What it said: journalctl -u %s", unit, unit)
