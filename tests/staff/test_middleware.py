"""Idle time and networks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from staff.models import StaffSession
from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    browser = Visitor()
    browser.force_login(UserFactory(group="Editors"))
    browser.get("/admin/")
    return browser


def last_seen(browser, *, minutes_ago):
    seen_at = timezone.now() - timedelta(minutes=minutes_ago)
    StaffSession.objects.update(seen_at=seen_at)
    return seen_at


class TestIdleTime:
    def test_it_ends_the_session(self, browser):
        last_seen(browser, minutes_ago=31)

        answer = browser.get("/admin/pages/page/", follow=True)

        assert answer.redirect_chain[0][0] == "/admin/login/?next=/admin/pages/page/"
        assert "You were away for more than 30 minutes." in answer.text
        assert not is_in(browser)

    def test_a_shorter_pause_does_not_and_begins_anew(self, browser):
        last_seen(browser, minutes_ago=29)
        assert is_in(browser)

        assert timezone.now() - StaffSession.objects.get().seen_at < timedelta(seconds=5)

    def test_it_is_not_written_at_each_request(self, browser):
        seen_at = last_seen(browser, minutes_ago=0.5)

        browser.get("/admin/")

        assert StaffSession.objects.get().seen_at == seen_at

    def test_a_declaration_stays(self, gate, browser):
        browser.say_yes()
        last_seen(browser, minutes_ago=31)

        browser.get("/admin/")

        assert browser.session["declaration"]
        assert not is_in(browser)

    def test_visitors_have_none(self, professional):
        professional.get("/")
        professional.get("/admin/login/")

        assert not StaffSession.objects.exists()


class TestNetworks:
    @pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/sign-in/yours/", "/admin/nowhere/"])
    def test_from_outside_nothing_is_there(self, settings, gate, browser, address):
        settings.STAFF_NETWORKS = ["192.0.2.0/24", "2001:db8::/32"]
        browser.say_yes()

        assert browser.get(address).status_code == 404
        assert browser.post(address, {}).status_code == 404
        assert browser.get(address).text.replace(address, "/nowhere/") == browser.get("/nowhere/").text

    @pytest.mark.parametrize("inside", ["192.0.2.77", "2001:db8::7"])
    def test_from_inside_it_is(self, settings, browser, inside):
        settings.STAFF_NETWORKS = ["192.0.2.0/24", "2001:db8::/32"]

        assert browser.get("/admin/", REMOTE_ADDR=inside).status_code == 200

    def test_a_made_up_forwarded_address_is_not_inside(self, settings, browser):
        settings.STAFF_NETWORKS, settings.PROXIES = ["192.0.2.0/24"], 1

        answer = browser.get("/admin/", HTTP_X_FORWARDED_FOR="192.0.2.77, 203.0.113.5", REMOTE_ADDR="127.0.0.1")

        assert answer["Location"].startswith("/confirm/")

    def test_the_gate_does_not_tell_it_from_other_addresses(self, settings, stranger):
        settings.STAFF_NETWORKS = ["192.0.2.0/24"]

        assert stranger.get("/admin/login/")["Location"] == "/confirm/?next=/admin/login/"

    def test_visitors_are_not_asked_where_from(self, settings, professional):
        settings.STAFF_NETWORKS = ["192.0.2.0/24"]

        assert professional.get("/confirm/").status_code == 200
