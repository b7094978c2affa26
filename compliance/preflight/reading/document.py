"""A frozen form as the rules see it: the same for a page's body and for a PDF."""

import re
from dataclasses import dataclass, field
from functools import cached_property

TRIANGLE = "▼"
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True)
class Run:
    """Words of one look. `size` is in px on a page at 390 px, in points in a PDF; `contrast` is None where unknown."""

    text: str
    size: float = 16.0
    contrast: float | None = None
    is_shown: bool = True
    is_faint: bool = False

    @property
    def is_pale(self) -> bool:
        """Too pale to be read by everybody."""
        return self.is_faint or (self.contrast is not None and self.contrast < LEAST_CONTRAST)


@dataclass(frozen=True)
class Link:
    """A place that can be opened. `around` is the text of the passage it stands in."""

    text: str
    address: str
    is_shown: bool
    around: str
    part: str
    anchor: str


@dataclass(frozen=True)
class Triangle:
    """A black triangle, drawn or typed. `flaws` says what is wrong with a drawn one."""

    is_drawn: bool
    flaws: tuple[str, ...] = ()
    width: float = 0.0


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading, list item or cell, in reading order.

    `part` is the component it stands in ("block" for what editors wrote, "adverse-events", "references" and so on),
    `anchor` the block. `level` is that of a heading, 0 for all else.
    """

    runs: tuple[Run, ...]
    role: str = "text"
    level: int = 0
    part: str = ""
    anchor: str = ""
    citations: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()
    triangles: tuple[Triangle, ...] = ()
    page: int = 1

    @cached_property
    def text(self) -> str:
        """Its words, spaces evened out."""
        return even("".join(run.text for run in self.runs))

    @cached_property
    def shown(self) -> str:
        """The words that are to be seen without opening anything."""
        return even("".join(run.text for run in self.runs if run.is_shown))

    def runs_of(self, words: str) -> list[Run]:
        """The runs that the first occurrence of `words` (evened out, any case) stands in."""
        joined, owners = [], []
        for run in self.runs:
            for character in run.text:
                if character.isspace():
                    if joined and joined[-1] != " ":
                        joined.append(" ")
                        owners.append(run)
                else:
                    joined.append(character)
                    owners.append(run)
        start = "".join(joined).lower().find(words.lower())
        return list(dict.fromkeys(owners[start : start + len(words)])) if start >= 0 else []


@dataclass(frozen=True)
class Picture:
    alt: str
    is_decoration: bool
    anchor: str
    has_source: bool


@dataclass(frozen=True)
class Video:
    """`addresses` are those of all that is loaded for it: the video, captions, the poster."""

    title: str
    anchor: str
    has_captions: bool
    has_transcript: bool
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    anchor: str
    has_headers: bool
    has_caption: bool


@dataclass(frozen=True)
class Document:
    """The whole: what is said, in reading order, and what else stands in it."""

    passages: tuple[Passage, ...]
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    videos: tuple[Video, ...] = ()
    duplicate_ids: tuple[str, ...] = ()
    own_styles: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    targets: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def text(self) -> str:
        """All its words, a passage a line."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for passage in self.passages for link in passage.links)

    @cached_property
    def written(self) -> tuple[Passage, ...]:
        """What editors wrote: headings, introduction and blocks, not the components around them."""
        return tuple(passage for passage in self.passages if passage.part in WRITTEN)

    def part(self, name: str) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.part == name)

    def block(self, anchor: str) -> tuple[Passage, ...]:
        """The passages of one block; the page's heading and introduction count as one."""
        return tuple(passage for passage in self.written if passage.anchor == anchor)


WRITTEN = {"heading", "block", "prescribing-information", "gate", "unknown"}


def even(text: str) -> str:
    """`text` with single spaces, and without the marks that only keep lines together."""
    return re.sub(r"\s+", " ", text.replace("\N{WORD JOINER}", "").replace("\N{SOFT HYPHEN}", "")).strip()
