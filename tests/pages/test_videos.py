"""Uploaded videos: opened, proved to be what browsers play, and stored by their content; refused one by one."""

from fractions import Fraction
from io import BytesIO

import av
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory

from pages import videos
from pages.models import Video
from tests.pages.clips import CAPTIONS, RATE, TRANSCRIPT, clip, kept
from tests.pages.test_pictures import png

pytestmark = pytest.mark.any_database

LONG = {"seconds": 20}


def film(body: bytes, name: str = "film.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def with_data() -> bytes:
    """A data stream beside the pictures, as cameras write."""
    buffer = BytesIO()
    with av.open(BytesIO(clip())) as source, av.open(buffer, "w", format="mp4") as container:
        pictures = container.add_stream_from_template(source.streams.video[0])
        said = container.add_data_stream("bin_data")
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = pictures
                container.mux(packet)
        packet = av.Packet(b"51.5, -0.1")
        packet.stream, packet.time_base, packet.pts, packet.dts = said, Fraction(1, RATE), 0, 0
        container.mux(packet)
    return buffer.getvalue()


def with_attachment() -> bytes:
    """A page that hides in a WebM; no program of ours writes one, so its kind is changed by hand."""
    buffer = BytesIO()
    with (
        av.open(BytesIO(clip("webm", ("libvpx-vp9",)))) as source,
        av.open(buffer, "w", format="matroska") as container,
    ):
        pictures = container.add_stream_from_template(source.streams.video[0])
        container.add_attachment("evil.html", "text/html", b"<script>alert(1)</script>")
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = pictures
                container.mux(packet)
    return buffer.getvalue().replace(b"\x42\x82\x88matroska", b"\x42\x82\x84webm\xec\x82\0\0", 1)


@pytest.mark.parametrize(
    ("made", "extension", "has_sound"),
    [
        ({}, "mp4", False),
        ({"sound": "aac"}, "mp4", True),
        ({"format": "webm", "coded": ("libvpx-vp9",)}, "webm", False),
        ({"format": "webm", "coded": ("libvpx-vp9",), "sound": "libopus"}, "webm", True),
    ],
    ids=["silent mp4", "mp4", "silent webm", "webm"],
)
def test_what_browsers_play_is_taken_and_named_by_its_bytes(db, made, extension, has_sound):
    body = clip(**made)

    saved = kept(body=body, name=f"film.{extension}")

    name, _, ending = saved.file.name.partition(".")
    assert (len(name), ending) == (64, extension)
    assert (saved.seconds, saved.width, saved.height, saved.has_sound) == (2.0, 64, 36, has_sound)
    assert saved.size_bytes == len(body)
    with saved.file.storage.open(saved.file.name) as file:
        assert file.read() == body


@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        (lambda: b"#EXTM3U\nfile:///etc/passwd\n", "format", "neither an MP4 nor a WebM"),
        (lambda: clip("matroska", ("libvpx-vp9",)), "format", "neither an MP4 nor a WebM"),
        (lambda: clip("mov"), "format", "neither an MP4 nor a WebM"),
        (lambda: b"\0\0\0\x20ftypisom<script>" * 9, "damaged", "damaged"),
        (lambda: clip()[:60] + bytes(4000), "damaged", "damaged"),
        (lambda: clip(moov_size="20000", **LONG)[:3000], "damaged", "damaged"),
        (lambda: clip(coded=("libx264", "libx264")), "streams", "holds video, video"),
        (lambda: clip(coded=(), sound="aac"), "streams", "holds audio:"),
        (with_data, "streams", "holds video, data"),
        (with_attachment, "streams", "holds video, attachment"),
        (lambda: clip(coded=("mpeg4",)), "codec", "coded as mpeg4"),
        (lambda: clip(coded=("libvpx-vp9",)), "codec", "This MP4 is coded as vp9"),
        (lambda: clip("webm", ("libvpx",)), "codec", "This WebM is coded as vp8"),
        (lambda: clip(sound="libopus"), "codec", "coded as h264 and opus"),
        (lambda: clip(colours="yuv444p"), "colours", "8 bit colours"),
        (lambda: clip("webm", ("libvpx-vp9",), **LONG)[:-900], "cut_off", "of 20 seconds: it was cut off"),
    ],
)
def test_what_is_refused(made, code, said):
    with pytest.raises(ValidationError, match=said) as refused:
        videos.read(film(made()))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("LARGEST_BYTES", 100, "200 MB"),
        ("LARGEST_PIXELS", 100, "3840"),
        ("LONGEST_SECONDS", 1, "longer than two hours"),
    ],
)
def test_too_much_of_anything_is_refused(monkeypatch, limit, value, said):
    monkeypatch.setattr(videos, limit, value)

    with pytest.raises(ValidationError, match=said):
        videos.read(film(clip()))


@pytest.mark.parametrize("name", ["film.webm", "film.mov", "film", "film.mp4.exe"])
def test_one_that_is_called_what_it_is_not_is_refused(name):
    with pytest.raises(ValidationError, match=f"“{name}” is a file of the kind MP4, and its name does not end in .mp4"):
        videos.read(film(clip(), name))


def test_the_same_video_is_stored_once(db):
    first, second = kept(), kept(title="Again")

    assert first.file.name == second.file.name
    assert len(first.file.storage.listdir("")[1]) == 3


def test_it_is_not_opened_again_when_only_its_title_changes(db, monkeypatch):
    saved = kept()
    monkeypatch.setattr(videos, "LARGEST_BYTES", 0)

    saved.title = "Time limits"
    saved.full_clean()


@pytest.fixture
def given():
    """What an editor fills in: texts and files."""
    files = {
        "file": film(clip()),
        "captions": film(CAPTIONS, "film.vtt"),
        "poster": SimpleUploadedFile("film.png", png()),
    }
    yield {"title": "Limits", "transcript": TRANSCRIPT}, files
    for upload in files.values():
        upload.close()


def errors(texts, files) -> dict:
    return modelform_factory(Video, fields=["title", "file", "captions", "poster", "transcript"])(texts, files).errors


def test_an_editor_fills_it_in(db, given):
    assert errors(*given) == {}


@pytest.mark.parametrize("name", ["file", "captions", "poster", "transcript"])
def test_nothing_of_it_may_be_missing(db, given, name):
    texts, files = ({key: value for key, value in part.items() if key != name} for part in given)

    assert list(errors(texts, files)) == [name]


def test_a_poster_that_is_no_picture_is_refused(db, given):
    texts, files = given

    assert list(errors(texts, files | {"poster": SimpleUploadedFile("film.png", b"<svg/>")})) == ["poster"]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "1 second"), (24, "24 seconds"), (61, "1 minute 1 second"), (120, "2 minutes")]
)
def test_its_length_in_words(seconds, said):
    assert Video(seconds=seconds).length == said
