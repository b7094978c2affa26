"""Captions: strict WebVTT, inside the video, and not a word that the transcript lacks."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField

from pages import captions
from pages.captions import Cue
from tests.factories import ReferenceFactory
from tests.pages.clips import video

HEAD = "WEBVTT\n\n"
CUE = "00:00.000 --> 00:01.000\nDilute.\n"


def read(text: str | bytes, name: str = "film.vtt"):
    return captions.read(SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode()))


def test_cues_are_read_with_their_times_and_without_their_tags():
    assert read(
        "\ufeffWEBVTT - Limits\r\nKind: captions\r\n\r\nNOTE by hand\r\n\r\n"
        "first\r\n00:00.500 --> 00:01.250 align:start line:90%\r\n<v Voice>R&amp;D: <b>≤ 4 hours</b>\r\nat most\r\n\r\n"
        "01:00:00.000 --> 01:00:02.000\r\nEnd"
    ) == [Cue(0.5, 1.25, "R&D: ≤ 4 hours\nat most"), Cue(3600, 3602, "End")]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (b"", "format", "first line must be WEBVTT"),
        (HEAD, "no-captions", "are empty"),
        (f"{HEAD}NOTE nothing else\n", "no-captions", "are empty"),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "format", "first line must be WEBVTT"),
        ("WEBVTTX\n\n" + CUE, "format", "first line must be WEBVTT"),
        (HEAD + CUE + "\0", "format", "no WebVTT"),
        (f"{HEAD}{CUE}".encode("utf-16"), "encoding", "UTF-8"),
        (f"{HEAD}{CUE}é".encode("latin-1"), "encoding", "UTF-8"),
        (f"WEBVTT\n{CUE}", "format", "line empty after the first"),
        (f"{HEAD}STYLE\n::cue {{ background: url(https://example.org/) }}\n\n{CUE}", "style", "Line 3 .* STYLE block"),
        (f"{HEAD}REGION\nid:a\n\n{CUE}", "style", "REGION block"),
        (f"{HEAD}00:00.000 -> 00:01.000\nDilute.\n", "timing", "line 3"),
        (f"{HEAD}00:00,000 --> 00:01,000\nDilute.\n", "timing", "line 3"),
        (f"{HEAD}00:00.000 --> 00:61.000\nDilute.\n", "timing", "line 3"),
        (f"{HEAD}00:00.000 --> 00:01.000 region:a\nDilute.\n", "timing", "line 3"),
        (f"{HEAD}{CUE}{CUE}", "tag", "line 3"),
        (f'{HEAD}00:00.000 --> 00:01.000\n<img src="https://example.org/">\n', "tag", "tag that captions do not know"),
        (f"{HEAD}00:00.000 --> 00:01.000\n4 < 8\n", "tag", "tag that captions do not know"),
        (f"{HEAD}00:00.000 --> 00:01.000\n\n", "no-words", "is empty"),
        (f"{HEAD}00:02.000 --> 00:01.000\nDilute.\n", "no-words", "ends before it begins"),
        (f"{HEAD}00:02.000 --> 00:03.000\nDilute.\n\n{CUE}", "order", "Sort them"),
    ],
)
def test_what_is_refused(text, code, said):
    with pytest.raises(ValidationError, match=said) as refused:
        read(text)

    assert refused.value.code == code
    assert code not in FileField.default_error_messages  # the form would say its own words instead


def test_a_file_too_large_for_captions_is_refused(monkeypatch):
    monkeypatch.setattr(captions, "LARGEST_BYTES", 10)

    with pytest.raises(ValidationError, match="not the video"):
        read(HEAD + CUE)


def test_captions_end_with_the_video(db):
    made = video(captions=b"WEBVTT\n\n00:00.000 --> 00:09.000\nDilute within 4 hours.\n")

    with pytest.raises(ValidationError, match="ends after 9 seconds; the video has 2"):
        made.full_clean()


@pytest.mark.parametrize(
    ("transcript", "is_taken"),
    [
        ("<p>A clock. DILUTE within</p><p>4 hours!</p>", True),
        ("<p>Dilute <b>within</b> 4 hours.</p>", True),
        ('<p>Dilute within<cite data-reference="1">BESPONSA SmPC</cite> 4 hours.</p>', True),
        ("<p>Dilute within 8 hours.</p>", False),
        ("<p>Dilute it.</p>", False),
    ],
)
def test_what_captions_say_stands_in_the_transcript(db, transcript, is_taken):
    ReferenceFactory(pk=1)
    made = video(transcript=transcript)

    if is_taken:
        made.full_clean()
    else:
        with pytest.raises(ValidationError, match=r"Dilute within 4 hours[.]”; the transcript does not") as refused:
            made.full_clean()
        assert list(refused.value.error_dict) == ["captions"]


def test_sounds_in_brackets_need_not_stand_there(db):
    video(captions=b"WEBVTT\n\n00:00.000 --> 00:01.000\n[Music]\n").full_clean()


def test_all_is_refused_at_once(db):
    with pytest.raises(ValidationError) as refused:
        video(body=b"none", captions=b"none").full_clean()

    assert set(refused.value.error_dict) == {"file", "captions"}


@pytest.mark.parametrize("name", ["film.srt", "film.txt", "film.vtt.exe", "vtt"])
def test_a_file_that_is_called_otherwise_is_refused(name):
    with pytest.raises(
        ValidationError, match=f"“{name}” is a file of the kind WebVTT, and its name does not"
    ) as refused:
        read("WEBVTT\n\n00:00.000 --> 00:01.000\nReconstitute\n", name)

    assert refused.value.code == "ending"


def test_capital_letters_make_no_difference():
    assert read("WEBVTT\n\n00:00.000 --> 00:01.000\nReconstitute\n", "FILM.VTT")
