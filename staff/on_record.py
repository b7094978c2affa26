"""A person's own changes to how they sign in stand in the audit trail, and end their sessions elsewhere."""

import time

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from compliance.actions import record_staff_changed
from staff import sessions


@receiver(signals.authenticator_added)
def added(sender, request, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:  # the code typed to add it counts as used
        authenticator.data["last_counter"] = int(time.time()) // settings.MFA_TOTP_PERIOD
        authenticator.save(update_fields=["data"])
    _changed(request, authenticator, "added")


@receiver(signals.authenticator_removed)
def removed(sender, request, authenticator, **kwargs):
    _changed(request, authenticator, "removed")


@receiver(signals.authenticator_reset)
def replaced(sender, request, authenticator, **kwargs):
    _changed(request, authenticator, "replaced")


@transaction.atomic
def _changed(request: HttpRequest, authenticator: Authenticator, how: str) -> None:
    record_staff_changed(request.user, by=request.user, changed=[f"{NAMES[authenticator.type]} {how}"])
    sessions.end_others(request)


NAMES = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}
