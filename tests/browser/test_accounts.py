"""Accounts of staff, as an administrator meets them in a real browser."""

import pytest
from playwright.sync_api import Error, expect

from tests.browser import axe
from tests.browser.ways import sign_in


def test_a_first_password_is_shown_this_once(page, live_site):
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, "administrator", live_site.passwords["administrator"])
    page.goto("/admin/auth/user/add/")
    page.get_by_label("Username").fill("nina")
    page.get_by_label("Username").press("Enter")
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_label("Password").fill(live_site.passwords["administrator"])
    page.get_by_label("Password").press("Enter")

    expect(page.get_by_role("heading", name="Password of nina")).to_be_visible()
    made = page.locator(".staff-password code").inner_text()
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert made not in page.url

    page.get_by_role("link", name="go on to the account").click()
    expect(page.get_by_role("heading", name="Change user")).to_be_visible()
    with pytest.raises(Error, match="CACHE_MISS"):  # the browser asks whether to send the form again
        page.go_back()
    expect(page.get_by_text("ERR_CACHE_MISS")).to_be_visible()
    expect(page.get_by_text(made)).to_have_count(0)

    page.context.clear_cookies()
    sign_in(page, "nina", made)
    expect(page.get_by_text("Somebody else set your password.")).to_be_visible()
