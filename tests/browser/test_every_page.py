"""Every page that visitors can open, loaded once: what it weighs, whether it stays in its place, what machines say."""

import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from lxml import html

from tests.browser import axe
from tests.browser.ways import say_yes

pytestmark = pytest.mark.browser

MEDICINE = "/medicine/besponsa/"
OPEN = ["/confirm/", "/privacy/", "/accessibility/", "/public-information/"]
PAGES = [
    "/",
    MEDICINE,
    f"{MEDICINE}dosing/",
    f"{MEDICINE}dosing/administration/",
    f"{MEDICINE}efficacy/",
    f"{MEDICINE}prescribing-information/",
    f"{MEDICINE}safety/",
    "/support-and-resources/",
    "/support-and-resources/time-limits-video/",
    "/therapy-areas/",
]
OTHERS = ["/search/", "/search/?q=protect+from+light", "/search/?q=xyzzy", "/nothing/here/"]
NU = Path(settings.BASE_DIR) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HEAVIEST_BYTES = 40_000
MOST_REQUESTS = 4
SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts += entry.value))
        .observe({type: 'layout-shift', buffered: true});
"""


@dataclass
class Traffic:
    """What came over the network for one page, in compressed bytes."""

    asked: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    bytes: int = 0

    def listen(self, client) -> "Traffic":
        cached = set()
        client.on("Network.requestWillBeSent", lambda event: self._ask(event["request"]["url"]))
        client.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
        client.on("Network.responseReceived", lambda event: self._came(event, cached))
        client.on("Network.loadingFinished", lambda event: self._weigh(event, cached))
        return self

    def _ask(self, address: str) -> None:
        if not address.startswith("data:"):  # the browser's own drawings, of a video's buttons for one
            self.asked.append(address)

    def _came(self, event: dict, cached: set[str]) -> None:
        if event["response"]["fromDiskCache"]:
            cached.add(event["requestId"])
        if event["requestId"] not in cached:
            self.fetched.append(event["response"]["url"])

    def _weigh(self, event: dict, cached: set[str]) -> None:
        if event["requestId"] not in cached:
            self.bytes += event["encodedDataLength"]

    def clear(self) -> None:
        self.asked.clear()
        self.fetched.clear()
        self.bytes = 0


@pytest.fixture(scope="module")
def cookies(browser, live_site):
    """Those of somebody who passed the gate."""
    context = browser.new_context(base_url=live_site.base_url)
    say_yes(context.new_page())
    yield context.cookies()
    context.close()


@pytest.fixture
def page(context, cookies):
    context.add_cookies(cookies)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    return page


@pytest.mark.parametrize("path", OPEN + PAGES + OTHERS)
def test_a_page_is_light_and_still_and_free_of_faults(context, page, path):
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    traffic = Traffic().listen(client)
    said = []
    page.on("console", lambda message: said.append(message.text))

    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(path, wait_until="networkidle")

    # The first visit, on a phone.
    assert [text for text in said if "404" not in text] == []
    assert all(address.startswith(urljoin(page.url, "/")) for address in traffic.asked)
    assert len(traffic.asked) <= MOST_REQUESTS
    assert traffic.bytes <= HEAVIEST_BYTES
    page.mouse.wheel(0, 5000)
    assert page.evaluate("window.shifts") == 0

    # The second asks for the page alone: all it needs was kept.
    traffic.clear()
    page.goto(path, wait_until="networkidle")
    assert len(traffic.fetched) <= 1

    for width in (320, 390, 640, 1280):  # 640 is also 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert axe.faults(page, axe.VISITORS) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_on_paper(page, path, tmp_path):
    """Clean A4: the job code, full addresses, and none of what only works on a screen."""
    page.goto(path)
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout

    # pdftotext takes a hyphen at the end of a line for a broken word, and breaks addresses over lines.
    whole = re.sub(r"[\s-]", "", text)
    assert re.search(r"PP-INO-GBR-\d{4} \| \w+ 20\d\d", text)
    assert f"Printedfromhttp://127.0.0.1{path}".replace("-", "") in whole
    if "prescribing" not in path:
        assert "(http://127.0.0.1/medicine/besponsa/prescribinginformation/)" in whole
    assert "A4" in info
    for of_the_screen in ("Skip to the content", "Search this site", "Change your answer", "On this page"):
        assert of_the_screen not in text


def test_the_nu_html_checker_finds_nothing(page, tmp_path):
    files = []
    for path in OPEN + PAGES + OTHERS:
        file = tmp_path / f"{re.sub('[^a-z]+', '-', path.strip('/')) or 'home'}.html"
        file.write_text(page.request.get(path).text())
        files.append(file)

    answer = subprocess.run(
        ["java", "-jar", NU, "--format", "json", *files], capture_output=True, text=True, check=False
    )

    messages = json.loads(answer.stderr)["messages"]
    assert [(Path(one["url"]).name, one.get("lastLine"), one["message"]) for one in messages] == []


def test_these_are_all_pages_there_are(page):
    """Whoever follows every link of the site comes to no other."""
    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = page.request.get(path)
        if response.ok and "text/html" in response.headers["content-type"]:
            addresses = html.fromstring(response.text()).xpath("//a/@href")
            own = {urlsplit(address).path for address in addresses if address.startswith("/")}
            waiting |= {address for address in own if not address.startswith("/downloads/")} - seen

    assert seen == {*OPEN, *PAGES}
