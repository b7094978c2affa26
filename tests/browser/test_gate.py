"""The gate in a real browser: what becomes of an answer, in every state that a visitor can meet."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import FLAGS

pytestmark = pytest.mark.browser

ADMINISTRATION = "/medicine/besponsa/dosing/administration/"
ASKED_FOR = f"{ADMINISTRATION}?from=ward&x=1"
STATES = ["asked", "cookie refused", "answered", "forgotten"]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def expect_notice(page, text):
    expect(page.get_by_role("alert")).to_contain_text(text)


def expect_answered(page):
    expect(page.locator("form").first).to_contain_text("You answered Yes.")


def bring_to(page, state):
    """The gate as it is met in `state`, on the way to a page with a query."""
    page.goto(ASKED_FOR)
    if state == "cookie refused":
        page.context.clear_cookies()
        press(page, "Yes")
        expect_notice(page, "did not give our cookie back")
    if state in ("answered", "forgotten"):
        press(page, "Yes")
        page.get_by_role("link", name="Change your answer").click()
        expect_answered(page)
    if state == "forgotten":
        press(page, "Forget my answer")
        expect_notice(page, "Your answer is forgotten")
    page.wait_for_load_state()


@pytest.fixture(scope="module", params=STATES)
def state(request, browser, live_site):
    """The gate in one of its states, for all that is looked at there."""
    context = browser.new_context(base_url=live_site.base_url, locale="en-GB")
    page = context.new_page()
    bring_to(page, request.param)
    yield page
    context.close()


class TestEveryState:
    def test_axe_finds_nothing_by_day_or_night(self, state):
        for scheme in ("light", "dark"):
            state.emulate_media(color_scheme=scheme)
            assert (scheme, axe.faults(state, axe.VISITORS)) == (scheme, [])

    def test_it_fits_every_width_and_text_of_twice_the_size(self, state):
        for width in (320, 390, 640, 1280):
            state.set_viewport_size({"width": width, "height": 800})
            assert state.evaluate("document.documentElement.scrollWidth") <= width
        state.set_viewport_size({"width": 390, "height": 800})
        state.evaluate("document.documentElement.style.fontSize = '200%'")
        assert state.evaluate("document.documentElement.scrollWidth") <= 390
        state.evaluate("document.documentElement.style.fontSize = ''")

    def test_targets_are_large_and_met_in_the_order_they_are_seen(self, state):
        focused = []

        for _ in range(12):  # all there are on the way from the top of the page past the form
            state.keyboard.press("Tab")
            focused += state.evaluate("""() => {
                const { top, left, width, height } = document.activeElement.getBoundingClientRect()
                return document.activeElement.closest("form") ? [[scrollY + top, left, width, height]] : []
            }""")

        assert len(focused) >= 4
        assert focused == sorted(focused)
        assert all(height >= 38 for _, _, _, height in focused)
        assert sum(height >= 60 and width >= 130 for _, _, width, height in focused) == 2  # the two answers


class TestTheWayBack:
    def test_continue_leads_back_with_the_keyboard_alone(self, page):
        bring_to(page, "answered")

        page.get_by_role("button", name="Continue").focus()
        page.keyboard.press("Enter")

        page.wait_for_url(f"**{ADMINISTRATION}")

    def test_the_back_button_after_yes_shows_that_it_was_answered(self, page):
        bring_to(page, "asked")
        press(page, "Yes")
        page.wait_for_url(ASKED_FOR)

        page.go_back()

        expect_answered(page)

    def test_after_no_the_back_button_shows_the_gate_and_no_page_held_ready(self, browser, live_site):
        """In a browser that may hold whole pages ready for the back button, which Playwright's own flags forbid."""
        with browser.browser_type.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=FLAGS,
            ignore_default_args=["--disable-back-forward-cache"],
        ) as other:
            page = other.new_context(base_url=live_site.base_url).new_page()
            asked = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(ADMINISTRATION)
            press(page, "Yes")
            page.get_by_role("link", name="Home", exact=True).first.click()
            page.wait_for_url("/")
            asked.clear()
            page.go_back(wait_until="commit")  # a page held ready announces no load
            assert f"{live_site.base_url}{ADMINISTRATION}" not in asked

            page = page.context.new_page()  # Playwright loses hold of the other
            page.goto(ADMINISTRATION)
            page.get_by_role("link", name="Change your answer").click()
            press(page, "Change to No")
            expect(page).to_have_url(re.compile("^chrome-error:"))  # the public site cannot be reached from here
            page.wait_for_load_state()

            for _ in range(2):  # from the browser's error page to the gate, and to where the page was
                page.go_back()
                expect(page.locator("h1")).to_have_text("For UK Healthcare Professionals*")

    def test_no_in_one_tab_counts_in_the_other(self, context, page):
        bring_to(page, "answered")
        other = context.new_page()
        other.goto(ADMINISTRATION)
        with page.expect_event("requestfailed"):
            press(page, "Change to No")

        other.reload()

        assert "/confirm/?next=" in other.url


class TestCookies:
    def test_a_session_that_is_not_kept_is_explained(self, context, page):
        def without_its_session(route):
            response = route.fetch(max_redirects=0)
            context.clear_cookies(name="session")
            headers = {name: value for name, value in response.headers.items() if name != "set-cookie"}
            route.fulfill(status=response.status, headers=headers)

        page.route("**/confirm/**", lambda route: without_its_session(route) if is_answer(route) else route.continue_())
        bring_to(page, "asked")

        press(page, "Yes")

        expect_notice(page, "did not give our cookie back")
        page.unroute("**/confirm/**")
        press(page, "Yes")
        page.wait_for_url(ASKED_FOR)

    def test_without_javascript_an_answer_can_be_forgotten(self, browser, live_site):
        context = browser.new_context(base_url=live_site.base_url, java_script_enabled=False)
        page = context.new_page()

        bring_to(page, "forgotten")

        press(page, "Yes")
        page.wait_for_url(ADMINISTRATION)
        context.close()


def is_answer(route):
    return route.request.method == "POST"
