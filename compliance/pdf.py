"""HTML becomes a PDF: PDF/UA-1 and PDF/A-3a in one, made from our own files only, the same bytes every time.

WeasyPrint takes 2 s to import and needs system libraries, so it is imported at the first rendering: the site starts,
and serves what is already frozen, without it.
"""

import ctypes
import gc
import logging
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import CSS, HTML, Document

INSTALL_LIBRARIES = (
    "apt-get update && apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
)
WITHOUT_IT = f"without it the bytes of a PDF change at every run. Install it with: {INSTALL_LIBRARIES}"
# Relative addresses start here. RFC 2606 keeps .invalid for hosts that can never exist.
BASE_ADDRESS = "https://print.invalid/"
# As static/css/print/ calls our fonts: a name of its own, lest the same font installed here take its place.
FONT_FAMILY = "Print"
FONT_FILES = ("AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf")

_one_at_a_time = threading.Lock()  # WeasyPrint reports through one logger for the whole process


class PdfNotMade(ComplianceError):
    """The HTML could not be turned into a PDF that is complete and reproducible. `problems`: a sentence for each."""

    def __init__(self, *problems: str):
        self.problems = list(problems)
        super().__init__(" ".join(problems))


class PdfEngineMissing(PdfNotMade):
    """A system library that WeasyPrint needs is not installed."""


class FileRefused(PdfNotMade):
    """The document asks for a file that is not one of ours, or that is not there."""

    def __init__(self, address: str, reason: str):
        self.address = address
        super().__init__(f"The document asks for {address}: {reason}")


class CharacterMissing(PdfNotMade):
    """The document uses a character that the fonts we ship do not have."""


def harfbuzz_subset_problem() -> str:
    """What is wrong with libharfbuzz-subset and how to mend it, or "" when WeasyPrint can use it.

    Asks the linker for the names that WeasyPrint tries, which takes no time; importing WeasyPrint to ask it does.
    """
    for name in ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"):
        with suppress(OSError, AttributeError):
            if ctypes.CDLL(name).hb_version_atleast(4, 1, 0):
                return ""
            return f"libharfbuzz-subset is older than 4.1; {WITHOUT_IT}"
    return f"libharfbuzz-subset is not installed; {WITHOUT_IT}"


def require_harfbuzz_subset() -> None:
    """Raise PdfEngineMissing, with the command that installs it, when libharfbuzz-subset cannot be used."""
    if problem := harfbuzz_subset_problem():
        raise PdfEngineMissing(f"No PDF can be made: {problem}")


def make_pdf(html: str, *, styles: Iterable[str] = (), prepare: "Callable[[HTML], None] | None" = None) -> bytes:
    """A PDF/UA-1 and PDF/A-3a with fonts embedded: the same bytes for the same HTML and files.

    `styles` names static files, read once in the life of the process. `prepare` may check and change the parsed
    document before it is laid out. Any file that is refused or missing, any picture without alternative text, any
    character that our fonts lack, any complaint of WeasyPrint's raises a PdfNotMade that says what to change: nothing
    printed has silent holes.
    """
    require_harfbuzz_subset()
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        from compliance import pdf_tags
        from compliance.own_files import OwnFiles
        from compliance.pdf_metadata import write_metadata
    except OSError as error:  # Pango is missing
        raise PdfEngineMissing(f"WeasyPrint does not start ({error}). Install: {INSTALL_LIBRARIES}") from error

    complaints = Complaints()

    def finish(laid_out: "Document", unwritten: "PDF") -> None:
        refuse_foreign_fonts(laid_out)
        pdf_tags.complete(laid_out, unwritten, origins)
        _show_pictures_as_they_are(unwritten)
        write_metadata(laid_out, unwritten)

    with _one_at_a_time, _uncollected(), complaints, pdf_tags.noted() as origins, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves the file with the colour profile open
        document = HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=OwnFiles())
        if prepare:
            prepare(document)
        try:
            pdf = document.write_pdf(
                stylesheets=[_style(name) for name in styles],
                pdf_variant="pdf/a-3a",
                pdf_identifier=True,  # a hash of the content, so that it is the same every time
                finisher=finish,
            )
        except FatalURLFetchingError as error:
            raise error.__cause__ from None
    if complaints.messages:
        raise PdfNotMade("The PDF was not made. WeasyPrint says:", *dict.fromkeys(complaints.messages))
    return pdf


@contextmanager
def _uncollected() -> Iterator[None]:
    """A document being laid out is a million objects that all stay: to look for rubbish among them takes a sixth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _show_pictures_as_they_are(unwritten: "PDF") -> None:
    """Nothing is drawn between the points of a picture: PDF/A leaves no viewer a choice."""
    for item in unwritten.objects:
        if getattr(item, "extra", {}).get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


@cache
def characters_in_our_fonts() -> frozenset[str]:
    """The characters that every font in static/css/print/fonts.css has."""
    from fontTools.ttLib import TTFont

    fonts = [TTFont(Path(settings.BASE_DIR, "static", "fonts", name)) for name in FONT_FILES]
    return frozenset.intersection(*(frozenset(map(chr, font.getBestCmap())) for font in fonts))


@cache  # parsing the style of a certificate takes a sixth of the time that the certificate does
def _style(name: str) -> "CSS":
    """A style without @font-face: those belong to one document."""
    from weasyprint import CSS

    from compliance.own_files import OwnFiles

    with Complaints() as complaints:
        style = CSS(f"{BASE_ADDRESS}{settings.STATIC_URL.lstrip('/')}{name}", url_fetcher=OwnFiles())
    if complaints.messages:  # raised, it is not remembered, and said again the next time
        raise PdfNotMade(f"The style {name} has mistakes. WeasyPrint says:", *complaints.messages)
    return style


def refuse_foreign_fonts(document: "Document") -> None:
    """A character that our fonts lack would come from whatever font this machine has: other bytes elsewhere."""
    for font in document.fonts.values():
        if font.family != FONT_FAMILY:
            raise CharacterMissing(
                f"Our fonts lack {_named(font.to_unicode.values())}; this machine would print it in {font.family}. "
                "Write it another way, or add a font that has it to static/fonts."
            )


def _named(texts: Iterable[str]) -> str:
    characters = sorted({character for text in texts for character in text})
    return ", ".join(f"“{character}” (U+{ord(character):04X})" for character in characters)


class Complaints(logging.Handler):
    """Everything that WeasyPrint logs as a warning or an error while this is open; it would carry on regardless."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self):
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_):
        logging.getLogger("weasyprint").removeHandler(self)
