"""A visitor's Declaration, kept in the session: the moment, and the interstitial Version it was made on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from compliance.models import Version

KEY = "declaration"


def make(request: HttpRequest, *, version: Version) -> None:
    """The visitor said Yes to `version`."""
    request.session.cycle_key()
    request.session[KEY] = {"at": timezone.now().isoformat(), "version": version.pk}
    if not request.session.get("_auth_user_id"):  # a staff sign-in keeps its own lifetime
        request.session.set_expiry(int(lifetime().total_seconds()) if settings.GATE_REMEMBER_DAYS else 0)


def take_away(request: HttpRequest) -> None:
    """The visitor said No."""
    request.session.pop(KEY, None)


def is_standing(request: HttpRequest, *, live: int | None) -> bool:
    """The Declaration is recent enough and was made on the live interstitial Version `live`."""
    made = request.session.get(KEY)
    return (
        made is not None
        and live is not None
        and made["version"] == live
        and timezone.now() - datetime.fromisoformat(made["at"]) < lifetime()
    )


def lifetime() -> timedelta:
    """How long a Declaration holds; with GATE_REMEMBER_DAYS=0 until the browser is closed, at most a working day."""
    return timedelta(days=settings.GATE_REMEMBER_DAYS) or timedelta(hours=12)
