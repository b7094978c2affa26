"""Second factors: who needs one, who has one, and whether what was typed or signed is right."""

import json

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from staff import failures, guesses

Type = Authenticator.Type


def of(user: User) -> QuerySet[Authenticator]:
    """Their authenticator app and passkeys. Recovery codes are only a way back in."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=[Type.TOTP, Type.WEBAUTHN])


def needs_one(user: User) -> bool:
    """By STAFF_SECOND_FACTOR. A superuser can do what administrators can."""
    required = settings.STAFF_SECOND_FACTOR
    if not required:
        return False
    return (user.is_superuser and "Administrators" in required) or user.groups.filter(name__in=required).exists()


def lacks_one(user: User) -> bool:
    return not of(user).exists() and needs_one(user)


def use_code(user: User, code: str, *, types: tuple[str, ...]) -> Authenticator:
    """The authenticator of one of `types` that `code` is from. It is used up by this.

    Raises ValidationError for a wrong or used code, or while `user` is locked out; a failure counts for that.
    """
    _refuse_if_locked(user)
    with transaction.atomic():
        found = list(Authenticator.objects.select_for_update().filter(user_id=user.pk, type__in=types).order_by("pk"))
        if guesses.are_too_many(found):
            raise ValidationError(guesses.TOO_MANY, code="locked")
        for authenticator in found:
            if _is_right(authenticator, code):
                authenticator.user = user
                return authenticator
        guesses.note(found)
    _fail(user, "That is not the code of this moment, or it was used already. Wait for the next one and type that.")


def use_passkey(user: User, credential: str) -> Authenticator:
    """The passkey that answered the challenge last given in this session. Raises ValidationError as `use_code`."""
    _refuse_if_locked(user)
    try:
        answer = json.loads(credential)
        webauthn.parse_authentication_response(answer)
        return webauthn.complete_authentication(user, answer)
    except (ValueError, ValidationError):
        _fail(user, "The passkey was not recognised. Try again.")


def _is_right(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type != Type.TOTP:
        return authenticator.wrap().validate_code(code)
    secret, last = decrypt(authenticator.data["secret"]), authenticator.data.get("last_counter", 0)
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > last and compare_user_code(actual=code, expected=expected):
            # In the database, not in a cache that other processes do not see: no code counts twice (RFC 6238, 5.2).
            authenticator.data["last_counter"] = counter
            authenticator.save(update_fields=["data"])
            return True
    return False


def _refuse_if_locked(user: User) -> None:
    if failures.is_locked(user.get_username(), context.request):
        raise ValidationError(failures.locked_message(), code="locked")


def _fail(user: User, message: str) -> None:
    failures.count(user, context.request)
    if failures.is_locked(user.get_username(), context.request):
        message = failures.locked_message()
    raise ValidationError(message, code="wrong")
