"""`manage.py staff_reset NAME`: emergency access, for whoever can log on to the server."""

from getpass import getpass

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from compliance.actions import record_staff_changed
from staff import actions
from staff.models import SignIn

ON_THE_SERVER = ", on the server"


class Command(BaseCommand):
    help = "Takes somebody's second factors away and unlocks them, so that they can sign in and add new ones."

    def add_arguments(self, parser):
        parser.add_argument("name", help="Username of the member of staff.")
        parser.add_argument("--password", action="store_true", help="Ask for a new password too.")

    def handle(self, *args, name, password, **options):
        person = User.objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody is called {name}. Names tell capital letters from small ones.")
        new = self._new_password(person) if password else None
        with transaction.atomic():
            actions.reset_factors(person, by=person, where=ON_THE_SERVER)
            actions.unlock(person, by=person, where=ON_THE_SERVER)
            if new:
                person.set_password(new)
                person.save(update_fields=["password"])
                SignIn.note_password(person, given=True)
                record_staff_changed(person, by=person, changed=[f"password{ON_THE_SERVER}"])
        self.stdout.write(f"{name} has no second factor and is not locked out. It is on record in the audit trail.")

    def _new_password(self, person: User) -> str:
        new = getpass("New password: ")
        try:
            validate_password(new, person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return new
