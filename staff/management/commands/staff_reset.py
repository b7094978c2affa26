"""`manage.py staff_reset NAME`: emergency access, for whoever can log on to the server."""

from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from staff import actions
from staff.models import GIVEN_PASSWORD_DAYS

ON_THE_SERVER = ", on the server"


class Command(BaseCommand):
    help = "Takes somebody's second factors away and unlocks them, so that they can sign in and add new ones."

    def add_arguments(self, parser):
        parser.add_argument("name", help="Username of the member of staff.")
        parser.add_argument("--password", action="store_true", help="Make a new password too, and show it.")

    def handle(self, *args, name, password, **options):
        person = User.objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody is called {name}. Names tell capital letters from small ones.")
        with transaction.atomic():
            actions.reset_factors(person, by=person, where=ON_THE_SERVER)
            actions.unlock(person, by=person, where=ON_THE_SERVER)
            made = actions.give_password(person, by=person, where=ON_THE_SERVER) if password else ""
        self.stdout.write(f"{name} has no second factor and is not locked out. It is on record in the audit trail.")
        if made:
            self.stdout.write(
                f"The password is {made}\nIt is shown this once. {name} must choose another one at the next sign-in, "
                f"within {GIVEN_PASSWORD_DAYS} days."
            )
