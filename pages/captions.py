"""Captions of videos, as WebVTT: a strict reader of the part that captions need, and nothing that could lead elsewhere.

Format: https://www.w3.org/TR/webvtt1/.
"""

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import FileField

from pages import file_ending
from pages.media import NamedByContent

LARGEST_BYTES = 1_000_000
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+(?:vertical|line|position|size|align):\S+)*")
TAG = re.compile(r"</?(?:b|i|u|c|v|lang|ruby|rt)(?:\.[\w-]+)*(?:[ \t][^<>&]*)?>|<[\d:.]+>")
SOUNDS = re.compile(r"\[[^\]]*\]")  # “[Music]”


@dataclass(frozen=True)
class Cue:
    """What is shown from `start` to `end`, in seconds, without its tags."""

    start: float
    end: float
    text: str


class CaptionsFile(NamedByContent):
    def extension(self, content):
        return "vtt"


class CaptionsField(FileField):
    """A file field for captions. `Video.clean()` has what is uploaded read."""

    attr_class = CaptionsFile


def read(upload: File) -> list[Cue]:
    """The cues in `upload`, in order. Raises a ValidationError that says what to mend, and in which line."""
    if upload.size > LARGEST_BYTES:
        raise _refused("The captions are larger than 1 MB. Upload the WebVTT file, not the video.", "too_large")
    upload.seek(0)
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("The captions are not in UTF-8. Save the file again, with that encoding.", "encoding") from None
    finally:
        upload.seek(0)
    if not re.match(r"WEBVTT(?:[ \t\r\n]|$)", text) or "\0" in text:
        raise _refused("The captions are no WebVTT file: its first line must be WEBVTT.", "format")
    file_ending.check(upload, endings=("vtt",), kind="WebVTT")
    header, *blocks = _blocks(text)
    if any("-->" in line for line in header[1]):
        raise _refused("Leave a line empty after the first line of the captions, WEBVTT.", "format")
    cues = [cue for first, lines in blocks if (cue := _cue(first, lines))]
    if not cues:
        raise _refused("The captions are empty. Write at least one, with its beginning and end.", "no-captions")
    if any(earlier.start > later.start for earlier, later in pairwise(cues)):
        raise _refused("The captions are not in the order of their beginnings. Sort them.", "order")
    return cues


def spoken(cue: Cue) -> list[str]:
    """The words of a cue, sounds in square brackets left out."""
    return words(SOUNDS.sub(" ", cue.text))


def words(text: str) -> list[str]:
    """The words of `text`, for comparison."""
    return re.findall(r"[^\W_]+", text.casefold())


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """What stands between empty lines, the header first: the number of its first line, and its lines."""
    blocks, block = [], []
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], start=1):
        if line.strip():
            block.append((number, line))
        elif block:
            blocks.append((block[0][0], [line for _, line in block]))
            block = []
    return blocks


def _cue(first: int, lines: list[str]) -> Cue | None:
    """None for a comment."""
    if re.match(r"NOTE(?:[ \t]|$)", lines[0]):
        return None
    if re.match(r"(?:STYLE|REGION)[ \t]*$", lines[0]):
        raise _refused(
            f"Line {first} of the captions begins a {lines[0].strip()} block. Take it out: visitors' browsers style "
            "captions as their readers have chosen.",
            "style",
        )
    timing = next((n for n, line in enumerate(lines[:2]) if "-->" in line), None)
    match = TIMING.fullmatch(lines[timing].strip()) if timing is not None else None
    if match is None:
        raise _refused(
            f"The captions cannot be read at line {first}: “{lines[timing or 0]}”. A caption begins with its times, "
            "“00:01.000 --> 00:04.000”, after an empty line.",
            "timing",
        )
    said = "\n".join(lines[timing + 1 :])
    plain = TAG.sub("", said)
    if "<" in plain or "-->" in plain:
        raise _refused(f"The caption at line {first} holds a tag that captions do not know: “{said}”.", "tag")
    cue = Cue(_seconds(*match.groups()[:4]), _seconds(*match.groups()[4:8]), html.unescape(plain).strip())
    if not cue.text or cue.end <= cue.start:
        raise _refused(f"The caption at line {first} is empty, or ends before it begins.", "no-words")
    return cue


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _refused(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)
