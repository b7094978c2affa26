"""No other cookies than the two that are bound to this host (test_headers.py says how)."""

import pytest
from django.contrib.messages import get_messages

from tests.factories import UserFactory
from tests.staff.signing_in import confirmed

pytestmark = pytest.mark.django_db


def test_what_staff_are_told_does_not_travel_in_a_cookie():
    staff = confirmed(UserFactory(group="Administrators"))
    colleague = UserFactory()

    response = staff.post(f"/admin/sign-in/of/{colleague.pk}/", {"reset": "somebody else"})

    assert response.status_code == 302
    assert len(get_messages(response.wsgi_request)) == 1
    assert set(staff.cookies) <= {"__Host-session", "__Host-csrf"}
    assert "Nothing was changed" in staff.get(response["Location"]).text
