"""Failed attempts, counted for a user and an address together: a whole hospital or office may be one address.

Passwords are counted by django-axes itself wherever Django checks one. Second factors and signing are counted here,
into the same rows, so that all attempts together lead to one lock-out.
"""

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.contrib.auth.signals import user_login_failed
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

LOCKED = (
    "Too many failed attempts under this name from your address. Try again in {minutes} minutes, or ask an "
    "administrator to unlock it."
)


def address(request: HttpRequest) -> str:
    """Where the request came from, as operations.client_address has it. A socket has no address."""
    return getattr(request, "network", "") or "::"


def is_locked(username: str, request: HttpRequest) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def locked_message() -> str:
    return LOCKED.format(minutes=settings.SIGN_IN_LOCK_MINUTES)


def count(user: User, request: HttpRequest) -> None:
    """One more failed attempt of `user`, from where `request` came."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=request)


def of(user: User) -> QuerySet[AccessAttempt]:
    """Their failed attempts, from every address."""
    return AccessAttempt.objects.filter(username=user.get_username())


def locked_addresses(user: User) -> list[str]:
    """From where they cannot sign in at present, unless the lock has ended by itself meanwhile."""
    failed = of(user).values("ip_address").annotate(failures=Sum("failures_since_start"))
    return sorted(row["ip_address"] for row in failed if row["failures"] >= settings.SIGN_IN_FAILURES)


def forget(user: User) -> int:
    """Unlock them everywhere. How many rows went."""
    return of(user).delete()[0]
