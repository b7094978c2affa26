"""Changing one's own password: what it takes, which ones are taken, and what becomes of other sessions."""

import pytest

from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import is_in, sign_in

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


@pytest.mark.parametrize("new", ["elevenchars", "1q2w3e4r5t6y", "934857203948", "ana"])
def test_what_is_short_common_or_numbers_alone_is_refused(ana, browser, new):
    assert change(browser, new).status_code == 200

    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


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
