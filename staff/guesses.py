"""Wrong codes, counted for the user alone, wherever they come from.

Only who knows the password, or sits in a session, gets to type a code: no stranger can lock somebody out by this, and
whoever does guess codes may have the addresses of many networks. The count lies with what the codes are checked against
and is read under its lock; the right code in between does not end it.
"""

import time
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser as User
from django.db import transaction

MOST_IN_AN_HOUR = 20
HOUR = 3600  # seconds
WRONG_AT = "wrong_at"  # in the data of an Authenticator: moments in seconds
TOO_MANY = (
    "Too many wrong codes were typed under this name within an hour. Try again later, use a passkey, or ask an "
    "administrator to unlock it. If it was not you, somebody knows your password: change it and tell an administrator."
)


def are_too_many(authenticators: Iterable[Authenticator]) -> bool:
    return any(len(_lately(each)) >= MOST_IN_AN_HOUR for each in authenticators)


def note(authenticators: Iterable[Authenticator]) -> None:
    """One more wrong code; the rows are locked."""
    for each in authenticators:
        each.data[WRONG_AT] = [*_lately(each), int(time.time())]
        each.save(update_fields=["data"])


def are_locked(user: User) -> bool:
    """No code of theirs is taken at present."""
    return are_too_many(_of(user))


@transaction.atomic
def forget(user: User) -> None:
    """Take their codes again."""
    for each in _of(user).select_for_update():
        if each.data.pop(WRONG_AT, None):
            each.save(update_fields=["data"])


def _of(user: User):
    return Authenticator.objects.filter(
        user_id=user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    )


def _lately(authenticator: Authenticator) -> list[int]:
    since = time.time() - HOUR
    return [moment for moment in authenticator.data.get(WRONG_AT, []) if moment > since]
