"""Every object of the file, reachable or not: what acts, leads outside, is attached, or was signed."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from compliance.preflight.reading.pdf_catalogue import ACTS, HARMLESS, LEAVES
from downloads.inspection.reasons import Reason

MOST_OBJECTS = 200_000
GOES = {"/GoTo", "/URI", "/Named"}
TURNS_PAGES = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
FILM = {"/Rendition", "/MediaClip", "/RichMediaContent", "/3D"}
MOST_PIXELS = 100_000_000


def problems(pdf: pikepdf.Pdf, facts: dict) -> Iterator[Reason]:
    """What no leaflet has, wherever it stands. Fills `facts["fonts"]`."""
    fonts: set[str] = set()
    if len(pdf.objects) > MOST_OBJECTS:
        yield Reason("bomb", f"The file has {len(pdf.objects):,} objects.")
        return
    for top in [pdf.trailer, *pdf.objects]:
        waiting = [top]
        while waiting:
            found = waiting.pop()
            if isinstance(found, Dictionary | Stream):
                yield from _look(found)
                if found.get("/Type") == "/Font" and isinstance(found.get("/BaseFont"), Name):
                    fonts.add(str(found["/BaseFont"]).lstrip("/").rpartition("+")[2])
                values = [found.get(key) for key in found.keys()]  # noqa: SIM118 the library iterates no other way
            elif isinstance(found, Array):
                values = list(found)
            else:
                continue
            waiting += [value for value in values if isinstance(value, Dictionary | Array) and not value.is_indirect]
    facts["fonts"] = sorted(fonts)


def _look(found: Dictionary | Stream) -> Iterator[Reason]:
    keys = set(found.keys())
    yield from _actions(found, keys)
    yield from _files(found, keys)
    if isinstance(found, Stream):
        yield from _stream(found, keys)
    if "/XFA" in keys:
        yield Reason("acts", "The file holds a form (XFA).")
    if "/FT" in keys or found.get("/Fields"):
        yield Reason("acts", "The file holds a form (AcroForm).")
    if found.get("/FT") == "/Sig" or "/ByteRange" in keys or "/DocMDP" in keys:
        yield Reason("signed", "The file carries a digital signature.")
    if found.get("/Type") in FILM or found.get("/Subtype") in FILM:
        yield Reason("acts", "The file holds sound, film or a 3D model.")


def _actions(found, keys: set[str]) -> Iterator[Reason]:
    does = str(found.get("/S")) if isinstance(found.get("/S"), Name) else ""
    if does in ACTS:
        yield Reason("acts", f"The file holds {ACTS[does]}.")
    elif does in LEAVES:
        yield Reason("outside", f"The file holds a link to another file ({LEAVES[does]}).")
    elif does == "/URI" and not _text(found.get("/URI")).lower().startswith(HARMLESS):
        yield Reason("outside", f"The file holds a link to “{_text(found.get('/URI'))}”.")
    elif does == "/Named" and found.get("/N") not in TURNS_PAGES:
        yield Reason("acts", f"The file holds a command to the program that shows it ({found.get('/N')}).")
    if {"/JS", "/JavaScript"} & keys:
        yield Reason("acts", f"The file holds {ACTS['/JavaScript']}.")
    if "/AA" in keys:
        yield Reason("acts", "The file holds actions of its own accord (AA).")
    opens = found.get("/OpenAction")
    if isinstance(opens, Dictionary) and opens.get("/S") != "/GoTo" and str(opens.get("/S")) not in ACTS:
        yield Reason("acts", f"The file holds an action when it is opened ({str(opens.get('/S')).lstrip('/')}).")
    for key in {"/A", "/Next", "/PA"} & keys:
        acts = found.get(key)
        for action in acts if isinstance(acts, Array) else [acts]:
            kind = action.get("/S") if isinstance(action, Dictionary) else None
            if isinstance(kind, Name) and str(kind) not in GOES | set(ACTS) | set(LEAVES):
                yield Reason("acts", f"The file holds an unusual action ({str(kind).lstrip('/')}).")


def _files(found, keys: set[str]) -> Iterator[Reason]:
    if {"/EF", "/EmbeddedFiles"} & keys or found.get("/Type") == "/EmbeddedFile":
        yield Reason("attachment", f"The file “{_name(found)}” is embedded in it.")
    elif found.get("/Type") in ("/Filespec", "/F") or found.get("/FS") == "/URL":
        yield Reason("outside", f"The file refers to the file “{_name(found)}”.")
    if "/Collection" in keys:
        yield Reason("attachment", "The file is a portfolio: a wrapper around other files.")


def _stream(found: Stream, keys: set[str]) -> Iterator[Reason]:
    if {"/F", "/FFilter", "/FDecodeParms"} & keys:
        yield Reason("outside", f"Part of its content lies in another file, “{_name(found)}” (external stream).")
    if "/Ref" in keys:
        yield Reason("outside", "It shows a page of another file (reference XObject).")
    if "/OPI" in keys:
        yield Reason("outside", "Its pictures are stand-ins for those in other files (OPI).")
    if "/Alternates" in keys:
        yield Reason("layers", "A picture is replaced by another when it is printed (Alternates).")
    if found.get("/Subtype") == "/PS" or found.get("/Subtype2") == "/PS":
        yield Reason("acts", "The file holds a program for printers (PostScript).")
    if found.get("/Subtype") == "/Image":
        width, height = found.get("/Width"), found.get("/Height")
        sizes = (width, height)
        if not all(isinstance(size, int) and size > 0 for size in sizes):
            yield Reason("damaged", "The file is damaged (a picture has no size).")
        elif width * height > MOST_PIXELS:
            yield Reason("bomb", f"A picture in it has {width:,} × {height:,} pixels.")


def _text(found) -> str:
    return str(found) if isinstance(found, pikepdf.String) else ""


def _name(found) -> str:
    """The name in a file specification, which is a text or a dictionary."""
    if isinstance(found, Dictionary | Stream):
        inner = found.get("/UF", found.get("/F"))
        return _name(inner) if isinstance(inner, Dictionary) else _text(inner) or "without a name"
    return _text(found) or "without a name"
