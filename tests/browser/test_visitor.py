"""A visitor in a real browser, with two minutes: from the gate to what they came for, and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.ways import say_yes

pytestmark = pytest.mark.browser

ADMINISTRATION = "/medicine/besponsa/dosing/administration/"
FAST_FACTS = "/downloads/besponsa-fast-facts.pdf"
PUBLIC_SITE = "https://www.pfizer.co.uk/products/prescription-medicines"


@pytest.fixture
def professional(page):
    say_yes(page)
    return page


@pytest.fixture
def plain_page(browser, live_site):
    """A window without JavaScript."""
    context = browser.new_context(base_url=live_site.base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


class TestTheGate:
    def test_yes_leads_back_to_what_was_asked_for(self, page, live_site):
        page.goto(f"{ADMINISTRATION}?from=ward&x=1#content")
        assert page.url.startswith(f"{live_site.base_url}/confirm/?next=")

        page.get_by_role("button", name="Yes").click()

        page.wait_for_url(re.compile(re.escape(f"{live_site.base_url}{ADMINISTRATION}?from=ward&x=1") + "(#|$)"))
        assert "Administer BESPONSA" in page.inner_text("h1")

    def test_no_leads_to_the_public_site(self, page):
        page.goto(ADMINISTRATION)

        with page.expect_event("requestfailed", lambda request: request.url == PUBLIC_SITE) as left_for:
            page.get_by_role("button", name="No", exact=True).click()

        # The browser let it go there: the page's policy did not stop it, only the missing network did.
        assert left_for.value.failure == "net::ERR_NAME_NOT_RESOLVED"
        other = page.context.new_page()  # the first is still on its way to the browser's own error page
        other.goto(ADMINISTRATION)
        assert "/confirm/" in other.url

    def test_it_works_without_javascript(self, plain_page):
        plain_page.goto(ADMINISTRATION)
        plain_page.get_by_role("button", name="Yes").click()

        plain_page.wait_for_url(ADMINISTRATION)
        assert plain_page.get_by_role("heading", level=1).count() == 1

    def test_it_works_with_the_keyboard_alone(self, page):
        page.goto(ADMINISTRATION)
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == "Yes":
                break
        page.keyboard.press("Enter")

        page.wait_for_url(f"**{ADMINISTRATION}")

    def test_the_answer_is_remembered_in_another_tab(self, context, professional):
        other = context.new_page()
        other.goto(ADMINISTRATION)

        assert other.url.endswith(ADMINISTRATION)

    def test_with_cookies_refused_it_explains_and_does_not_go_round(self, context, page):
        page.goto("/confirm/")
        context.clear_cookies()

        page.get_by_role("button", name="Yes").click()

        expect(page.locator("main")).to_contain_text("Allow cookies")
        assert page.get_by_role("link", name="public information").first.is_visible()


def tab_to(page, name):
    """Press Tab until what is focused is called `name`, and return its role."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and f'"{name}' in focused.aria_snapshot():
            return
    raise AssertionError(f"“{name}” cannot be reached with Tab.")


def press_enter(page):
    """As somebody would who waits for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


class TestWithTheKeyboardAlone:
    def test_from_a_question_to_the_place_and_back(self, professional):
        page = professional
        page.goto("/")

        tab_to(page, "Search this site")
        page.keyboard.type("infus reaction")
        press_enter(page)
        tab_to(page, "Administration")
        press_enter(page)
        assert page.url.endswith(ADMINISTRATION)
        tab_to(page, "During and after administering BESPONSA")
        page.keyboard.press("Enter")
        page.wait_for_url("**#*")
        assert page.get_by_role("heading", name="During and after administering BESPONSA").is_visible()
        page.goto(ADMINISTRATION)
        tab_to(page, "Besponsa® (inotuzumab ozogamicin) Prescribing Information")
        press_enter(page)
        assert "prescribing-information" in page.url
        tab_to(page, "Back to Administration")
        press_enter(page)

        assert page.url.endswith(ADMINISTRATION)

    def test_the_first_tab_skips_to_the_content(self, professional):
        professional.goto(ADMINISTRATION)

        professional.keyboard.press("Tab")
        professional.keyboard.press("Enter")
        professional.keyboard.press("Tab")

        assert professional.evaluate("document.activeElement.closest('main') !== null")


class TestOnAPhone:
    @pytest.fixture
    def phone(self, professional):
        professional.set_viewport_size({"width": 390, "height": 800})
        professional.goto("/")
        return professional

    def test_the_menu_leads_to_every_part(self, phone):
        phone.get_by_text("Menu", exact=True).click()
        menu = phone.locator(".site-menu")

        assert menu.get_by_role("link").all_inner_texts() == [
            "Home",
            "The medicine",
            "Efficacy",
            "Safety",
            "Dosing",
            "Administration",
            "Prescribing information",
            "Therapy areas",
            "Support and resources",
        ]
        menu.get_by_role("link", name="Dosing").click()
        expect(phone.get_by_role("table").first).to_be_visible()

    def test_what_is_found_is_opened_at_its_place_and_left_again(self, phone):
        phone.get_by_role("searchbox").fill("protect from light")
        phone.keyboard.press("Enter")
        phone.get_by_role("link", name="Time limits after reconstitution").first.click()

        expect(phone.get_by_role("heading", name="Time limits after reconstitution")).to_be_visible()
        phone.get_by_role("link", name="Back to search results").click()
        expect(phone.get_by_role("searchbox")).to_have_value("protect from light")


def test_all_of_it_works_without_javascript(plain_page):
    page = plain_page
    page.goto("/search/?q=thrombocyt")
    page.get_by_role("button", name="Yes").click()

    expect(page.get_by_role("searchbox")).to_have_value("thrombocyt")
    page.get_by_role("link", name="Safety", exact=True).click()
    page.wait_for_url(re.compile("/medicine/besponsa/safety/"))
    page.goto("/support-and-resources/time-limits-video/")
    page.get_by_text("Transcript").first.click()
    expect(page.get_by_text("The line reaches its end:")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
class TestWidths:
    def test_the_prescribing_information_is_one_visible_click_away(self, professional, width):
        professional.set_viewport_size({"width": width, "height": 800})
        professional.goto(ADMINISTRATION)
        link = professional.get_by_role("link", name="BESPONSA® (inotuzumab ozogamicin) Prescribing Information")

        assert link.is_visible()
        assert link.bounding_box()["y"] < 800  # without scrolling
        link.click()
        professional.wait_for_url("/medicine/besponsa/prescribing-information/")


def test_a_link_that_leaves_is_heard_to_leave(professional):
    """The words come from the stylesheet, the name of the site from the page."""
    professional.goto("/support-and-resources/")

    leaving = professional.locator('.body a[href^="https://"]')

    assert leaving.count() >= 5
    for link in leaving.all():
        assert "(leaves this site)" in link.aria_snapshot()


def test_a_leaflet_comes_as_signed(professional):
    response = professional.request.get(FAST_FACTS)

    assert response.ok
    assert response.body().startswith(b"%PDF-1.7")
    assert "PP-INO-GBR-0420" in response.headers["content-disposition"]
