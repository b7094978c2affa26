"""The bytes around the objects: beginning, end, and whether the file tells one story or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from downloads.inspection.limits import MEGABYTE, Limits
from downloads.inspection.reasons import Reason

if TYPE_CHECKING:
    import pikepdf

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
# An object's beginning, or a stream to skip: what stands in a stream is no object.
LANDMARK = re.compile(rb"(?<![0-9A-Za-z])(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b|\bstream\r?\n.*?endstream", re.DOTALL)


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


def history_problems(pdf: pikepdf.Pdf, body: bytes) -> Iterator[Reason]:
    """Earlier states of the file, or a second table of contents: which of them is shown depends on the program."""
    # A file made for the web is in two parts, and its first table is followed by that of the rest.
    tables = body.count(b"startxref")
    if ("/Prev" in pdf.trailer and not pdf.is_linearized) or tables > 2:
        yield Reason("ambiguous", "The file was changed after it was made and still holds what it was before.")
        return
    if "/XRefStm" in pdf.trailer:
        yield Reason("ambiguous", "The file has two tables of contents, for older and newer programs.")
    counted = Counter(int(found[1]) for found in LANDMARK.finditer(body) if found[1])
    if twice := next((number for number, times in counted.items() if times > 1), None):
        yield Reason("ambiguous", f"Object {twice} stands in the file twice.")
