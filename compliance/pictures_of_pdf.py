"""Pages of a PDF as pictures: bounded in pixels and in time, the same bytes for the same file."""

import ctypes
import time
from io import BytesIO

from PIL import Image

from compliance.errors import ComplianceError
from compliance.pdfium import opened

LONGEST_SECONDS = 2.0  # for one page: a drawing of a million strokes would hold everybody up


class PageTooSlow(ComplianceError):
    """A page takes too long to draw."""


def page_sizes(body: bytes) -> list[tuple[float, float]]:
    """Width and height of each page as it is shown, in points. Raises PdfUnreadable."""
    with opened(body) as pdf:
        return [pdf.get_page_size(index) for index in range(len(pdf))]


def picture_of_page(body: bytes, number: int, *, within: tuple[int, int]) -> Image.Image:
    """Page `number`, from 1, on white, as large as it can be `within` so many pixels across and down.

    Raises IndexError where there is no such page, PdfUnreadable and PageTooSlow.
    """
    with opened(body) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(number)
        page = pdf[number - 1]
        try:
            return _drawn(page, *fitting(page.get_size(), within))
        finally:
            page.close()


def as_webp(picture: Image.Image, *, quality: int) -> bytes:
    """`quality` from 0 to 100: at 60 letters stay readable at half the size in pixels."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


def fitting(size: tuple[float, float], within: tuple[int, int]) -> tuple[int, int]:
    """Whole pixels for a page of this `size`."""
    scale = min(room / max(side, 0.01) for side, room in zip(size, within, strict=True))
    width, height = (max(1, min(room, round(side * scale))) for side, room in zip(size, within, strict=True))
    return width, height


def _drawn(page, width: int, height: int) -> Image.Image:
    """Drawn piece by piece, so that it can be given up."""
    from pypdfium2 import PdfBitmap, raw

    bitmap = PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    last_moment = time.monotonic() + LONGEST_SECONDS
    pause = raw.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: time.monotonic() > last_moment)
    area = (0, 0, width, height, 0)  # from the left and top, not turned
    try:
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *area, raw.FPDF_ANNOT, ctypes.byref(pause))
    finally:
        raw.FPDF_RenderPage_Close(page)
    if state != raw.FPDF_RENDER_DONE:
        raise PageTooSlow(f"The page takes more than {LONGEST_SECONDS:.0f} seconds to draw.")
    return bitmap.to_pil().convert("RGB")
