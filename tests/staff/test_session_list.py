"""Sessions of staff are seen one by one, by those whose they are and by administrators, and ended so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance.models import Event
from staff import actions, browsers
from staff.models import SignIn, StaffSession
from staff.sessions import ROW
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import AGAIN, code_of, confirmed, is_in, sign_in, with_app

pytestmark = pytest.mark.django_db
YOURS = "/admin/sign-in/yours/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0"
CHROME_ON_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Safari/604.1"
)
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML) Version/19.0 Safari/605.1.15"
CHROME_ON_ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML) Chrome/140.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def ana():
    return UserFactory(username="ana", group="Editors")


@pytest.fixture
def administrator():
    return confirmed(UserFactory(group="Administrators"))


def signed_in(user, *, agent=FIREFOX):
    browser = Visitor(headers={"user-agent": agent})
    sign_in(user, client=browser)
    assert is_in(browser)
    return browser


def number_of(browser) -> int:
    return browser.session[ROW]


def end_address(browser) -> str:
    return f"/admin/sign-in/session/{number_of(browser)}/end/"


class TestOnesOwn:
    def test_each_is_listed_and_this_one_marked(self, ana):
        browser, other = signed_in(ana), signed_in(ana, agent=SAFARI)
        signed_in(UserFactory(), agent=EDGE)

        page = browser.get(YOURS)

        rows = {row.browser: row.is_this for row in page.context["sessions"]}
        assert rows == {"Firefox on Windows": True, "Safari on a Mac": False}
        assert page.text.count("This one") == 1
        assert end_address(other) in page.text
        assert end_address(browser) not in page.text

    def test_it_says_by_what_and_when_and_no_address(self, ana):
        with_app(ana)
        browser = Visitor()
        sign_in(ana, client=browser)
        browser.post("/admin/sign-in/yours/authenticate/", {"code": code_of(ana)})

        text = browser.get(YOURS).text

        assert f"Signed in {timezone.localtime():%-d %B %Y}" in text
        assert "with password and authenticator app, last seen" in text
        assert "127.0.0.1" not in text

    def test_one_is_ended_and_the_others_go_on(self, ana):
        browser, other, third = signed_in(ana), signed_in(ana), signed_in(ana)
        browser.post(AGAIN, {"password": PASSWORD})

        answer = browser.post(end_address(other), follow=True)

        assert "That session is over." in answer.text
        assert not is_in(other)
        assert is_in(browser)
        assert is_in(third)
        assert Event.objects.first().detail == {"person": "ana", "changed": ["one session ended"]}

    def test_it_asks_first_who_it_is_and_is_done_then(self, ana):
        browser, other = signed_in(ana), signed_in(ana)
        ending = end_address(other)

        address = browser.post(ending)["Location"]
        assert is_in(other)
        browser.post(address, {"password": PASSWORD, "next": ending})

        assert not is_in(other)
        assert is_in(browser)

    def test_whoever_was_ended_is_told_why(self, ana):
        browser, other = signed_in(ana), signed_in(ana)
        browser.post(AGAIN, {"password": PASSWORD})
        browser.post(end_address(other))

        assert "You were signed out from elsewhere" in other.get("/admin/", follow=True).text

    def test_this_one_is_not_ended_there(self, ana):
        browser = signed_in(ana)
        browser.post(AGAIN, {"password": PASSWORD})

        answer = browser.post(end_address(browser), follow=True)

        assert "You are in that session. Log out to end it." in answer.text
        assert is_in(browser)

    def test_nor_is_somebody_elses(self, ana):
        browser, bens = signed_in(ana), signed_in(UserFactory())
        browser.post(AGAIN, {"password": PASSWORD})
        events = Event.objects.count()

        answer = browser.post(end_address(bens), follow=True)

        assert "That session had ended already." in answer.text
        assert is_in(bens)
        assert Event.objects.count() == events

    def test_if_it_cannot_go_on_record_it_goes_on(self, ana, monkeypatch):
        other = signed_in(ana)

        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr("staff.actions.record_staff_changed", fail)
        with pytest.raises(RuntimeError):
            actions.end_session(ana, number_of(other), by=ana)

        assert is_in(other)


class TestByAnAdministrator:
    def test_those_of_others_are_listed_and_one_is_ended(self, ana, administrator):
        browser, other = signed_in(ana), signed_in(ana, agent=SAFARI)
        page = f"/admin/sign-in/of/{ana.pk}/"
        assert "Safari on a Mac" in administrator.get(page).text

        answer = administrator.post(page, {"session": number_of(other)}, follow=True)

        assert "Ana is signed out there." in answer.text
        assert not is_in(other)
        assert is_in(browser)
        assert Event.objects.first().detail == {"person": "ana", "changed": ["one session ended"]}

    @pytest.mark.parametrize("number", ["0", "x", "-1", "³"])
    def test_what_is_no_session_of_theirs_is_said(self, ana, administrator, number):
        browser = signed_in(ana)

        answer = administrator.post(f"/admin/sign-in/of/{ana.pk}/", {"session": number}, follow=True)

        assert "That session had ended already." in answer.text
        assert is_in(browser)

    def test_by_the_page_of_one_person_anothers_does_not_end(self, ana, administrator):
        bens = signed_in(UserFactory())

        administrator.post(f"/admin/sign-in/of/{ana.pk}/", {"session": number_of(bens)})

        assert is_in(bens)

    def test_nobody_else_can(self, ana):
        browser, other = confirmed(UserFactory(group="Reviewers")), signed_in(ana)

        answer = browser.post(f"/admin/sign-in/of/{ana.pk}/", {"session": number_of(other)})

        assert answer.status_code == 403
        assert is_in(other)


class TestNoLongerListed:
    """What is over is not shown as open."""

    def rows(self, user):
        return list(StaffSession.objects.filter(user=user).open())

    def test_after_signing_out(self, ana):
        browser = signed_in(ana)

        browser.post("/admin/logout/")

        assert not StaffSession.objects.exists()

    def test_after_signing_in_again_in_the_same_browser(self, ana):
        """As the provider's answer can do it; our own form leads on whoever is in."""
        browser = signed_in(ana)

        browser.force_login(ana, backend="staff.adapters.StaffBackend")

        assert [row.pk for row in self.rows(ana)] == [number_of(browser)]

    @pytest.mark.parametrize(
        ("field", "ago"), [("seen_at", timedelta(minutes=32)), ("began_at", timedelta(hours=12.1))]
    )
    def test_after_idle_or_too_long_a_time(self, ana, field, ago):
        signed_in(ana)

        StaffSession.objects.update(**{field: timezone.now() - ago})

        assert self.rows(ana) == []

    def test_until_then_it_is(self, ana):
        signed_in(ana)

        StaffSession.objects.update(
            seen_at=timezone.now() - timedelta(minutes=29), began_at=timezone.now() - timedelta(hours=11.9)
        )

        assert len(self.rows(ana)) == 1

    def test_after_all_others_were_ended(self, ana):
        browser, _ = signed_in(ana), signed_in(ana)
        browser.post(AGAIN, {"password": PASSWORD})

        browser.post("/admin/sign-in/elsewhere/")

        assert [row.pk for row in self.rows(ana)] == [number_of(browser)]

    def test_after_ones_own_new_password_all_but_this_one(self, ana):
        browser, _ = signed_in(ana), signed_in(ana)
        new = "chosen all by myself"

        browser.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

        assert is_in(browser)
        assert [row.pk for row in self.rows(ana)] == [number_of(browser)]

    @pytest.mark.parametrize("change", [actions.give_password, actions.take_password, actions.end_sessions])
    def test_after_an_administrator_changed_it_none(self, ana, change):
        signed_in(ana)

        change(ana, by=UserFactory())

        assert self.rows(ana) == []

    def test_nothing_is_kept_of_those_who_never_came_back(self, ana):
        signed_in(ana)
        StaffSession.objects.update(began_at=timezone.now() - timedelta(hours=13))

        signed_in(UserFactory())

        assert not StaffSession.objects.filter(user=ana).exists()


class TestSeen:
    def test_it_is_noted_when_one_comes_back(self, ana):
        browser = signed_in(ana)
        ago = timezone.now() - timedelta(minutes=5)
        StaffSession.objects.update(seen_at=ago)

        browser.get("/admin/")

        assert timezone.now() - StaffSession.objects.get().seen_at < timedelta(minutes=1)

    def test_another_key_of_the_session_changes_nothing(self, gate, ana):
        browser = signed_in(ana)
        number = number_of(browser)

        browser.say_yes()

        assert number_of(browser) == number
        assert is_in(browser)

    def test_a_session_from_before_there_were_rows_gets_one(self, ana):
        browser = signed_in(ana)
        session = browser.session
        del session[ROW]
        session.save()
        StaffSession.objects.all().delete()

        assert is_in(browser)
        assert StaffSession.objects.get().pk == number_of(browser)

    def test_it_does_not_bring_an_ended_one_back(self, ana):
        browser = signed_in(ana)
        session = browser.session
        del session[ROW]
        session.save()

        SignIn.end_sessions(ana)

        assert not is_in(browser)

    def test_visitors_leave_none(self, professional):
        professional.get("/")

        assert not StaffSession.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on a Mac"),
        (CHROME_ON_IPHONE, "Chrome on an iPhone"),
        (CHROME_ON_ANDROID, "Chrome on Android"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_by_its_kind(user_agent, name):
    assert browsers.name_of(user_agent) == name
