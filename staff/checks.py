"""What the settings of staff sign-in must be for the site to start."""

from ipaddress import ip_network

from django.conf import settings
from django.core.checks import Error, register

from compliance.roles import GROUPS


@register
def check_groups(app_configs, **kwargs):
    unknown = sorted(set(settings.STAFF_SECOND_FACTOR) - set(GROUPS))
    if unknown:
        yield Error(
            f"STAFF_SECOND_FACTOR names groups that do not exist: {', '.join(unknown)}.",
            hint=f"Name some of {', '.join(GROUPS)}, with commas between, or none.",
            id="staff.E001",
        )


@register
def check_networks(app_configs, **kwargs):
    for network in settings.STAFF_NETWORKS:
        try:
            ip_network(network)
        except ValueError as error:
            yield Error(
                f"STAFF_NETWORKS: {error}.", hint="Write networks like 192.0.2.0/24 or 2001:db8::/32.", id="staff.E002"
            )


@register
def check_numbers(app_configs, **kwargs):
    for name in ("STAFF_IDLE_MINUTES", "STAFF_SESSION_HOURS", "SIGN_IN_FAILURES", "SIGN_IN_LOCK_MINUTES"):
        if getattr(settings, name) < 1:
            yield Error(f"{name} is {getattr(settings, name)}.", hint="It must be 1 or more.", id="staff.E003")


@register
def check_provider(app_configs, **kwargs):
    said = [bool(getattr(settings, name)) for name in ("OIDC_SERVER", "OIDC_CLIENT", "OIDC_SECRET")]
    if any(said) and not all(said):
        yield Error(
            "Some of OIDC_SERVER, OIDC_CLIENT and OIDC_SECRET are set and some are not.",
            hint="Set all three, or none for signing in without a provider.",
            id="staff.E004",
        )
