"""A person's own changes to how they sign in stand in the audit trail."""

import time

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.dispatch import receiver

from compliance.actions import record_staff_changed


@receiver(signals.authenticator_added)
def added(sender, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:  # the code typed to add it counts as used
        authenticator.data["last_counter"] = int(time.time()) // settings.MFA_TOTP_PERIOD
        authenticator.save(update_fields=["data"])
    record_staff_changed(user, by=user, changed=[f"{_name(authenticator)} added"])


@receiver(signals.authenticator_removed)
def removed(sender, user, authenticator, **kwargs):
    record_staff_changed(user, by=user, changed=[f"{_name(authenticator)} removed"])


@receiver(signals.authenticator_reset)
def replaced(sender, user, authenticator, **kwargs):
    record_staff_changed(user, by=user, changed=[f"{_name(authenticator)} replaced"])


def _name(authenticator: Authenticator) -> str:
    return NAMES[authenticator.type]


NAMES = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}
