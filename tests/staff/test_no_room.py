"""The disk is full: staff are told so, and what they typed comes back. On a real one: tests/faults/full_disk.py."""

import pytest

from pages.models import Abbreviation
from tests.conftest import Visitor, yes
from tests.factories import UserFactory
from tests.room import no_room_in_the_database
from tests.staff.test_middleware import last_seen
from tests.staff.test_unsent import ADD, FORM, OURS, save, token_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    browser = Visitor(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(UserFactory(username="ana", group="Editors", first_name="Ana", last_name="Pires"))
    browser.get("/admin/")
    return browser


def test_a_form_that_finds_none_comes_back_and_is_sent_when_there_is_some(browser):
    token = token_of(browser.get(ADD))

    with no_room_in_the_database():
        refused = save(browser, token=token)

    assert refused.status_code == 507
    assert "There is no room on the server" in refused.text
    assert "Nothing of what you sent was kept" in refused.text
    assert "no-store" in refused["Cache-Control"]
    assert typed(refused) == FORM
    assert not Abbreviation.objects.exists()

    assert save(browser, token=token_of(refused))["Location"] == "/admin/pages/abbreviation/"
    assert Abbreviation.objects.get().long == FORM["long"]


def test_what_was_said_to_be_saved_before_it_could_not_be_is_not_said(browser):
    """In the end, when all of it is to be written down: SQLite notices it there."""
    token = token_of(browser.get(ADD))

    with no_room_in_the_database(at_the_end=True):
        refused = save(browser, token=token)

    assert refused.status_code == 507
    assert "successfully" not in refused.text
    assert not Abbreviation.objects.exists()
    assert "successfully" not in browser.get("/admin/").text


def test_who_only_pressed_a_button_is_told_without_a_form(browser):
    token = token_of(browser.get(ADD))

    with no_room_in_the_database():
        refused = browser.post(ADD, FORM | {"csrfmiddlewaretoken": token}, HTTP_REFERER="https://testserver/admin/")

    assert refused.status_code == 507
    assert "There is no room on the server" in refused.text
    assert "Send it" not in refused.text


def test_staff_read_on_without_room_to_note_that_they_were_here(browser):
    last_seen(browser, minutes_ago=2)

    with no_room_in_the_database():
        assert browser.get(ADD).status_code == 200
        assert save(browser, token=token_of(browser.get(ADD))).status_code == 507


def test_who_cannot_sign_in_for_want_of_room_hears_nothing_of_it(browser):
    browser.logout()
    page = browser.get("/admin/login/")

    with no_room_in_the_database():
        proof = {"login": "ana", "password": "wrong", "csrfmiddlewaretoken": token_of(page)}
        refused = browser.post("/admin/login/", proof, **OURS)

    assert refused.status_code == 503
    assert "room" not in refused.text


def test_a_visitor_is_told_to_come_back(browser, gate):
    visitor = Visitor(raise_request_exception=False)

    with no_room_in_the_database():
        refused = visitor.post("/confirm/", yes())

    assert refused.status_code == 503
    assert refused["Retry-After"] == "30"
