"""Refuses settings that would open the gate or shut it for good."""

import re

from django.conf import settings
from django.core.checks import Error, register

LONGEST_DAYS = 365
RATE = re.compile(r"[1-9][0-9]*/[0-9]*[smhd]", re.ASCII)


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
    for name in ("RATE_GATE", "RATE_SEARCH"):
        if not RATE.fullmatch(getattr(settings, name)):
            errors.append(
                Error(
                    f"{name} is {getattr(settings, name)!r}.",
                    hint="Write a number, a stroke, and s, m, h or d: 120/m is 120 a minute.",
                    id="gating.E003",
                )
            )
    return errors
