"""`manage.py doctor`: a line for each part; exit status 1 if any has a fault."""

import sys

from django.core.management import BaseCommand

from operations.diagnosis import diagnose


class Command(BaseCommand):
    help = "Says in plain words what is wrong with this installation and how to mend it. Changes nothing."
    requires_system_checks = ()  # it runs them itself, and goes on

    def handle(self, *args, **options):
        faults = 0
        for part in diagnose():
            if part.is_well:
                self.stdout.write(f"well   {part.name}: {part.said}")
                continue
            if part.waits_for:
                self.stdout.write(f"       {part.name}: {part.said}; it waits for the {part.waits_for}")
                continue
            faults += 1
            self.stdout.write(self.style.ERROR(f"FAULT  {part.name}: {part.said}"))
            if part.cure:
                self.stdout.write(f"       {part.cure}")
        self.stdout.write(f"\n{faults or 'No'} fault{'' if faults == 1 else 's'} found.")
        if faults:
            sys.exit(1)
