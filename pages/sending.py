"""A framed page as it goes out: compressed once, kept while the register stands as it did, or only confirmed."""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from compliance.serving import Served
from compliance.standing import Kept, Standing
from pages import framing

MOST_BYTES = 16 * 1024 * 1024  # of framed pages, kept by each process
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """An HTML document, plain and compressed; each form has an ETag of its own.

    Its length hides no secret: nothing in it is one visitor's alone (no form token, no name).
    """

    plain: bytes
    zipped: bytes
    sha256: str

    @classmethod
    def of(cls, plain: bytes) -> Self:
        return cls(plain, gzip.compress(plain, mtime=0), sha256(plain).hexdigest())

    @property
    def size_bytes(self) -> int:
        return len(self.plain) + len(self.zipped)


_kept: Kept[Document] = Kept(MOST_BYTES, lambda document: document.size_bytes)


def document(served: Served, *, as_of: Standing, came_from: str) -> Document:
    """What visitors get of `served`, who came from `came_from` on this site."""
    frame = framing.frame_of(served.material, came_from=came_from, as_of=as_of)
    title = served.version.title
    return _kept.get(
        (served.sha256, served.material.address, title, frame.back and (frame.back.label, frame.back.address)),
        as_of,
        lambda: Document.of(framing.framed(served.material, served.body, title=title, frame=frame)),
    )


def answer(request: HttpRequest, document: Document, *, media_type: str) -> HttpResponse:
    """`document` in the form that `request` takes, or “you have it already”."""
    is_zipped = bool(ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")))
    etag = quote_etag(f"{document.sha256}-gzip" if is_zipped else document.sha256)
    response = HttpResponse(
        document.zipped if is_zipped else document.plain, content_type=media_type, headers={"ETag": etag}
    )
    if is_zipped:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=etag, response=response)
