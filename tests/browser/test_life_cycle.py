"""The way of a page in real browsers and real server processes: drawn up, frozen, signed, read, withdrawn."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.browser.ways import say_yes, sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/medicine/besponsa/dosing/administration/"


@pytest.fixture
def staff(browser, live_site):
    """A function that signs a member of staff in, in a window of their own."""
    windows = []

    def window(name):
        windows.append(browser.new_context(base_url=live_site.base_url, locale="en-GB"))
        page = windows[-1].new_page()
        sign_in(page, name, live_site.passwords[name])
        return page

    yield window
    for window in windows:
        window.close()


@pytest.fixture
def reader(page):
    say_yes(page)
    return page


def open_draft(editor):
    editor.goto("/admin/pages/page/?q=0419")
    editor.get_by_role("link", name="Administration", exact=True).click()


def freeze(editor) -> str:
    """Freezes the Draft that is open; gives the Version's address in the admin."""
    open_draft(editor)
    editor.get_by_role("link", name="Freeze a new Version…").click()
    editor.get_by_role("button", name="Freeze").click()
    expect(editor.locator(".messagelist")).to_contain_text("is frozen. Ask a signatory to certify it.")
    editor.wait_for_load_state()
    return editor.url


def approve(editor, reviewer, version_url) -> str:
    """Hands the Version in and has it approved; gives its address again."""
    editor.goto(version_url)
    editor.get_by_role("link", name="Submit for review…").click()
    editor.get_by_role("button", name="Submit for review").click()
    editor.wait_for_url(version_url)
    reviewer.goto("/admin/")
    reviewer.locator(".desk__pile", has_text="To review").get_by_role("link").last.click()
    reviewer.get_by_role("link", name="Approve…").click()
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("It waits for a signatory.")
    return version_url


def sign(signatory, live_site, version_url):
    signatory.goto(version_url)
    signatory.get_by_role("link", name="Certify…").click()
    signatory.get_by_label("Your password, again").fill(live_site.passwords["signatory"])
    signatory.get_by_role("button", name="Sign").click()
    expect(signatory.locator(".messagelist")).to_contain_text("is certified")


def statuses(reader, times=24):
    """What many requests at once are answered: they spread over all processes of the server."""
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in reader.context.cookies())
    base = re.match(r"https?://[^/]+", reader.url)[0]

    def ask(_):
        from urllib.error import HTTPError
        from urllib.request import Request, urlopen

        try:
            with urlopen(Request(base + ADDRESS, headers={"Cookie": cookie}), timeout=30) as answer:
                return answer.status
        except HTTPError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        return set(pool.map(ask, range(times)))


def test_from_the_draft_to_the_visitor_and_back(staff, reader, live_site):
    editor, reviewer, signatory = staff("editor"), staff("reviewer"), staff("signatory")
    open_draft(editor)
    editor.get_by_label("Heading:").first.fill("Administer BESPONSA as prescribed")
    editor.get_by_role("button", name="Save", exact=True).first.click()
    editor.locator(".messagelist .success").wait_for()
    reader.goto(ADDRESS)
    assert reader.inner_text("h1").startswith("Administer BESPONSA (inotuzumab ozogamicin) with precision")

    version_url = freeze(editor)
    reader.reload()
    assert reader.inner_text("h1").startswith("Administer BESPONSA (inotuzumab ozogamicin) with precision")

    sign(signatory, live_site, approve(editor, reviewer, version_url))
    reader.reload()
    assert reader.inner_text("h1").startswith("Administer BESPONSA (inotuzumab ozogamicin) as prescribed")
    assert "PP-INO-GBR-0419" not in reader.inner_text("body")

    signatory.get_by_role("link", name="Withdraw…").click()
    assert "/" in signatory.inner_text("#content")
    signatory.get_by_label("Reason").fill("Trying out a withdrawal")
    signatory.get_by_role("button", name="Withdraw").click()
    signatory.locator(".messagelist .success").wait_for()
    assert statuses(reader) == {410}

    sign(signatory, live_site, approve(editor, reviewer, freeze(editor)))
    assert statuses(reader) == {200}


def test_the_preview_of_a_draft_is_marked(staff):
    editor = staff("editor")
    open_draft(editor)

    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="Preview the saved Draft").click()

    expect(opened.value.locator("body")).to_contain_text("Draft")
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()


def test_the_signing_screen_shows_what_is_signed(staff):
    editor, reviewer, signatory = staff("editor"), staff("reviewer"), staff("signatory")

    signatory.goto(approve(editor, reviewer, freeze(editor)))
    signatory.get_by_role("link", name="Certify…").click()

    shown = signatory.frame_locator("iframe")
    assert shown.get_by_role("heading", level=1).inner_text().startswith("Administer BESPONSA")
    assert "fair and truthful presentation" in signatory.inner_text("#content")
