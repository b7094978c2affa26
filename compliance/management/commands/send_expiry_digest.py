"""`manage.py send_expiry_digest`: run it once a day, from cron or a timer."""

import sys

from django.core.management import BaseCommand
from django.utils import timezone

from compliance import digest


class Command(BaseCommand):
    help = "Mails what ends in 90, 60, 30 and 7 days to those responsible, once each."

    def handle(self, *args, **options):
        sent, unreachable = digest.send(on=timezone.localdate())
        self.stdout.write(f"{sent} message{'s' if sent != 1 else ''} sent.")
        for line in unreachable:
            self.stderr.write(line)
        if unreachable:
            sys.exit(1)
