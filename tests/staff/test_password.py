"""Name and password, and the lock-out after repeated failures."""

import pytest
from axes.models import AccessAttempt

from compliance.models import Event
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import ELSEWHERE, LOGIN, confirmed, is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return UserFactory(username="ana", group="Editors")


def lock_out(user, **more):
    for _ in range(5):
        answer = sign_in(user, "wrong", **more)
    return answer


def test_the_admin_leads_to_the_sign_in_and_back(ana):
    browser = Visitor()
    address = browser.get("/admin/pages/page/")["Location"]

    answer = browser.post(address, {"login": "ana", "password": PASSWORD, "next": "/admin/pages/page/"})

    assert address == "/admin/login/?next=/admin/pages/page/"
    assert answer["Location"] == "/admin/pages/page/"


def test_nobody_is_led_to_another_site(ana):
    answer = Visitor().post(LOGIN, {"login": "ana", "password": PASSWORD, "next": "https://example.com/admin/"})

    assert answer["Location"] == "/admin/"


def test_a_wrong_password_is_refused_and_keeps_the_name(ana):
    browser = Visitor()

    text = sign_in(ana, "wrong", client=browser).text

    assert "No active member of staff has this name and password" in text
    assert 'value="ana"' in text
    assert "wrong" not in text
    assert not is_in(browser)


@pytest.mark.parametrize("taken", ["is_active", "is_staff"])
def test_who_is_not_active_staff_cannot_sign_in(ana, taken):
    setattr(ana, taken, False)
    ana.save()
    browser = Visitor()

    sign_in(ana, client=browser)

    assert not is_in(browser)


def test_who_is_no_staff_any_more_is_out_at_once(ana):
    browser = Visitor()
    sign_in(ana, client=browser)
    assert is_in(browser)

    ana.is_staff = False
    ana.save()

    assert not is_in(browser)


def test_nobody_makes_an_account_for_themselves():
    browser = Visitor()

    assert browser.get("/admin/sign-in/signup/").status_code == 302  # to the admin's login: nothing is there
    assert browser.get("/admin/signup/").status_code == 302


class TestLockOut:
    def test_after_five_failures_the_right_password_is_refused(self, ana):
        answer = lock_out(ana)
        browser = Visitor()

        refused = sign_in(ana, client=browser)

        assert "Too many failed attempts under this name from your address" in answer.text
        assert "Too many failed attempts under this name from your address" in refused.text
        assert not is_in(browser)

    def test_another_user_at_the_same_address_signs_in(self, ana):
        lock_out(ana)

        assert sign_in(UserFactory()).status_code == 302

    def test_the_same_user_at_another_address_signs_in(self, ana):
        lock_out(ana)

        assert sign_in(ana, **ELSEWHERE).status_code == 302

    @pytest.mark.parametrize(
        ("addresses", "other"),
        [
            ([f"2001:db8:1:2::{last}" for last in range(5)], "2001:db8:1:3::1"),
            (["192.0.2.7", "::ffff:192.0.2.7"] * 3, "192.0.2.8"),
        ],
    )
    def test_another_address_of_the_same_network_does_not_help(self, ana, addresses, other):
        for address in addresses:
            sign_in(ana, "a wrong one", REMOTE_ADDR=address)

        assert "Too many failed attempts" in sign_in(ana, REMOTE_ADDR=addresses[0]).text
        assert sign_in(ana, REMOTE_ADDR=other).status_code == 302

    def test_a_made_up_forwarded_address_does_not_help(self, ana, settings):
        settings.PROXIES = 1
        for n in range(5):
            sign_in(ana, "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.1")

        assert sign_in(ana, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1").status_code == 200
        assert sign_in(ana, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.2").status_code == 302

    def test_four_failures_are_forgotten_by_signing_in(self, ana):
        for _ in range(2):
            for _ in range(4):
                sign_in(ana, "wrong")
            assert sign_in(ana).status_code == 302

    def test_it_ends_by_itself(self, ana, settings):
        lock_out(ana)
        first = AccessAttempt.objects.get()
        AccessAttempt.objects.update(attempt_time=first.attempt_time - settings.AXES_COOLOFF_TIME)

        assert sign_in(ana).status_code == 302

    def test_an_administrator_unlocks(self, ana):
        lock_out(ana)
        administrator = confirmed(UserFactory(group="Administrators"))
        address = f"/admin/sign-in/of/{ana.pk}/"
        assert "Locked out from 127.0.0.1" in administrator.get(address).text
        assert address in administrator.get(f"/admin/auth/user/{ana.pk}/change/").text

        administrator.post(address, {"unlock": "Unlock"})

        assert sign_in(ana).status_code == 302
        assert Event.objects.first().detail == {"person": "ana", "changed": ["unlocked"]}

    @pytest.mark.parametrize("group", ["Editors", "Reviewers", "Signatories"])
    def test_nobody_else_unlocks(self, ana, group):
        lock_out(ana)
        other = confirmed(UserFactory(group=group))

        assert other.post(f"/admin/sign-in/of/{ana.pk}/", {"unlock": "Unlock"}).status_code == 403
        assert sign_in(ana).status_code == 200


def test_a_declaration_outlives_signing_in(gate, ana):
    browser = Visitor().say_yes()
    expiry = browser.session.get_expiry_age()

    sign_in(ana, client=browser)

    assert browser.session["declaration"]
    assert abs(browser.session.get_expiry_age() - expiry) < 5
