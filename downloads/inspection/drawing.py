"""What is unpacked to draw the pages, and what is drawn within what."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Stream

from downloads.inspection.layout import Page
from downloads.inspection.limits import MEGABYTE
from downloads.inspection.reasons import Reason

MOST_DRAWN = 50_000  # drawings, each counted as often as it is drawn
MOST_UNPACKED = 128 * MEGABYTE  # of all pages and drawings together
DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


class Endless(Exception):
    """A drawing contains itself."""


class TooMuch(Exception):
    """The pages unpack to more than MOST_UNPACKED."""


def problems(pages: list[Page]) -> Iterator[Reason]:
    """Drawings that have no end, or none within reason."""
    unpacked = _Unpacked()
    try:
        drawn = sum(unpacked.count(page.dictionary.get("/Contents"), page.get("/Resources")) for page in pages)
    except (Endless, RecursionError):
        yield Reason("bomb", "A drawing in it contains itself.")
    except TooMuch:
        yield Reason("bomb", f"Its pages unpack to more than {MOST_UNPACKED // MEGABYTE} MB.")
    except pikepdf.PdfError as error:
        yield Reason("bomb", f"Its pages cannot be unpacked ({re.sub('^stream <[^>]*>,? ?', '', str(error))}).")
    else:
        if drawn > MOST_DRAWN:
            yield Reason("bomb", f"To show its pages, {drawn:,} drawings must be drawn.")


class _Unpacked:
    def __init__(self):
        self.bytes = 0
        self.counted: dict[tuple[int, int], int] = {}
        self.open: set[tuple[int, int]] = set()

    def count(self, contents, resources) -> int:
        """How many drawings are drawn for these contents, those within others counted each time."""
        code = b"\n".join(self.read(part) for part in (contents if isinstance(contents, Array) else [contents]))
        named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(named, Dictionary):
            return 0
        names = [b"/" + name for name in DRAWS.findall(code)]
        times = {name: names.count(name) for name in set(names)} if len(names) < MOST_DRAWN else {}
        if not times and names:
            return len(names)
        return sum(many * self.drawing(named.get(_name(name)), resources) for name, many in times.items())

    def drawing(self, found, around) -> int:
        if not isinstance(found, Stream) or found.get("/Subtype") != "/Form":
            return 1
        if found.objgen in self.open:
            raise Endless
        if found.objgen not in self.counted:
            self.open.add(found.objgen)
            self.counted[found.objgen] = 1 + self.count(found, found.get("/Resources", around))
            self.open.discard(found.objgen)
        return self.counted[found.objgen]

    def read(self, stream) -> bytes:
        if not isinstance(stream, Stream):
            return b""
        found = stream.read_bytes()
        self.bytes += len(found)
        if self.bytes > MOST_UNPACKED:
            raise TooMuch
        return found


def _name(written: bytes) -> str:
    """A name as the library knows it: `/Fm#31` is `/Fm1`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), written).decode("utf-8", "replace")
