"""Nothing typed in the admin is lost when the session ends meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.ways import sign_in


@pytest.fixture
def page(browser, live_site):
    context = browser.new_context(base_url=live_site.base_url, locale="en-GB", viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, "editor", live_site.passwords["editor"])
    yield page
    context.close()


def test_a_form_comes_back_until_it_is_saved(page, live_site):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto("/admin/pages/abbreviation/add/")
    page.get_by_label("Abbreviation").fill("TBI")
    page.get_by_label("In full").fill("total body irradiation")
    elsewhere = page.context.new_page()
    elsewhere.goto("/admin/")
    elsewhere.get_by_role("button", name="Log out").click()
    expect(elsewhere.get_by_text("Thanks for spending")).to_be_visible()

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    page.get_by_text("What you typed", exact=True).click()
    expect(page.locator("dd", has_text="total body irradiation")).to_be_visible()
    assert refused == []
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, "editor", live_site.passwords["editor"])
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("You are signed in as")).to_be_visible()
    page.get_by_role("button", name="Send it").click()

    expect(page.get_by_text("was added successfully")).to_be_visible()


def test_who_types_is_not_idle(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/sign-in/here/" in request.url else None)
    page.clock.install()
    page.goto("/admin/pages/abbreviation/add/")
    page.get_by_label("In full").press("a")
    assert asked == []

    page.clock.fast_forward("05:00")
    with page.expect_response("**/sign-in/here/") as answer:
        page.get_by_label("In full").press("b")
    page.get_by_label("In full").press("c")

    assert answer.value.status == 204
    assert len(asked) == 1
