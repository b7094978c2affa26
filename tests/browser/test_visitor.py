"""A visitor in a real browser: the gate, every page, what it weighs, and what machines say of it."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser

ADMINISTRATION = "/medicine/besponsa/dosing/administration/"
OPEN = ["/confirm/", "/privacy/", "/accessibility/", "/public-information/"]
GATED = [
    "/",
    ADMINISTRATION,
    "/therapy-areas/",
    "/support-and-resources/",
    "/medicine/besponsa/prescribing-information/",
    "/nothing/here/",
]
FAST_FACTS = "/downloads/besponsa-fast-facts.pdf"
PUBLIC_SITE = "https://www.pfizer.co.uk/products/prescription-medicines"
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
NU = Path(settings.BASE_DIR) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
FIRST_VISIT_LIMIT_BYTES = 40_000


def say_yes(page):
    page.goto("/confirm/")
    page.get_by_role("button", name="Yes").click()


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

        assert page.url.split("#")[0] == f"{live_site.base_url}{ADMINISTRATION}?from=ward&x=1"
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

        assert plain_page.get_by_role("heading", level=1).count() == 1
        assert plain_page.url.endswith(ADMINISTRATION)

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

        assert "Allow cookies" in page.inner_text("main")
        assert page.get_by_role("link", name="public information").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
class TestWidths:
    @pytest.mark.parametrize("path", OPEN + GATED)
    def test_nothing_goes_sideways(self, professional, width, path):
        professional.set_viewport_size({"width": width, "height": 800})
        professional.goto(path)

        assert professional.evaluate("document.documentElement.scrollWidth") <= width

    def test_the_prescribing_information_is_one_visible_click_away(self, professional, width):
        professional.set_viewport_size({"width": width, "height": 800})
        professional.goto(ADMINISTRATION)
        link = professional.get_by_role("link", name="BESPONSA® (inotuzumab ozogamicin) Prescribing Information")

        assert link.is_visible()
        assert link.bounding_box()["y"] < 800  # without scrolling
        link.click()
        assert professional.url.endswith("/medicine/besponsa/prescribing-information/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OPEN + GATED)
def test_axe_finds_nothing(professional, path, scheme):
    professional.emulate_media(color_scheme=scheme)
    professional.goto(path)
    # Given to the page by the browser itself: the page's own policy would let no script in.
    professional.evaluate(AXE.read_text())

    found = professional.evaluate(
        "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
    )

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_the_nu_html_checker_finds_nothing(professional, tmp_path):
    files = []
    for path in OPEN + GATED:
        file = tmp_path / f"{path.strip('/').replace('/', '-') or 'home'}.html"
        file.write_text(professional.request.get(path).text())
        files.append(file)

    answer = subprocess.run(
        ["java", "-jar", NU, "--format", "json", *files], capture_output=True, text=True, check=False
    )

    messages = json.loads(answer.stderr)["messages"]
    assert [(Path(one["url"]).name, one.get("lastLine"), one["message"]) for one in messages] == []


@pytest.mark.parametrize("path", ["/confirm/", ADMINISTRATION, "/"])
def test_a_first_visit_is_light(context, professional, path):
    """Compressed bytes of everything a page loads, and how many requests; nothing from elsewhere."""
    page = context.new_page()  # the one that said Yes may still be loading
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    loaded, asked = [], []
    client.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    client.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))

    page.goto(path, wait_until="networkidle")

    assert all(address.startswith(urljoin(page.url, "/")) for address in asked)
    assert len(asked) <= 4
    assert sum(loaded) <= FIRST_VISIT_LIMIT_BYTES


@pytest.mark.parametrize("path", OPEN + GATED)
def test_the_console_stays_empty(context, page, path):
    said = []
    page.on("console", lambda message: said.append(message.text))
    say_yes(page)

    page.goto(path)

    assert [text for text in said if "404" not in text] == []


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


def test_a_printed_page_carries_its_job_code_and_the_prescribing_informations_address(professional, tmp_path):
    professional.goto(ADMINISTRATION)
    file = tmp_path / "page.pdf"
    professional.pdf(path=file, format="A4")

    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout

    assert "PP-INO-GBR-0419" in text
    # pdftotext takes a hyphen at the end of a line for a broken word.
    assert "/medicine/besponsa/prescribing" in text
    assert "Dosing and administration" not in text  # the navigation stays on the screen
