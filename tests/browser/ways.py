"""The ways in, which most tests begin with. Each ends when the next screen is there: nothing is met half done."""

from playwright.sync_api import Page


def say_yes(page: Page, to: str = "/") -> None:
    """Through the gate, to `to`."""
    page.goto(f"/confirm/?next={to}")
    page.get_by_role("button", name="Yes", exact=True).click()
    page.wait_for_url(to)


def sign_in(page: Page, username: str, password: str) -> None:
    """To the desk, or to where the second factor is asked for."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
