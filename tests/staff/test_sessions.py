"""When sessions of staff end, by themselves and by hand, and what is written down of a sign-in."""

import json
import logging
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from compliance.models import Event
from operations.logs import Formatter
from staff.models import SignIn, StaffSession
from staff.sessions import FORMERLY, ROW
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import code_of, confirmed, is_in, sign_in, with_app

pytestmark = pytest.mark.django_db
ELSEWHERE = "/admin/sign-in/elsewhere/"
AGAIN = "/admin/sign-in/again/"


@pytest.fixture
def ana():
    return UserFactory(username="ana", group="Editors")


def signed_in(user):
    browser = Visitor()
    sign_in(user, client=browser)
    assert is_in(browser)
    return browser


class TestLongestTime:
    def began(self, browser, *, hours_ago):
        StaffSession.objects.update(began_at=timezone.now() - timedelta(hours=hours_ago))

    def test_it_ends_the_session_however_much_it_is_used(self, ana):
        browser = signed_in(ana)
        self.began(browser, hours_ago=12.1)

        answer = browser.get("/admin/pages/page/", follow=True)

        assert answer.redirect_chain[0][0] == "/admin/login/?next=/admin/pages/page/"
        assert "You signed in more than 12 hours ago. Sign in again." in answer.text
        assert not is_in(browser)

    def test_until_then_it_goes_on(self, ana):
        browser = signed_in(ana)
        self.began(browser, hours_ago=11.9)

        assert is_in(browser)

    def test_signing_in_begins_it_anew(self, ana):
        browser = signed_in(ana)
        self.began(browser, hours_ago=13)
        browser.get("/admin/")

        sign_in(ana, client=browser)

        assert is_in(browser)

    def test_a_session_from_before_this_was_counted_begins_now(self, ana):
        browser = signed_in(ana)
        self.without_row(browser)

        assert is_in(browser)
        assert timezone.now() - StaffSession.objects.get().began_at < timedelta(seconds=5)

    @pytest.mark.parametrize(("moment", "said"), [("began_at", "12 hours ago"), ("seen_at", "away for more than 30")])
    def test_one_from_before_there_were_rows_ends_as_soon_as_it_would_have(self, ana, moment, said):
        browser = signed_in(ana)
        self.without_row(browser, **{FORMERLY[moment]: int(time.time() - 12.1 * 3600)})

        assert said in browser.get("/admin/", follow=True).text
        assert not is_in(browser)
        assert not StaffSession.objects.exists()

    def without_row(self, browser, **formerly):
        StaffSession.objects.all().delete()
        session = browser.session
        del session[ROW]
        session.update(formerly)
        session.save()


class TestElsewhere:
    def test_one_ends_all_ones_other_sessions_and_nobody_elses(self, ana):
        browser, other, bens = signed_in(ana), signed_in(ana), signed_in(UserFactory())

        browser.post(AGAIN, {"password": PASSWORD})
        browser.post(ELSEWHERE)

        assert is_in(browser)
        assert not is_in(other)
        assert is_in(bens)
        assert Event.objects.first().detail == {"person": "ana", "changed": ["sessions elsewhere ended"]}

    def test_who_was_signed_out_is_told_and_may_sign_in_again(self, ana):
        browser, other = signed_in(ana), signed_in(ana)
        browser.post(AGAIN, {"password": PASSWORD})
        browser.post(ELSEWHERE)

        answer = other.get("/admin/", follow=True)
        sign_in(ana, client=other)

        assert "You were signed out from elsewhere" in answer.text
        assert is_in(other)

    def test_it_asks_first_who_it_is_and_is_done_then(self, ana):
        browser, other = signed_in(ana), signed_in(ana)

        address = browser.post(ELSEWHERE)["Location"]
        assert is_in(other)
        browser.post(address, {"password": PASSWORD, "next": ELSEWHERE})

        assert not is_in(other)
        assert is_in(browser)

    def test_another_second_factor_ends_them(self, ana):
        with_app(ana)
        browser, other = Visitor(), Visitor()
        browser.force_login(ana)
        other.force_login(ana)
        browser.post(AGAIN, {"password": PASSWORD})

        browser.post("/admin/sign-in/yours/totp/deactivate/")

        assert is_in(browser)
        assert not is_in(other)


class TestByAnAdministrator:
    def by(self, group, person, **form):
        browser = confirmed(UserFactory(group=group))
        return browser.post(f"/admin/sign-in/of/{person.pk}/", form)

    def test_all_of_somebodys_sessions_end_after_typing_the_name(self, ana):
        browsers = [signed_in(ana), signed_in(ana)]

        self.by("Administrators", ana, end="ana")

        assert not any(map(is_in, browsers))
        assert Event.objects.first().detail == {"person": "ana", "changed": ["all sessions ended"]}

    def test_without_the_name_they_go_on(self, ana):
        browser = signed_in(ana)

        self.by("Administrators", ana, end="an")

        assert is_in(browser)

    @pytest.mark.parametrize("group", ["Editors", "Reviewers", "Signatories"])
    def test_nobody_else_can(self, ana, group):
        browser = signed_in(ana)

        assert self.by(group, ana, end="ana").status_code == 403
        assert is_in(browser)

    def test_nor_an_administrator_a_superusers(self):
        root = UserFactory(username="root", is_superuser=True)
        browser = signed_in(root)

        assert self.by("Administrators", root, end="root").status_code == 403
        assert is_in(browser)

    def test_taking_the_factors_away_ends_them_as_well(self, ana):
        browser = signed_in(ana)
        with_app(ana)

        self.by("Administrators", ana, reset="ana")

        assert not is_in(browser)


class TestKey:
    def test_proving_it_again_gives_the_session_another_key(self, ana):
        browser = signed_in(ana)
        before = browser.session.session_key

        browser.post(AGAIN, {"password": PASSWORD})

        assert browser.session.session_key != before
        assert not browser.session.exists(before)
        assert is_in(browser)


class TestLog:
    def test_a_sign_in_is_a_line_with_the_account_and_by_what(self, ana, caplog):
        with caplog.at_level(logging.INFO, "staff.sessions"):
            signed_in(ana)

        (record,) = (record for record in caplog.records if record.name == "staff.sessions")
        line = json.loads(Formatter().format(record))
        assert (line["message"], line["account"], line["by"]) == ("Signed in", ana.pk, ["password"])
        assert "ana" not in json.dumps(line)
        assert "127.0.0.1" not in json.dumps(line)

    def test_it_names_the_second_factor(self, ana, caplog):
        with_app(ana)
        browser = Visitor()
        with caplog.at_level(logging.INFO, "staff.sessions"):
            sign_in(ana, client=browser)
            assert not [record for record in caplog.records if record.name == "staff.sessions"]
            browser.post("/admin/sign-in/yours/authenticate/", {"code": code_of(ana)})

        (record,) = (record for record in caplog.records if record.name == "staff.sessions")
        assert record.by == ["password", "totp"]


def test_an_ended_session_stays_ended_when_it_writes_itself(ana):
    """A request that was under way when it was ended saves what it had loaded before."""
    browser = signed_in(ana)
    under_way = browser.session
    SignIn.end_sessions(ana)

    under_way["something"] = 1
    under_way.save()

    assert not is_in(browser)
