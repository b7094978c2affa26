"""`manage.py staff_renew_keys`: after SECRET_KEY was changed, so that the former one can go. May run twice."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management import BaseCommand, CommandError
from django.db import transaction

ENCRYPTED = ("secret", "seed")  # of an authenticator app, of recovery codes


class Command(BaseCommand):
    help = "Encrypts the keys of authenticator apps and recovery codes by SECRET_KEY. SECRET_KEY_FALLBACKS are read."

    @transaction.atomic
    def handle(self, *args, **options):
        renewed = 0
        for authenticator in Authenticator.objects.select_for_update().select_related("user"):
            for name in set(ENCRYPTED) & set(authenticator.data):
                authenticator.data[name] = self._renew(authenticator, name)
                authenticator.save(update_fields=["data"])
                renewed += 1
        self.stdout.write(
            f"{renewed} keys are encrypted by SECRET_KEY. The former one can go once sessions have ended."
        )

    def _renew(self, authenticator: Authenticator, name: str) -> str:
        try:
            return get_adapter().renew(authenticator.data[name])
        except InvalidToken as error:
            raise CommandError(
                f"A key of {authenticator.user} can be read by none of SECRET_KEY and SECRET_KEY_FALLBACKS. "
                "Nothing was changed. Add the one that is missing, or take the factors away: "
                f"staff_reset {authenticator.user}"
            ) from error
