"""What was typed comes back when the session had ended, or when signing in had changed the form's token."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from pages.models import Abbreviation
from tests.conftest import Visitor
from tests.factories import PASSWORD, UserFactory
from tests.staff.signing_in import LOGIN
from tests.staff.test_middleware import last_seen

pytestmark = pytest.mark.django_db

OURS = {"HTTP_ORIGIN": "https://testserver"}
ADD = "/admin/pages/abbreviation/add/"
FORM = {"short": "VOD", "long": "veno-occlusive disease", "_save": "Save"}


@pytest.fixture
def ana():
    return UserFactory(username="ana", group="Editors", first_name="Ana", last_name="Pires")


@pytest.fixture
def browser(ana):
    browser = Visitor(enforce_csrf_checks=True)
    browser.force_login(ana)
    browser.get("/admin/")
    return browser


def token_of(answer) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text)[1]


def typed(answer) -> dict[str, str]:
    """What the page holds ready to be sent."""
    fields = html.fromstring(answer.text).xpath("//form//textarea[@hidden]")
    return {field.get("name"): field.text.removeprefix("\n") for field in fields}


def save(browser, *, token="", **more):
    body = FORM | {"csrfmiddlewaretoken": token}
    return browser.post(ADD, body | more.pop("also", {}), **OURS | more)


def test_after_idle_time_the_form_comes_back_and_is_sent_after_signing_in(browser):
    old = token_of(browser.get(ADD))
    last_seen(browser, minutes_ago=31)

    ended = save(browser, token=old)
    assert ended.status_code == 403
    assert "You were away for more than 30 minutes." in ended.text
    assert typed(ended) == FORM
    assert not Abbreviation.objects.exists()

    # In another tab.
    entrance = browser.get(LOGIN)
    proof = {"login": "ana", "password": PASSWORD, "csrfmiddlewaretoken": token_of(entrance)}
    assert browser.post(LOGIN, proof, **OURS).status_code == 302

    again = save(browser, token=token_of(ended))
    assert "You signed in again after this form was opened." in again.text
    assert "You are signed in as Ana Pires." in again.text
    assert typed(again) == FORM

    assert save(browser, token=token_of(again))["Location"] == "/admin/pages/abbreviation/"
    assert Abbreviation.objects.get().long == FORM["long"]


def test_who_signed_out_in_another_tab_keeps_what_they_typed(browser):
    token = token_of(browser.get(ADD))
    browser.logout()

    answer = save(browser, token=token)

    assert "You were signed out meanwhile." in answer.text
    assert typed(answer) == FORM


def test_markup_comes_back_as_it_was_typed(browser):
    browser.logout()
    hostile = "</textarea><script>alert(1)</script>\n\n&amp; "

    answer = save(browser, also={"long": hostile})

    assert "<script>alert" not in answer.text
    assert typed(answer)["long"] == hostile


def test_what_proves_who_one_is_does_not_come_back(browser):
    browser.logout()

    answer = save(browser, also={"password": "a long secret", "code": "123456", "passkey": "{}"})

    assert typed(answer) == FORM
    assert "a long secret" not in answer.text
    assert "123456" not in answer.text


def test_the_code_of_a_product_does(browser):
    browser.logout()

    assert typed(save(browser, also={"code": "INO"})) == FORM | {"code": "INO"}


def test_a_file_is_named_and_not_kept(browser):
    browser.logout()

    answer = save(browser, also={"picture": SimpleUploadedFile("dose.png", b"bytes")})

    assert "Files are not kept: attach dose.png again afterwards." in answer.text


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://testserver", ""])
def test_what_another_site_sends_is_not_held_ready(browser, origin):
    signed_in = save(browser, HTTP_ORIGIN=origin)
    browser.logout()
    signed_out = save(browser, HTTP_ORIGIN=origin)

    assert signed_in.status_code == 403
    assert FORM["long"] not in signed_in.text
    assert signed_out.status_code in (302, 403)
    assert FORM["long"] not in signed_out.text


def test_a_press_of_a_button_alone_leads_to_the_sign_in(browser):
    last_seen(browser, minutes_ago=31)

    answer = browser.post(ADD, {"_save": "Save", "csrfmiddlewaretoken": "x"}, **OURS)

    assert answer["Location"] == "/admin/login/?next=/admin/"


def test_no_cache_keeps_it_and_no_foreign_script_runs(browser):
    browser.logout()

    headers = save(browser).headers

    assert "no-store" in headers["Cache-Control"]
    assert "script-src 'self';" in headers["Content-Security-Policy"] + ";"
