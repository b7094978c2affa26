"""The first and the last bytes of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from downloads.inspection.limits import MEGABYTE, Limits
from downloads.inspection.reasons import Reason

HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n ]")
END = b"%%EOF"
OTHER_KINDS = {
    b"PK\x03\x04": "a Word, PowerPoint or zip file",
    b"\xd0\xcf\x11\xe0": "an older Word or PowerPoint file",
    b"%!PS": "PostScript",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"{\\rtf": "rich text (RTF)",
    b"<": "a web page or XML",
}


def problems(body: bytes, limits: Limits) -> Iterator[Reason]:
    """What the first and last bytes say; nothing else needs to be read then."""
    if not body:
        yield Reason("not-a-pdf", "The file is empty.")
    elif len(body) > limits.size_bytes:
        yield too_large(limits)
    elif not HEADER.match(body):
        yield _not_a_pdf(body)
    elif END not in body:
        yield Reason("damaged", "The file has no end: it was cut off.")
    elif body[body.rindex(END) + len(END) :].strip(b"\r\n "):
        yield Reason("ambiguous", "Something else follows after the end of the PDF.")


def too_large(limits: Limits) -> Reason:
    return Reason("too-large", f"The file is larger than {limits.size_bytes // MEGABYTE} MB.")


def _not_a_pdf(body: bytes) -> Reason:
    begins = body.find(b"%PDF-", 0, 1024)
    if begins > 0:
        return Reason("ambiguous", f"{begins} bytes of something else stand before the beginning of the PDF.")
    if begins == 0:
        return Reason("not-a-pdf", "The file calls itself a PDF of a version that does not exist.")
    kind = next((kind for first, kind in OTHER_KINDS.items() if body.lstrip().startswith(first)), "")
    return Reason("not-a-pdf", f"The file is not a PDF{f': it is {kind}' if kind else ''}.")
