"""Settings of staff sign-in with which the site does not start."""

import pytest
from django.core import checks

pytestmark = pytest.mark.any_database


def faults():
    return [f"{fault.id}: {fault.msg}" for fault in checks.run_checks() if fault.id.startswith("staff.")]


def test_as_they_are_there_are_none():
    assert faults() == []


def test_a_group_that_does_not_exist(settings):
    settings.STAFF_SECOND_FACTOR = ["Signatories", "Signatorys"]

    assert faults() == ["staff.E001: STAFF_SECOND_FACTOR names groups that do not exist: Signatorys."]


@pytest.mark.parametrize("network", ["192.0.2.1/24", "hospital", "192.0.2.0/33"])
def test_what_is_no_network(settings, network):
    settings.STAFF_NETWORKS = ["2001:db8::/32", network]

    (fault,) = faults()
    assert fault.startswith("staff.E002: STAFF_NETWORKS: ")
    assert network.partition("/")[0] in fault


@pytest.mark.parametrize(
    "name", ["STAFF_IDLE_MINUTES", "STAFF_SESSION_HOURS", "SIGN_IN_FAILURES", "SIGN_IN_LOCK_MINUTES"]
)
def test_a_number_below_one(settings, name):
    setattr(settings, name, 0)

    assert faults() == [f"staff.E003: {name} is 0."]


@pytest.mark.parametrize("missing", ["OIDC_SERVER", "OIDC_CLIENT", "OIDC_SECRET"])
def test_a_provider_by_halves(settings, missing):
    for name in ("OIDC_SERVER", "OIDC_CLIENT", "OIDC_SECRET"):
        setattr(settings, name, "" if name == missing else "https://id.example")

    assert [fault[:10] for fault in faults()] == ["staff.E004"]
