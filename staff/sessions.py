"""When a session of staff is over: idle, too old, or ended from elsewhere. Each is a row that can be seen and ended.

And each sign-in is a line in the log.
"""

import logging
import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser as User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from compliance import room
from staff import browsers
from staff.models import SignIn, StaffSession

BEGAN, ENDED, SEEN, ROW = "staff_began", "staff_sessions_ended", "staff_seen", "staff_session"
WRITTEN_EVERY_SECONDS = 60
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
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session[ENDED] = SignIn.of(user).sessions_ended
    StaffSession.objects.outlived().delete()
    _row_of(request).delete()  # they were signed in already
    _open(request, user)
    logger.info("Signed in", extra={"account": user.pk, "by": _proved_by(request, user)})


@receiver(user_logged_out)
def end(sender, request, user, **kwargs):
    _row_of(request).delete()


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


def why_over(request: HttpRequest, sign_in: SignIn) -> str:
    """In words for whoever comes back to it; empty while the session goes on."""
    session, now = request.session, int(time.time())
    was_ended = ROW in session and not _row_of(request).exists()
    if was_ended or session.get(ENDED, 0) < sign_in.sessions_ended:
        return "You were signed out from elsewhere, or your second factors were changed there."
    if now - session.setdefault(BEGAN, now) > settings.STAFF_SESSION_HOURS * 3600:
        return f"You signed in more than {settings.STAFF_SESSION_HOURS} hours ago."
    if now - session.get(SEEN, now) > settings.STAFF_IDLE_MINUTES * 60:
        return f"You were away for more than {settings.STAFF_IDLE_MINUTES} minutes."
    return ""


def note_seen(request: HttpRequest) -> None:
    """Once a minute, since each note writes the session. Without room for it nobody is kept from reading."""
    now, seen = int(time.time()), request.session.get(SEEN)
    if ROW in request.session and seen is not None and now - seen < WRITTEN_EVERY_SECONDS:
        return
    try:
        if ROW not in request.session:  # it began before there were rows
            _open(request, request.user)
        request.session[SEEN] = now
        request.session.save()
        _row_of(request).update(seen_at=timezone.now())
    except UpdateError:
        return  # it was ended meanwhile: Django says so when it saves it
    except DatabaseError as error:
        if not room.is_missing(error):
            raise
        request.session.modified = False


def _open(request: HttpRequest, user: User) -> None:
    row = StaffSession.objects.create(
        user_id=user.pk,
        proved_by=" and ".join(WAYS.get(way, way) for way in _proved_by(request, user)),
        browser=browsers.name_of(request.headers.get("User-Agent", "")),
    )
    request.session[ROW] = row.pk


def _row_of(request: HttpRequest) -> QuerySet[StaffSession]:
    return StaffSession.objects.filter(pk=request.session.get(ROW))


def _proved_by(request: HttpRequest, user: User) -> list[str]:
    """As allauth calls it; without what was proved again later."""
    records = get_authentication_records(request, user)
    return [record.get("type", record["method"]) for record in records if not record.get("reauthenticated")]
