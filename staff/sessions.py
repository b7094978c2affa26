"""When a session of staff is over: idle, too old, or ended from elsewhere. And each sign-in as a line in the log."""

import logging
import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest

from compliance import room
from staff.models import SignIn

BEGAN, ENDED, SEEN = "staff_began", "staff_sessions_ended", "staff_seen"
WRITTEN_EVERY_SECONDS = 60
logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def begin(sender, request, user, **kwargs):
    request.session[BEGAN] = int(time.time())
    request.session[ENDED] = SignIn.of(user).sessions_ended
    by = [record.get("type", record["method"]) for record in get_authentication_records(request, user)]
    logger.info("Signed in", extra={"account": user.pk, "by": by})


@receiver(authentication_step_completed)
def renew_key(sender, request, reauthenticated=False, **kwargs):
    """Whoever proved again who they are goes on under another key, as at sign-in."""
    if reauthenticated:
        request.session.cycle_key()


def end_others(request: HttpRequest) -> None:
    """All sessions of who asks, but for the one they ask in. It is saved at once: a later fault must not end it too."""
    request.session[ENDED] = SignIn.end_sessions(request.user)
    request.session.save()


def why_over(request: HttpRequest, sign_in: SignIn) -> str:
    """In words for whoever comes back to it; empty while the session goes on."""
    session, now = request.session, int(time.time())
    if session.get(ENDED, 0) < sign_in.sessions_ended:
        return "You were signed out from elsewhere, or your second factors were changed there."
    if now - session.setdefault(BEGAN, now) > settings.STAFF_SESSION_HOURS * 3600:
        return f"You signed in more than {settings.STAFF_SESSION_HOURS} hours ago."
    if now - session.get(SEEN, now) > settings.STAFF_IDLE_MINUTES * 60:
        return f"You were away for more than {settings.STAFF_IDLE_MINUTES} minutes."
    return ""


def note_seen(request: HttpRequest) -> None:
    """Once a minute, since each note writes the session. Without room for it nobody is kept from reading."""
    now, seen = int(time.time()), request.session.get(SEEN)
    if seen is not None and now - seen < WRITTEN_EVERY_SECONDS:
        return
    request.session[SEEN] = now
    try:
        request.session.save()
    except UpdateError:
        return  # it was ended meanwhile: Django says so when it saves it
    except DatabaseError as error:
        if not room.is_missing(error):
            raise
        request.session.modified = False
