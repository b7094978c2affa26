"""One PDF from its bytes to what is printed in it, the cheapest and most telling checks first."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from downloads.inspection import drawing, history, layout, objects
from downloads.inspection.limits import MEGABYTE, Limits
from downloads.inspection.reasons import Reason

MOST_DECODED = 64 * MEGABYTE  # of one stream that is no picture
LIMITS_OF_QPDF = {f"{filter}_max_memory": MOST_DECODED for filter in ("flate", "run_length", "png", "tiff", "dct")} | {
    "max_stream_filters": 4,
    "parser_max_nesting": 100,
}


def read(body: bytes, limits: Limits, facts: dict) -> Iterator[Reason]:
    """Every reason against `body`, as it is found; fills `facts` with what is printed."""
    any_found = False
    for reason in _in_the_file(body, limits, facts):
        any_found = True
        yield reason
    if not any_found:
        # Only now: loading the readers takes as long as all before.
        from downloads.inspection import printed

        yield from printed.problems(body, limits, facts)


def _in_the_file(body: bytes, limits: Limits, facts: dict) -> Iterator[Reason]:
    pikepdf.settings.set_qpdf_limits(**LIMITS_OF_QPDF)
    try:
        # Strictly: whoever repairs a damaged file guesses, and two programs guess differently.
        with pikepdf.open(BytesIO(body), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            if pdf.is_encrypted:
                yield Reason("encrypted", "The file is encrypted.")
            # Before the library looks at the pages: it mends what is wrong with their list.
            pages = layout.Pages(pdf, limits)
            hopeless = list(pages.problems(facts))
            yield from hopeless
            if any(reason.kind in ("damaged", "too-long") for reason in hopeless):
                return
            yield from history.problems(pdf, body)
            yield from objects.problems(pdf, facts)
            yield from layout.problems(pdf)
            yield from drawing.problems(pages.found)
            # Objects are read when they are asked for: only now is it known what qpdf had to complain of.
            warnings = [said for said in map(str, pdf.get_warnings()) if "handled correctly by" not in said]
            yield from map(_damaged, warnings[:3])
    except pikepdf.PasswordError:
        yield Reason("encrypted", "The file is encrypted and cannot be opened without a password.")
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        # The library meets what is not of the kind it should be in many ways.
        yield _damaged(error)


def _damaged(error: object) -> Reason:
    said = re.sub(r"^stream <[^>]*>,? ?", "", str(error))
    if "encrypt" in said.lower():
        return Reason("encrypted", f"The file is encrypted in a way that cannot be read ({said}).")
    if "nested" in said:
        return Reason("bomb", f"The file has lists within lists without end ({said}).")
    if "limit" in said.lower() or "memory" in said.lower():
        return Reason("bomb", f"The file unpacks to far more than it should ({said}).")
    return Reason("damaged", f"The file is damaged ({said}).")
