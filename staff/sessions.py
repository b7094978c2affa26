"""When a session of staff is over: idle, too old, or ended from elsewhere. Each is a row that can be seen and ended.

And each sign-in is a line in the log.
"""

import logging
from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser as User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from compliance import room
from staff import browsers
from staff.models import SignIn, StaffSession

ENDED, ROW = "staff_sessions_ended", "staff_session"
FORMERLY = {"began_at": "staff_began", "seen_at": "staff_seen"}  # where the release before there were rows had these
WRITTEN_EVERY = timedelta(minutes=1)
WAYS = {
    "password": "password",  # nosec B105 a way, not a secret
    "socialaccount": "company account",
    "totp": "authenticator app",
    "webauthn": "passkey",
    "recovery_codes": "recovery code",
}
logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def begin(sender, request, user, **kwargs):
    request.session[ENDED] = SignIn.of(user).sessions_ended
    StaffSession.objects.outlived().delete()
    _rows(request).delete()  # they were signed in already
    _open(request, _described(request, user))
    logger.info("Signed in", extra={"account": user.pk, "by": _proved_by(request, user)})


@receiver(user_logged_out)
def end(sender, request, user, **kwargs):
    _rows(request).delete()


@receiver(authentication_step_completed)
def renew_key(sender, request, reauthenticated=False, **kwargs):
    """Whoever proved again who they are goes on under another key, as at sign-in."""
    if reauthenticated:
        request.session.cycle_key()


def listed(request: HttpRequest, user: User) -> list[StaffSession]:
    """Those of `user` that are open. The one that `request` came in says so, and comes first."""
    rows = list(StaffSession.objects.filter(user_id=user.pk).open())
    for row in rows:
        row.is_this = row.pk == request.session.get(ROW)
    return sorted(rows, key=lambda row: not row.is_this)


def is_this(request: HttpRequest, pk: int) -> bool:
    return request.session.get(ROW) == pk


def end_others(request: HttpRequest) -> None:
    """All sessions of who asks, but for the one they ask in. It is saved at once: a later fault must not end it too."""
    request.session[ENDED] = SignIn.end_sessions(request.user, but=request.session.get(ROW))
    request.session.save()


def row_of(request: HttpRequest) -> StaffSession | None:
    """None where it was ended. Not saved yet, where the session began before there were rows."""
    if ROW in request.session:
        return _rows(request).first()
    moments = {name: request.session.get(key) for name, key in FORMERLY.items()}
    known = {name: datetime.fromtimestamp(seconds, UTC) for name, seconds in moments.items() if seconds}
    return _described(request, request.user, **known)


def why_over(request: HttpRequest, row: StaffSession | None, sign_in: SignIn) -> str:
    """In words for whoever comes back to it; empty while the session goes on."""
    now = timezone.now()
    if row is None or request.session.get(ENDED, 0) < sign_in.sessions_ended:
        return "You were signed out from elsewhere, or your second factors were changed there."
    if now - row.began_at > timedelta(hours=settings.STAFF_SESSION_HOURS):
        return f"You signed in more than {settings.STAFF_SESSION_HOURS} hours ago."
    if now - row.seen_at > timedelta(minutes=settings.STAFF_IDLE_MINUTES):
        return f"You were away for more than {settings.STAFF_IDLE_MINUTES} minutes."
    return ""


def note_seen(request: HttpRequest, row: StaffSession) -> None:
    """Once a minute. Without room for it nobody is kept from reading."""
    now = timezone.now()
    if row.pk and now - row.seen_at < WRITTEN_EVERY:
        return
    try:
        with transaction.atomic():
            if not row.pk:
                _open(request, row)
            _rows(request).update(seen_at=now)  # none, where it was ended at this very moment
    except DatabaseError as error:
        if not room.is_missing(error):
            raise


def _described(request: HttpRequest, user: User, **moments: datetime) -> StaffSession:
    return StaffSession(
        user_id=user.pk,
        proved_by=" and ".join(WAYS.get(way, way) for way in _proved_by(request, user)),
        browser=browsers.name_of(request.headers.get("User-Agent", "")),
        **moments,
    )


def _open(request: HttpRequest, row: StaffSession) -> None:
    row.save()
    request.session[ROW] = row.pk


def _rows(request: HttpRequest) -> QuerySet[StaffSession]:
    """The one of this session, if it has one."""
    return StaffSession.objects.filter(pk=request.session.get(ROW))


def _proved_by(request: HttpRequest, user: User) -> list[str]:
    """As allauth calls it; without what was proved again later."""
    records = get_authentication_records(request, user)
    return [record.get("type", record["method"]) for record in records if not record.get("reauthenticated")]
