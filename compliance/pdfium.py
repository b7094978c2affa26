"""PDFium, which reads PDFs and draws their pages: how it is opened here, and what stands on a page.

Coordinates are in points, from the lower left corner of the page.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from compliance.errors import ComplianceError

DEEPEST = 12  # forms within forms; more is an attack, not a layout
_one_at_a_time = threading.Lock()  # PDFium is not safe between threads, not even for two files


class PdfUnreadable(ComplianceError):
    """The bytes are no PDF that can be opened without a password."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@contextmanager
def opened(body: bytes) -> Iterator:
    """A PDF as a pypdfium2.PdfDocument; no other thread has one in the meantime.

    Raises PdfUnreadable if PDFium cannot open it, or later one of its pages.
    """
    import pypdfium2

    with _one_at_a_time:
        try:
            pdf = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            raise PdfUnreadable(f"The file cannot be opened as a PDF ({error}).") from error
        try:
            yield pdf
        except pypdfium2.PdfiumError as error:
            raise PdfUnreadable(f"A page of the file cannot be read ({error}).") from error
        finally:
            pdf.close()


def objects(page) -> Iterator[tuple]:
    """Each object of a raw page, with the matrix of the forms it stands in and the id of its marked content, or -1."""
    from pypdfium2 import raw

    top = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    return _opened(raw, top, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), -1, DEEPEST)


def _opened(raw, items, matrix, around: int, depth: int) -> Iterator[tuple]:
    for item in items:
        marked = around if around >= 0 else raw.FPDFPageObj_GetMarkedContentID(item)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix, marked
        elif depth:
            inner = (raw.FPDFFormObj_GetObject(item, index) for index in range(raw.FPDFFormObj_CountObjects(item)))
            yield from _opened(raw, inner, times(matrix_of(item), matrix), marked, depth - 1)


def matrix_of(item) -> tuple[float, ...]:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def bounds(item, outer: tuple[float, ...]) -> Box:
    """Where an object stands on the page."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [moved(outer, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def fill_colour(item) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity, 0 to 255 each."""
    from pypdfium2 import raw

    return _colour(raw.FPDFPageObj_GetFillColor, item)


def stroke_colour(item) -> tuple[int, int, int, int]:
    from pypdfium2 import raw

    return _colour(raw.FPDFPageObj_GetStrokeColor, item)


def _colour(ask, item) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint(0) for _ in range(3)] + [ctypes.c_uint(255)]
    ask(item, *parts)
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def times(inner, outer) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
