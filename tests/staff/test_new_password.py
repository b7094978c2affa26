"""Changing one's own password: what it takes, which ones are taken, and what becomes of other sessions."""

import html
import re

import pytest
from django.contrib.auth.models import User

from tests.conftest import Visitor
from tests.factories import PASSWORD, ProductFactory, UserFactory
from tests.staff.signing_in import LOGIN, is_in, sign_in

pytestmark = pytest.mark.django_db

CHANGE = "/admin/password_change/"
NEW = "a sentence that nobody else says"


@pytest.fixture
def ana():
    return UserFactory(username="ana", group="Editors")


@pytest.fixture
def browser(ana):
    browser = Visitor()
    sign_in(ana, client=browser)
    return browser


def change(browser, new, *, old=PASSWORD):
    return browser.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize(
    "new", [NEW, "twelve small", "Ärzte & Pfleger: ½ 💊", "é" * 12 + "x" * 188, " spaces around it "]
)
def test_any_composition_and_length_is_taken_as_typed(ana, browser, new):
    assert change(browser, new).status_code == 302

    elsewhere = Visitor()
    sign_in(ana, new, client=elsewhere)
    assert is_in(elsewhere)


def is_refused(browser, new, *, saying=""):
    answer = change(browser, new)
    return answer.status_code == 200 and saying in html.unescape(answer.text) and not is_in_use(browser, new)


def is_in_use(browser, password):
    return User.objects.get(pk=browser.session["_auth_user_id"]).check_password(password)


@pytest.mark.parametrize("new", ["elevenchars", "1q2w3e4r5t6y", "934857203948", "ana"])
def test_what_is_short_common_or_numbers_alone_is_refused(browser, new):
    assert is_refused(browser, new)


@pytest.mark.parametrize("new", ["0002oikoT414", "ILOVEYOU1234", "qwertyuiopasdfghjklzxcvbnm"])
def test_what_was_found_in_leaks_is_refused(browser, new):
    assert is_refused(browser, new, saying="That password was found in a leak")


@pytest.mark.parametrize(
    ("new", "word"),
    [
        ("my Besponsa 2 you", "besponsa"),
        ("inotuzumabisgood", "inotuzumab"),
        ("We are Example People", "example"),
        ("PFIZER and friends", "pfizer"),
        ("around the h0$p1tal", "hospital"),
        ("P@55w0rd every day", "password"),
    ],
)
def test_words_that_who_knows_the_site_tries_first_are_refused(browser, new, word):
    ProductFactory(company="Example Limited")

    assert is_refused(browser, new, saying=f"Leave “{word}” out")


def test_words_that_mean_nothing_are_not(browser):
    ProductFactory(company="Example Limited", substance="abc 1234")

    assert change(browser, "limited abc 1234 things").status_code == 302


def test_the_one_in_use_is_refused(browser):
    answer = change(browser, PASSWORD)

    assert "That is the password in use" in answer.text


def test_what_is_typed_is_masked_and_password_managers_know_the_fields(browser):
    fields = re.findall(
        r'<input type="(\w+)" name="(\w*password\w*)" autocomplete="([\w-]+)"', browser.get(CHANGE).text
    )
    entry = re.search(r'<input type="password" name="password"[^>]*>', Visitor().get(LOGIN).text)[0]

    assert fields == [
        ("password", "old_password", "current-password"),
        ("password", "new_password1", "new-password"),
        ("password", "new_password2", "new-password"),
    ]
    assert 'autocomplete="current-password"' in entry


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/page/", CHANGE, "/admin/sign-in/yours/"])
def test_log_out_is_in_view(browser, address):
    assert '<form id="logout-form" method="post" action="/admin/logout/">' in browser.get(address).text


def test_the_old_one_is_needed(ana, browser):
    assert change(browser, NEW, old="not the old one").status_code == 200

    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_it_ends_all_other_sessions_and_not_this_one(ana, browser):
    elsewhere = Visitor()
    sign_in(ana, client=elsewhere)

    change(browser, NEW)

    assert is_in(browser)
    assert not is_in(elsewhere)


def test_signing_in_gives_the_session_another_key(ana, professional):
    before = professional.session.session_key

    sign_in(ana, client=professional)

    assert is_in(professional)
    assert professional.session.session_key != before


def test_signing_out_ends_the_session_here_as_well(browser):
    key = browser.session.session_key

    browser.post("/admin/logout/")

    assert not browser.session.exists(key)
    assert not is_in(browser)


def test_the_old_one_cannot_be_guessed_at_an_open_session(ana, browser):
    for _ in range(5):
        change(browser, NEW, old="a wrong one")

    refused = change(browser, NEW)

    assert "Too many failed attempts under this name" in refused.text
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)
    assert "Too many failed attempts under this name" in sign_in(ana).text
