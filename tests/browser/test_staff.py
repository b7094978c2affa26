"""Passkeys in a real browser, and the pages of staff sign-in as people meet them."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import _passwords, in_the_site, served
from tests.browser.ways import sign_in

REQUIRED = "Reviewers,Signatories,Administrators"
APPROVED = """
from tests.factories import PageFactory, approved
print(approved(PageFactory()).pk)
"""
PROVED = """
from compliance.models import Event
print(Event.objects.filter(kind="certified").first().detail["proved_by"])
"""


@pytest.fixture
def page(browser, data):
    """A window at `localhost`, which browsers let have passkeys, with a key in it that agrees to everything."""
    with served(data, STAFF_SECOND_FACTOR=REQUIRED, ALLOWED_HOSTS="localhost,127.0.0.1") as base_url:
        context = browser.new_context(
            base_url=base_url.replace("127.0.0.1", "localhost"), locale="en-GB", viewport={"width": 390, "height": 800}
        )
        page = context.new_page()
        key = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})
        yield page
        context.close()


def is_in_order(page):
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_passkey_is_added_signs_in_and_signs(page, data):
    password, refused = _passwords(data)["signatory"], []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto("/admin/")
    is_in_order(page)

    sign_in(page, "signatory", password)
    expect(page.get_by_text("needs a second factor")).to_be_visible()
    is_in_order(page)
    page.get_by_role("link", name="Add an authenticator app").click()
    page.get_by_label("Password").fill(password)
    is_in_order(page)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_alt_text("QR code of the key below")).to_be_visible()
    assert page.get_by_alt_text("QR code of the key below").evaluate("image => image.naturalWidth") > 0
    is_in_order(page)
    page.goto("/admin/sign-in/yours/")
    page.get_by_role("link", name="Add a passkey").click()
    is_in_order(page)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    is_in_order(page)

    page.context.clear_cookies()
    sign_in(page, "signatory", password)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    is_in_order(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your desk")).to_be_visible()

    page.goto(f"/admin/compliance/version/{in_the_site(data, APPROVED)}/certify/")
    page.get_by_label("Your password, again").fill(password)
    page.get_by_role("button", name="Sign with a passkey").click()
    expect(page.get_by_text("is certified: visitors get it")).to_be_visible()
    assert in_the_site(data, PROVED) == "password and passkey"
    assert [text for text in refused if "style" not in text] == []
