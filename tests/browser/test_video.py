"""A video on the demonstration's resources, played in Chromium."""

import pytest

from tests.browser.ways import say_yes

pytestmark = pytest.mark.browser

ADDRESS = "/support-and-resources/time-limits-video/"
PLAYED = """async video => {
    const next = name => new Promise(done => video.addEventListener(name, done, { once: true }));
    video.muted = true;
    video.textTracks[0].mode = "showing";
    await video.play();
    const seeked = next("seeked");
    video.currentTime = 20;
    await seeked;
    if (!video.textTracks[0].activeCues.length) await new Promise(done => { video.textTracks[0].oncuechange = done; });
    video.pause();
    return [video.error, Math.round(video.duration), video.textTracks[0].activeCues[0].text];
}"""


@pytest.fixture
def resources(page):
    say_yes(page, ADDRESS)
    return page


def test_it_plays_from_any_point_with_its_captions(resources):
    sent = []
    resources.on("response", lambda response: sent.append((response.status, response.url.rpartition(".")[2])))

    error, seconds, said = resources.locator("video").evaluate(PLAYED)

    assert (error, seconds) == (None, 30)
    assert said.startswith("8 hours: end of infusion")
    assert {(206, "mp4"), (200, "vtt")} <= set(sent)


@pytest.mark.parametrize("width", [390, 1280])
def test_it_has_its_place_before_it_is_loaded(resources, width):
    resources.set_viewport_size({"width": width, "height": 900})
    resources.route("**/media/*", lambda route: route.abort())
    resources.reload()

    box = resources.locator("video").bounding_box()

    assert box["width"] / box["height"] == pytest.approx(960 / 540, rel=0.02)
    assert resources.evaluate("document.documentElement.scrollWidth") == width


def test_on_paper_all_that_it_says_is_printed(resources):
    words = resources.get_by_text("The line reaches its end")
    assert not words.is_visible()

    resources.emulate_media(media="print")

    assert words.is_visible()
