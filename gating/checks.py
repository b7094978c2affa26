"""Refuses settings that would open the gate or shut it for good."""

from django.conf import settings
from django.core.checks import Error, register

LONGEST_DAYS = 365


@register
def gate_settings(app_configs, **kwargs) -> list[Error]:
    errors = []
    if not 0 <= settings.GATE_REMEMBER_DAYS <= LONGEST_DAYS:
        errors.append(
            Error(
                f"GATE_REMEMBER_DAYS is {settings.GATE_REMEMBER_DAYS}.",
                hint=f"Give whole days from 0 (ask at every visit) to {LONGEST_DAYS}.",
                id="gating.E001",
            )
        )
    if not settings.ADMIN_PATH:
        errors.append(
            Error(
                "ADMIN_PATH is empty: every address would count as the admin's and be open.",
                hint="Give the admin a path, such as admin.",
                id="gating.E002",
            )
        )
    return errors
