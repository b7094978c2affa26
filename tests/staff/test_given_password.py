"""A password that somebody else set is replaced by its owner's own before anything else, and within fourteen days."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from compliance.models import Event
from staff import actions, first_password
from staff.models import GIVEN_PASSWORD_DAYS, SignIn
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import confirmed, is_in, sign_in

pytestmark = pytest.mark.django_db
OWN = "chosen all by myself"
CHANGE = "/admin/password_change/"


@pytest.fixture
def administrator():
    return UserFactory(group="Administrators")


@pytest.fixture
def ana(administrator):
    """`ana.given` is the password that an administrator had made for her."""
    ana = UserFactory(username="ana")
    ana.given = actions.give_password(ana, by=administrator)
    return ana


def change(browser, *, old, new=OWN):
    return browser.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


def given(person, *, days_ago):
    SignIn.objects.filter(user=person).update(password_given_at=timezone.now() - timedelta(days=days_ago))


def signed_in(user, password=""):
    browser = Visitor()
    sign_in(user, password or user.given, client=browser)
    return browser


def test_the_administrator_is_told(administrator, ana):
    browser = Visitor()
    browser.force_login(administrator)

    page = browser.get(f"/admin/auth/user/{ana.pk}/password/").text

    assert f"must choose their own at the next sign-in, within {GIVEN_PASSWORD_DAYS} days" in page


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/page/", "/admin/sign-in/yours/", "/admin/gallery/"])
def test_every_address_leads_to_choosing_ones_own(ana, address):
    browser = signed_in(ana)

    assert browser.get(address)["Location"] == CHANGE
    assert browser.post(address)["Location"] == CHANGE
    assert "Somebody else set your password" in browser.get(CHANGE).text


def test_with_ones_own_one_goes_on(ana):
    browser = signed_in(ana)

    change(browser, old=ana.given)

    assert is_in(browser)
    assert is_in(signed_in(ana, OWN))


def test_the_given_one_is_not_ones_own(ana):
    browser = signed_in(ana)

    change(browser, old=ana.given, new=ana.given)

    assert not is_in(browser)


def test_a_second_factor_is_asked_for_afterwards(ana, settings):
    settings.STAFF_SECOND_FACTOR = ["Administrators"]
    User.objects.filter(pk=ana.pk).update(is_superuser=True)
    browser = signed_in(ana)

    assert browser.get("/admin/")["Location"] == CHANGE
    change(browser, old=ana.given)
    assert browser.get("/admin/")["Location"] == "/admin/sign-in/yours/"


def test_an_administrators_own_is_not_given(administrator):
    browser, own = confirmed(administrator), f"/admin/auth/user/{administrator.pk}/password/"

    assert browser.get(own)["Location"] == CHANGE
    assert browser.post(own)["Location"] == CHANGE
    assert browser.post(own, {"mark": first_password.mark(administrator)})["Location"] == CHANGE
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


def test_who_has_none_any_more_has_none_to_change(administrator, ana):
    browser = Visitor()
    actions.take_password(ana, by=administrator)
    browser.force_login(ana, backend="staff.adapters.StaffBackend")

    assert not ana.has_usable_password()
    assert is_in(browser)


def test_it_counts_for_fourteen_days(ana):
    given(ana, days_ago=13.9)
    assert signed_in(ana).get("/admin/")["Location"] == CHANGE

    given(ana, days_ago=14.1)
    text = sign_in(ana, ana.given).text

    assert "was set for you more than 14 days ago" in text
    assert not is_in(signed_in(ana))


def test_ones_own_lasts(ana):
    change(signed_in(ana), old=ana.given)
    assert SignIn.of(ana).password_given_at is None

    assert is_in(signed_in(ana, OWN))


def test_accounts_made_on_the_server_are_their_owners():
    person = User.objects.create_user("ben", password=OWN, is_staff=True)

    assert is_in(signed_in(person, OWN))


def test_so_is_one_that_was_made_on_the_server(capsys):
    ben = UserFactory(username="ben")
    before = signed_in(ben, PASSWORD)

    call_command("staff_reset", "ben", "--password")

    ben.given = re.search(r"The password is (\S+)", capsys.readouterr().out)[1]
    assert not is_in(before)
    assert signed_in(ben).get("/admin/")["Location"] == CHANGE
    changed = [event.detail["changed"] for event in Event.objects.all()[:3]]
    assert ["password, on the server"] in changed
    assert ben.given not in str(changed)
