"""What staff do to their own sign-in, on PostgreSQL and with transactions that end: a test's own never does."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.cluster.site import PASSWORD

pytestmark = pytest.mark.browser  # as those, it has a site of its own
YOURS, AGAIN = "/admin/sign-in/yours/", "/admin/sign-in/again/"
ADD_APP, REMOVE_APP = f"{YOURS}totp/activate/", f"{YOURS}totp/deactivate/"


def on_record(cluster) -> list[str]:
    """What was changed about staff, the last first."""
    told = "Event.objects.filter(kind='staff-changed').values_list('detail', flat=True)"
    said = cluster.in_the_site(f"from compliance.models import Event\nfor one in {told}: print(*one['changed'])")
    return said.splitlines()


def test_an_authenticator_app_is_added_and_removed_and_both_are_on_record(cluster, staff):
    staff.post(AGAIN, {"password": PASSWORD})
    page = staff.get(ADD_APP)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)[1]

    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    added = staff.post(ADD_APP, {"code": code}, form=YOURS)  # its own page would come with another key

    assert added.status_code == 302
    assert on_record(cluster)[:2] == ["recovery codes added", "authenticator app added"]

    removed = staff.post(REMOVE_APP, {})

    assert removed.status_code == 302
    assert "authenticator app removed" in on_record(cluster)[:2]


def test_signing_out_everywhere_else_is_on_record(cluster, staff):
    staff.post(AGAIN, {"password": PASSWORD})

    answer = staff.post("/admin/sign-in/elsewhere/", {}, form=YOURS)

    assert answer.status_code == 302
    assert on_record(cluster)[0] == "sessions elsewhere ended"
