"""How a signatory proves, at signing, to be who signed in: password and second factor, fresh for this Signature."""

from allauth.core import context
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractUser as User
from django.core.exceptions import ValidationError

from compliance.errors import NotAuthenticated
from staff import factors, failures
from staff.factors import Type


class PasswordAndFactor:
    """What settings.SIGNING_PROOF names. Compare compliance/proof.py.

    Whoever has no password, because they sign in at the company's provider, proves it by the factor alone.
    """

    def __init__(self, user: User):
        self.user = user
        self.types = set(factors.of(user).values_list("type", flat=True))
        self.asks_password = user.has_usable_password()
        self.asks_code = Type.TOTP in self.types
        self.asks_passkey = Type.WEBAUTHN in self.types

    def begin(self) -> dict:
        """What the page needs for the passkey: a challenge that is good for one answer."""
        return {"request_options": begin_authentication(self.user)} if self.asks_passkey else {}

    def prove(self, *, password: str, factor: str) -> str:
        """By what it was proved, in words for the audit trail. Raises NotAuthenticated."""
        if not self.types and factors.needs_one(self.user):
            raise NotAuthenticated("You need a second factor to sign. Add one at “Your sign-in”; nothing was signed.")
        if not self.types and not self.asks_password:
            raise NotAuthenticated(
                "You have neither a password nor a second factor. Add one at “Your sign-in”; nothing was signed."
            )
        by = []
        if self.asks_password:
            self._check_password(password)
            by.append("password")
        if self.types:
            by.append(self._check_factor(factor))
        return " and ".join(by)

    def _check_password(self, password: str) -> None:
        name, request = self.user.get_username(), context.request
        if request is None:  # on the server itself, where nobody guesses
            is_right = self.user.check_password(password)
        elif failures.is_locked(name, request):
            raise NotAuthenticated(f"{failures.locked_message()} Nothing was signed.")
        else:
            is_right = authenticate(request, username=name, password=password) == self.user
        if not is_right:
            raise NotAuthenticated("That is not your password. Type it again; nothing was signed.")

    def _check_factor(self, factor: str) -> str:
        if not factor:
            raise NotAuthenticated("Your second factor is missing. Nothing was signed.", field="code")
        try:
            if factor.startswith("{"):
                used, name = factors.use_passkey(self.user, factor), "passkey"
            else:
                used, name = factors.use_code(self.user, factor, types=(Type.TOTP,)), "authenticator app"
        except ValidationError as error:
            raise NotAuthenticated(f"{error.message} Nothing was signed.", field="code") from error
        used.record_usage()
        return name
