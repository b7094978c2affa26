"""A password that somebody else set is replaced by its owner's own before anything else, and within fourteen days."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from compliance.models import Event
from staff.models import GIVEN_PASSWORD_DAYS, SignIn
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db
GIVEN, OWN = "given by somebody 77", "chosen all by myself"
CHANGE = "/admin/password_change/"


@pytest.fixture
def administrator():
    browser = Visitor()
    browser.force_login(UserFactory(group="Administrators"))
    return browser


@pytest.fixture
def ana(administrator):
    """Made by an administrator, who set a password for her."""
    password = {"usable_password": "true", "password1": GIVEN, "password2": GIVEN}
    administrator.post("/admin/auth/user/add/", {"username": "ana"} | password)
    return User.objects.get(username="ana")


def set_password(administrator, person, password=GIVEN):
    address = f"/admin/auth/user/{person.pk}/password/"
    return administrator.post(address, {"usable_password": "true", "password1": password, "password2": password})


def change(browser, *, old=GIVEN, new=OWN):
    return browser.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


def given(person, *, days_ago):
    SignIn.objects.filter(user=person).update(password_given_at=timezone.now() - timedelta(days=days_ago))


def signed_in(user, password=GIVEN):
    browser = Visitor()
    sign_in(user, password, client=browser)
    return browser


def test_the_administrator_is_told(administrator):
    page = administrator.get("/admin/auth/user/add/").text

    assert f"must choose their own at the first sign-in, within {GIVEN_PASSWORD_DAYS} days" in page


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/page/", "/admin/sign-in/yours/", "/admin/gallery/"])
def test_every_address_leads_to_choosing_ones_own(ana, address):
    browser = signed_in(ana)

    assert browser.get(address)["Location"] == CHANGE
    assert browser.post(address)["Location"] == CHANGE
    assert "Somebody else set your password" in browser.get(CHANGE).text


def test_with_ones_own_one_goes_on(ana):
    browser = signed_in(ana)

    change(browser)

    assert is_in(browser)
    assert is_in(signed_in(ana, OWN))


def test_the_given_one_is_not_ones_own(ana):
    browser = signed_in(ana)

    change(browser, new=GIVEN)

    assert not is_in(browser)


def test_a_second_factor_is_asked_for_afterwards(ana, settings):
    settings.STAFF_SECOND_FACTOR = ["Administrators"]
    User.objects.filter(pk=ana.pk).update(is_superuser=True)
    browser = signed_in(ana)

    assert browser.get("/admin/")["Location"] == CHANGE
    change(browser)
    assert browser.get("/admin/")["Location"] == "/admin/sign-in/yours/"


def test_a_password_set_later_is_given_as_well(administrator):
    ben = UserFactory()

    set_password(administrator, ben)

    assert not is_in(signed_in(ben))


def test_an_administrators_own_is_their_own(administrator):
    own = User.objects.get(groups__name="Administrators")

    set_password(administrator, own, OWN)

    assert is_in(signed_in(own, OWN))


def test_who_has_none_any_more_has_none_to_change(administrator, ana):
    browser = Visitor()
    administrator.post(f"/admin/auth/user/{ana.pk}/password/", {"usable_password": "false", "unset-password": "1"})
    ana.refresh_from_db()
    browser.force_login(ana, backend="staff.adapters.StaffBackend")

    assert not ana.has_usable_password()
    assert is_in(browser)


def test_it_counts_for_fourteen_days(ana):
    given(ana, days_ago=13.9)
    assert signed_in(ana).get("/admin/")["Location"] == CHANGE

    given(ana, days_ago=14.1)
    text = sign_in(ana, GIVEN).text

    assert "was set for you more than 14 days ago" in text
    assert not is_in(signed_in(ana))


def test_ones_own_lasts(ana):
    change(signed_in(ana))
    assert SignIn.of(ana).password_given_at is None

    assert is_in(signed_in(ana, OWN))


def test_accounts_made_on_the_server_are_their_owners():
    person = User.objects.create_user("ben", password=OWN, is_staff=True)

    assert is_in(signed_in(person, OWN))


class TestOnTheServer:
    def reset(self, monkeypatch, typed):
        monkeypatch.setattr("staff.management.commands.staff_reset.getpass", lambda prompt: typed)
        call_command("staff_reset", "ben", "--password")

    def test_staff_reset_sets_a_password_to_be_replaced(self, monkeypatch):
        ben = UserFactory(username="ben")
        before = signed_in(ben, PASSWORD)

        self.reset(monkeypatch, GIVEN)

        assert not is_in(before)
        assert signed_in(ben).get("/admin/")["Location"] == CHANGE
        changed = [event.detail["changed"] for event in Event.objects.all()[:3]]
        assert ["password, on the server"] in changed
        assert GIVEN not in str(changed)

    def test_it_refuses_what_the_site_refuses_and_changes_nothing(self, monkeypatch):
        ben = UserFactory(username="ben")
        events = Event.objects.count()

        with pytest.raises(CommandError, match="too short"):
            self.reset(monkeypatch, "short")

        assert is_in(signed_in(ben, PASSWORD))
        assert Event.objects.count() == events
