"""How a signatory proves, at signing, to be who signed in.

By password alone, unless settings.SIGNING_PROOF names more.
"""

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.utils.module_loading import import_string

from compliance.errors import NotAuthenticated


class ByPassword:
    """What is asked for, and whether it is right."""

    asks_password, asks_code, asks_passkey = True, False, False

    def __init__(self, user: User):
        self.user = user

    def begin(self) -> dict:
        """What the page needs beforehand."""
        return {}

    def prove(self, *, password: str, factor: str) -> str:
        """By what it was proved, in words for the audit trail. Raises NotAuthenticated."""
        if not self.user.check_password(password):
            raise NotAuthenticated("That is not your password. Type it again; nothing was signed.")
        return "password"


def proof_of(user: User) -> ByPassword:
    return import_string(getattr(settings, "SIGNING_PROOF", "compliance.proof.ByPassword"))(user)
