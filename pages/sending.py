"""A framed page as it goes out: compressed once, kept while the register stands as it did, or only confirmed."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from compliance.ranges import is_conditional
from compliance.serving import Served
from compliance.standing import Kept, Standing
from pages import framing

MOST_BYTES = 16 * 1024 * 1024  # of framed pages, kept by each process
REFUSED = re.compile(r"^q=0(?:\.0*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """An HTML document in each form it is sent in, by the name of its encoding; each form has an ETag of its own.

    Its length hides no secret: nothing in it is one visitor's alone (no form token, no name).
    """

    forms: Mapping[str, bytes]  # the best first
    sha256: str

    @classmethod
    def of(cls, plain: bytes) -> Self:
        forms = {
            "br": brotli.compress(plain, mode=brotli.MODE_TEXT, quality=10),
            "gzip": gzip.compress(plain, mtime=0),
            "": plain,
        }
        return cls(forms, sha256(plain).hexdigest())

    @property
    def size_bytes(self) -> int:
        return sum(map(len, self.forms.values()))

    def form_for(self, accepted: str) -> str:
        """The best that a browser takes which sent `accepted` as its Accept-Encoding."""
        choices = (choice.replace(" ", "").partition(";") for choice in accepted.lower().split(","))
        taken = {name for name, _, weight in choices if not REFUSED.match(weight)}
        return next((form for form in self.forms if form in taken), "")


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
    form = document.form_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{document.sha256}-{form}"' if form else f'"{document.sha256}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding"}
    response = HttpResponse(document.forms[form], content_type=media_type, headers=headers)
    if form:
        response["Content-Encoding"] = form
    return get_conditional_response(request, etag=etag, response=response) if is_conditional(request) else response
