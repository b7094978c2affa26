"""Whether the file tells one story or several."""

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from downloads.inspection.reasons import Reason

STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
OBJECT = re.compile(rb"(?<![0-9A-Za-z])(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
CATALOGUE = re.compile(rb"/Root\s{1,9}(\d{1,10}\s{1,9}\d{1,5})\s{1,9}R\b")


def problems(pdf: pikepdf.Pdf, body: bytes) -> Iterator[Reason]:
    """The file holds more than one state of itself: which of them is shown depends on the program.

    Several tables of contents are no fault as such: files made for the web have two, and so have Word's. They tell one
    story as long as every object stands in the file once, and all begin at the same.
    """
    around = STREAM.sub(b" ", body)
    numbers = Counter(map(int, OBJECT.findall(around)))
    for packed in pdf.objects:
        if isinstance(packed, pikepdf.Stream) and packed.get("/Type") == "/ObjStm":
            numbers.update(map(int, packed.read_bytes()[: int(packed["/First"])].split()[::2]))
    if twice := next((number for number, times in numbers.items() if times > 1), None):
        yield Reason("ambiguous", f"The file was changed and still holds what it was before: object {twice} twice.")
    if len({b" ".join(found.split()) for found in CATALOGUE.findall(around)}) > 1:
        yield Reason("ambiguous", "The file was changed and still holds what it was before: it has two beginnings.")
