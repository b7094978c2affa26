"""Accounts of others are changed by somebody who has just shown again who they are. Nothing typed is lost by that."""

import time

import pytest
from django.contrib.auth.models import Group, User
from django.utils.http import urlencode
from lxml import html

from compliance.models import Event, Signatory
from tests.conftest import Visitor
from tests.factories import PASSWORD, SignatoryFactory, UserFactory
from tests.staff.signing_in import AGAIN, code_of, confirmed, is_in, sign_in, with_app
from tests.staff.test_unsent import OURS, token_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe():
    return UserFactory(username="zoe", group="Administrators")


@pytest.fixture
def administrator(zoe):
    browser = Visitor()
    sign_in(zoe, client=browser)
    return browser


@pytest.fixture
def ben():
    return UserFactory(username="ben")


def change(ben):
    return f"/admin/auth/user/{ben.pk}/change/"


def form(**more):
    return {"username": "ben", "first_name": "Ben", "email": "ben@example.org", "is_active": "on"} | more


def sent_on(page):
    """Where the page that follows the proof sends what was typed."""
    (sends_itself,) = html.fromstring(page.text).xpath("//form[@id='sends-itself']")
    return sends_itself.get("action")


def test_a_change_waits_until_it_is_shown_who_one_is(administrator, ben):
    answer = administrator.post(change(ben), form())

    assert answer["Location"] == AGAIN
    ben.refresh_from_db()
    assert ben.email == ""
    assert not Event.objects.filter(kind="staff-changed").exists()


def test_then_it_is_sent_on_as_it_was_typed(administrator, ben):
    reviewers, signatories = Group.objects.filter(name__in=["Reviewers", "Signatories"])
    address = f"{change(ben)}?{urlencode({'_changelist_filters': 'is_active__exact=1'})}"
    administrator.post(address, form(groups=[reviewers.pk, signatories.pk], _save="Save"))

    page = administrator.post(AGAIN, {"password": PASSWORD})

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert sent_on(page) == address
    held = html.fromstring(page.text).xpath("//form[@id='sends-itself']//textarea")
    fields = [(field.get("name"), field.text.removeprefix("\n")) for field in held]
    groups = [("groups", str(reviewers.pk)), ("groups", str(signatories.pk))]
    assert fields == [*form().items(), *groups, ("_save", "Save")]

    body = typed(page) | {"groups": [reviewers.pk, signatories.pk]}
    assert administrator.post(address, body)["Location"].startswith("/admin/auth/user/")
    ben.refresh_from_db()
    assert ben.email == "ben@example.org"
    assert ben.groups.count() == 2


def test_it_still_needs_the_forms_token(zoe, ben):
    browser = Visitor(enforce_csrf_checks=True)
    sign_in_page = browser.get("/admin/login/")
    proof = {"login": "zoe", "password": PASSWORD, "csrfmiddlewaretoken": token_of(sign_in_page)}
    browser.post("/admin/login/", proof, **OURS)

    assert browser.post(change(ben), form()).status_code == 403
    token = token_of(browser.get(change(ben)))
    assert browser.post(change(ben), form(csrfmiddlewaretoken=token), **OURS)["Location"] == AGAIN
    page = browser.post(AGAIN, {"password": PASSWORD, "csrfmiddlewaretoken": token}, **OURS)
    assert "csrfmiddlewaretoken" not in typed(page)
    assert browser.post(change(ben), typed(page), **OURS).status_code == 403
    assert browser.post(change(ben), typed(page) | {"csrfmiddlewaretoken": token_of(page)}, **OURS).status_code == 302


def test_a_wrong_password_sends_nothing_on(administrator, ben):
    administrator.post(change(ben), form())

    page = administrator.post(AGAIN, {"password": "wrong"})

    assert "That is not your password" in page.text
    assert "sends-itself" not in page.text
    assert administrator.post(change(ben), form())["Location"] == AGAIN


def test_the_second_factor_does_as_well(ben):
    zoe = with_app(UserFactory(username="zoe", group="Administrators"))
    browser = Visitor()
    browser.force_login(zoe)
    browser.post(change(ben), form())

    page = browser.post("/admin/sign-in/yours/reauthenticate/", {"code": code_of(zoe)})

    assert sent_on(page) == change(ben)


def test_for_some_minutes_nobody_is_asked_again(zoe, ben):
    browser = confirmed(zoe)

    assert browser.post(change(ben), form()).status_code == 302
    ben.refresh_from_db()
    assert ben.email == "ben@example.org"


def test_afterwards_they_are(zoe, ben):
    browser = confirmed(zoe)
    session = browser.session
    session["account_authentication_methods"][-1]["at"] = time.time() - 301
    session.save()

    assert browser.post(change(ben), form())["Location"] == AGAIN


def test_it_is_sent_on_once(administrator, ben):
    administrator.post(change(ben), form())
    administrator.post(AGAIN, {"password": PASSWORD})

    assert administrator.post(AGAIN, {"password": PASSWORD})["Location"] == "/admin/"
    assert "account_reauthentication_state" not in administrator.session


def test_what_is_read_is_not_asked_about(administrator, ben):
    assert administrator.get(change(ben)).status_code == 200
    assert administrator.get("/admin/compliance/signatory/add/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/user/add/",
        "/admin/auth/user/",
        "/admin/auth/user/{}/password/",
        "/admin/sign-in/of/{}/",
        "/admin/compliance/signatory/add/",
        "/admin/compliance/signatory/{}/change/",
        "/admin/auth/group/1/change/",
    ],
)
def test_so_is_everything_that_says_who_may_do_what(administrator, ben, address):
    before = (User.objects.count(), Signatory.objects.count(), Event.objects.count())

    answer = administrator.post(address.format(ben.pk), {"username": "eve", "signs_in": "password", "unlock": "1"})

    assert answer["Location"] == AGAIN
    assert (User.objects.count(), Signatory.objects.count(), Event.objects.count()) == before


def test_a_signatorys_particulars_are_kept_meanwhile(administrator):
    signatory = SignatoryFactory()
    address = f"/admin/compliance/signatory/{signatory.pk}/change/"

    administrator.post(address, {"registration_number": "7654321"})
    page = administrator.post(AGAIN, {"password": PASSWORD})

    assert (sent_on(page), typed(page)) == (address, {"registration_number": "7654321"})


def test_other_work_is_not_held_up():
    editor = Visitor()
    editor.force_login(UserFactory(group="Editors"))

    answer = editor.post("/admin/pages/abbreviation/add/", {"short": "VOD", "long": "veno-occlusive disease"})

    assert answer["Location"] == "/admin/pages/abbreviation/"


def test_who_is_not_signed_in_is_asked_to(ben):
    browser = Visitor()

    assert browser.post(change(ben), form())["Location"].startswith("/admin/login/")
    assert not is_in(browser)
