"""The register in a real browser, as a reviewer and a signatory use it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.ways import sign_in

pytestmark = pytest.mark.browser

CODE = "pp ino gbr 0420"  # the Fast Facts leaflet, as somebody might type its code


@pytest.fixture(scope="module")
def signed_in(browser, live_site):
    """The browser of each member of staff, who signed in once; what it loaded it keeps."""
    found = {}
    for name in ("editor", "reviewer", "signatory"):
        context = browser.new_context(base_url=live_site.base_url, locale="en-GB")
        page = context.new_page()
        sign_in(page, name, live_site.passwords[name])
        page.close()
        found[name] = context
    yield found
    for context in found.values():
        context.close()


@pytest.fixture
def staff(browser, live_site, signed_in):
    """A function that opens a window of a member of staff. What the browser complains of fails the test."""
    windows, complaints = [], []

    def window(name, **of):
        if of:
            context = browser.new_context(base_url=live_site.base_url, locale="en-GB", **of)
            context.add_cookies(signed_in[name].cookies())
            windows.append(context)
        page = (context if of else signed_in[name]).new_page()
        windows.append(page)
        page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
        return page

    window.complaints = complaints
    yield window
    for one in windows:
        one.close()
    assert complaints == []


@pytest.fixture(scope="module")
def version(signed_in):
    """The record of a second Version of the home page, in review."""
    page = signed_in["editor"].new_page()
    page.goto("/admin/compliance/version/find/?q=/")
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Draft").click()
    page.get_by_role("link", name="Freeze a new Version…").click()
    page.get_by_role("button", name="Freeze").click()
    page.get_by_role("link", name="Submit for review…").click()
    with page.expect_navigation(url=re.compile(r"/version/\d+/change/$")):
        page.get_by_role("button", name="Submit for review").click()
    address = page.url
    page.close()
    return address


@pytest.fixture(scope="module")
def side_by_side(signed_in):
    """The two leaflets of the demonstration, page beside page."""
    page = signed_in["reviewer"].new_page()
    records = []
    for code in ("PP-INO-GBR-0420", "PP-INO-GBR-0421"):
        find(page, code)
        records.append(re.search(r"/version/(\d+)/", page.url)[1])
    page.close()
    return "/admin/compliance/version/{}/compare/{}/pages/".format(*records)


def find(page, text):
    page.goto("/admin/")
    page.get_by_role("searchbox", name="Job code or address").fill(text)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/version/\d+/change/"))


def test_a_code_typed_into_the_box_opens_its_record(staff):
    page = staff("reviewer")

    find(page, CODE)

    assert "PP-INO-GBR-0420" in page.inner_text("h1")
    assert page.get_by_role("link", name="Certificate (PDF)").is_visible()


def test_a_comment_is_shown_in_its_place(staff, version):
    page = staff("reviewer")
    page.goto(version)
    page.get_by_label("About").select_option(index=2)
    page.get_by_label("Comment", exact=False).last.fill("Is that the current wording?")
    page.get_by_role("button", name="Comment").click()

    page.locator(".comment", has_text="current wording").get_by_role("link", name="Show").click()

    page.frame_locator("iframe[name=rendition]").locator(":target").wait_for()
    page.get_by_role("button", name="Resolve the comment").last.click()
    page.locator(".comment--resolved", has_text="current wording").wait_for()


def test_changes_are_listed_and_marked_where_they_stand(staff, version):
    page = staff("reviewer")
    page.goto(version)
    page.get_by_role("link", name=re.compile("Compare with")).click()

    page.locator(".register-changes a").first.click()

    marked = page.frame_locator("iframe[name=rendition]")
    marked.locator(":target").wait_for()
    assert marked.locator(":target").get_attribute("id") == "compare-1"


def test_pages_are_laid_over_each_other_and_the_slider_shows_the_one_or_the_other(staff, side_by_side):
    page = staff("reviewer")
    page.goto(side_by_side)
    leaf = page.locator(".compare-leaf:has(.compare-sheets__before img):has(.compare-sheets__after img)").first

    page.get_by_label("One over the other").focus()
    page.keyboard.press("Space")
    page.get_by_role("slider").press("End")

    before, after = (leaf.locator(f".compare-sheets__{side} .compare-sheet") for side in ("before", "after"))
    assert after.evaluate("sheet => getComputedStyle(sheet).opacity") == "1"
    assert before.bounding_box()["x"] == after.bounding_box()["x"]
    assert before.bounding_box()["y"] == after.bounding_box()["y"]


def test_a_changed_region_is_a_link_away_and_its_page_is_loaded(staff, side_by_side):
    page = staff("reviewer")
    page.goto(side_by_side)
    region = page.get_by_role("link", name="Region 1").first

    region.click()

    expect(page.locator(":target .compare-marks__frame")).not_to_have_count(0)
    picture = page.locator(".compare-sheet:has(:target) img")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 900


def test_verifying_tells_how_far_it_is_and_ends(staff):
    page = staff("reviewer")
    page.goto("/admin/compliance/verification/")

    page.get_by_role("button", name="Verify the register now").click()

    page.get_by_role("heading", name="No fault").wait_for()
    assert "What is served" in page.inner_text(".verifying")


def test_the_export_is_taken_away(staff):
    page = staff("reviewer")
    page.goto("/admin/compliance/version/?stage=live")

    with page.expect_download() as taken:
        page.get_by_role("link", name="Export these as CSV").click()

    assert "PP-INO-GBR-0421" in taken.value.path().read_text("utf-8-sig")


def test_a_filter_is_reached_and_chosen_by_keyboard(staff):
    page = staff("reviewer")
    page.goto("/admin/compliance/version/")
    page.get_by_role("link", name="live", exact=True).focus()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("stage=live"))
    assert set(page.locator("#result_list .stage").all_inner_texts()) == {"live"}


SCREENS = [
    "/admin/",
    "/admin/compliance/version/",
    "record",
    "compare",
    "side by side",
    "history",
    "certify",
    "withdraw",
    "/admin/compliance/verification/",
    "/admin/compliance/wording/",
    "/admin/compliance/watchedphrase/",
]


def follow(page, link):
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_is_cut_off(staff, version, side_by_side, scheme, width):
    page = staff("signatory", color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for screen in SCREENS:
        if screen.startswith("/"):
            page.goto(screen)
        else:
            page.goto(version)
        if screen == "compare":
            follow(page, re.compile("Compare with"))
        elif screen == "side by side":
            page.goto(side_by_side)
        elif screen == "history":
            follow(page, "History")
        elif screen == "withdraw":
            follow(page, "Withdraw…")
        elif screen == "certify":
            page.goto(version.replace("/change/", "/certify/"))
        found |= {screen: faults} if (faults := axe.faults(page)) else {}
        staff.complaints.clear()  # axe's own styles are refused, as they should be
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen

    assert found == {}


def test_what_preflight_finds_stands_beside_its_block(staff):
    page = staff("editor")
    find(page, "PP-INO-GBR-0425")
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Draft").click()

    placed = page.locator(".inline-related .finding--placed")
    placed.first.wait_for()
    told = page.get_by_role("region", name="Preflight")

    assert "leukemia" in placed.first.inner_text()
    assert "Kantarjian" in placed.first.locator("xpath=ancestor::*[contains(@class, 'inline-related')][1]").inner_html()
    told.get_by_text("All ").click()
    told.get_by_role("button", name=re.compile("Kantarjian et al., 2016")).first.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('finding--placed')")
    faults = axe.faults(page)
    staff.complaints.clear()  # axe's own styles are refused, as they should be
    assert [rule for rule, elements in faults if any("finding" in html for html in elements)] == []


def test_without_a_script_the_findings_are_a_link_away(staff):
    page = staff("editor", java_script_enabled=False)
    find(page, "PP-INO-GBR-0425")
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Draft").click()

    page.get_by_role("link", name="See what the rules find in the saved Draft").click()

    assert "leukemia" in page.get_by_role("article").filter(has_text="SPL001").first.inner_text()
