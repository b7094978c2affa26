"""What a Material hands to the register when it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.models import Version


@dataclass(frozen=True)
class Frozen:
    """A Draft's final form.

    `body` is what visitors get: a page's body as HTML, or a PDF. `links` are the addresses found in it, `embeds` the
    Versions whose text stands inside it, `cites` the keys of its sources (`reference:12`). `frame_sha256` is that of
    the page's frame around an empty body, "" for files. `number` is the Version's, where the bytes say it.
    """

    content: dict
    form: str
    media_type: str
    body: bytes
    links: frozenset[str] = field(default_factory=frozenset)
    embeds: tuple[Version, ...] = ()
    cites: frozenset[str] = field(default_factory=frozenset)
    frame_sha256: str = ""
    number: int | None = None
