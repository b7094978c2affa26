"""A visitor's Declaration, kept in the session: the moment, and the interstitial Version it was made on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from compliance.models import Version

KEY = "declaration"
LONGEST_VISIT_HOURS = 12  # a working day


def make(request: HttpRequest, *, version: Version) -> None:
    """The visitor said Yes to `version`."""
    request.session.cycle_key()
    request.session[KEY] = {"at": timezone.now().isoformat(), "version": version.pk}
    if not _is_staff(request):  # a staff sign-in keeps its own lifetime
        request.session.set_expiry(int(lifetime().total_seconds()) if settings.GATE_REMEMBER_DAYS else 0)


def take_away(request: HttpRequest) -> None:
    """The visitor said No, or wants to be forgotten: nothing stays, in the browser or here.

    The cookie goes or changes, which also makes browsers drop the pages they hold ready for the back button.
    """
    if _is_staff(request):
        request.session.pop(KEY, None)
        request.session.cycle_key()
    else:
        request.session.flush()


def is_standing(request: HttpRequest, *, live: int | None) -> bool:
    """The Declaration is recent enough and was made on the live interstitial Version `live`."""
    return kept_until(request, live=live) is not None


def kept_until(request: HttpRequest, *, live: int | None) -> datetime | None:
    """Until when a standing Declaration counts; None if none stands."""
    if live is None or is_on_another_text(request, live=live):
        return None
    made = request.session.get(KEY)
    end = made and datetime.fromisoformat(made["at"]) + lifetime()
    return end if end and timezone.now() < end else None


def was_made(request: HttpRequest) -> bool:
    """The session holds a Declaration, standing or not."""
    return KEY in request.session


def is_on_another_text(request: HttpRequest, *, live: int | None) -> bool:
    """There is a Declaration, but the interstitial Version it was made on is no longer the live one."""
    made = request.session.get(KEY)
    return made is not None and made["version"] != live


def lifetime() -> timedelta:
    """How long a Declaration holds; with GATE_REMEMBER_DAYS=0 until the browser is closed, at most a working day."""
    return timedelta(days=settings.GATE_REMEMBER_DAYS) or timedelta(hours=LONGEST_VISIT_HOURS)


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.session.get("_auth_user_id"))
