"""What a PDF says of itself, and what it would do or fetch when opened: read with pypdf, without its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

HARMLESS = ("https:", "mailto:", "tel:")
ACTS = {
    "/JavaScript": "a script (JavaScript)",
    "/Launch": "a command that starts another program (Launch)",
    "/SubmitForm": "a command that sends data away (SubmitForm)",
    "/ImportData": "a command that reads in data (ImportData)",
    "/ResetForm": "a command for a form (ResetForm)",
    "/Rendition": "sound or film (Rendition)",
    "/RichMediaExecute": "sound or film (RichMediaExecute)",
    "/Movie": "sound or film (Movie)",
    "/Sound": "sound or film (Sound)",
}
LEAVES = {"/GoToR": "GoToR", "/GoToE": "GoToE"}
UNOPENED = {"/StructTreeRoot", "/Parent", "/P", "/ParentTree"}  # ways back, and tags: PDFium reads those
MOST_OBJECTS = 200_000


@dataclass(frozen=True)
class Catalogue:
    """`titles`, `keywords` and so on are from the metadata. `acts`, `attachments` and `outside` are what was found."""

    is_encrypted: bool = False
    is_marked: bool = False
    language: str = ""
    titles: tuple[str, ...] = ()
    shows_title: bool = False
    keywords: str = ""
    bookmarks: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    problem: str = ""


def read_catalogue(body: bytes) -> Catalogue:
    """Read leniently, as viewers do. A damaged or locked file raises nothing: `problem` says what is wrong with it."""
    from pypdf.errors import PyPdfError

    is_encrypted = False
    try:
        reader = _reader(body)
        is_encrypted = reader.is_encrypted
        if is_encrypted and not reader.decrypt(""):
            return Catalogue(is_encrypted=True, problem="The file cannot be opened without a password.")
        return _catalogue(reader, is_encrypted)
    except (PyPdfError, ImportError) as error:
        return Catalogue(is_encrypted=is_encrypted, problem=f"The file cannot be read as a PDF ({error}).")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError, RecursionError) as error:
        # pypdf meets what is not where it should be in many ways.
        return Catalogue(is_encrypted=is_encrypted, problem=f"The file is damaged ({type(error).__name__}: {error}).")


def _reader(body: bytes):
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject, NumberObject, read_object

    class OneByOne(PdfReader):
        """Parses of a stream of objects only those asked for: a tagged file has thousands of tags in it.

        Were the method renamed in pypdf, reading would take five times as long and find the same.
        """

        def _get_object_from_stream(self, indirect_reference: IndirectObject):
            number, _ = self.xref_objStm[indirect_reference.idnum]
            kept = self.__dict__.setdefault("_unparsed", {})
            if number not in kept:
                stream = IndirectObject(number, 0, self).get_object()
                data, first, count = stream.get_data(), stream["/First"], stream["/N"]
                well_formed = isinstance(first, NumberObject) and isinstance(count, NumberObject)
                header = list(map(int, data[:first].split())) if well_formed else []
                kept[number] = data, {id: first + at for id, at in zip(header[::2], header[1::2], strict=False)}
            data, places = kept[number]
            if indirect_reference.idnum not in places:
                return super()._get_object_from_stream(indirect_reference)
            stream = BytesIO(data)
            stream.seek(places[indirect_reference.idnum])
            found = read_object(stream, self)
            self.cache_indirect_object(0, indirect_reference.idnum, found)
            return found

    return OneByOne(BytesIO(body), strict=False)


def _catalogue(reader, is_encrypted: bool) -> Catalogue:
    root = reader.trailer["/Root"].get_object()
    info = _dictionary(reader.trailer.get("/Info"))
    described = _described(root)
    sweep = _Sweep()
    sweep.open(reader.trailer.get("/Root"))
    return Catalogue(
        is_encrypted=is_encrypted,
        is_marked=_is_true(_dictionary(root.get("/MarkInfo")).get("/Marked")),
        language=_text(root.get("/Lang")),
        titles=tuple(filter(None, dict.fromkeys([_text(info.get("/Title")), described.get("title", "")]))),
        shows_title=_is_true(_dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle")),
        keywords=_text(info.get("/Keywords")) or described.get("Keywords", ""),
        bookmarks=tuple(_bookmarks(_dictionary(root.get("/Outlines")))),
        acts=tuple(dict.fromkeys(sweep.acts)),
        attachments=tuple(dict.fromkeys(sweep.attachments)),
        outside=tuple(dict.fromkeys(sweep.outside)),
    )


class _Sweep:
    """Goes through everything that can be reached from the catalogue, wherever it hangs."""

    def __init__(self):
        self.acts: list[str] = []
        self.attachments: list[str] = []
        self.outside: list[str] = []

    def open(self, root) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

        seen: set[int] = set()
        waiting = [root]
        while waiting and len(seen) < MOST_OBJECTS:
            found = waiting.pop()
            if isinstance(found, IndirectObject):
                if found.idnum in seen:
                    continue
                seen.add(found.idnum)
                found = found.get_object()
            if isinstance(found, ArrayObject):
                waiting.extend(
                    item for item in found if isinstance(item, IndirectObject | ArrayObject | DictionaryObject)
                )
            elif isinstance(found, DictionaryObject):
                self.look(found, is_stream=isinstance(found, StreamObject))
                waiting.extend(
                    item
                    for key, item in found.items()
                    if key not in UNOPENED and isinstance(item, IndirectObject | ArrayObject | DictionaryObject)
                )

    def look(self, found, *, is_stream: bool) -> None:
        from pypdf.generic import DictionaryObject

        does = found.get("/S")
        if does in ACTS:
            self.acts.append(ACTS[does])
        elif does in LEAVES:
            self.outside.append(f"a link to another file, “{_file(found.get('/F'))}” ({LEAVES[does]})")
        elif does == "/URI" and not _text(found.get("/URI")).lower().startswith(HARMLESS):
            self.outside.append(f"a link to “{_text(found.get('/URI'))}”")
        elif "/JS" in found:
            self.acts.append(ACTS["/JavaScript"])
        if "/AA" in found:
            self.acts.append("actions of its own accord (AA)")
        if "/OpenAction" in found:
            opens = _value(found.get("/OpenAction"))
            if isinstance(opens, DictionaryObject) and opens.get("/S") != "/GoTo":
                self.acts.append(f"an action when it is opened ({_text(opens.get('/S')).lstrip('/')})")
        form = _dictionary(found.get("/AcroForm"))
        if "/XFA" in form:
            self.acts.append("a form (XFA)")
        elif _value(form.get("/Fields")):
            self.acts.append("a form (AcroForm)")
        is_file = found.get("/Type") in ("/Filespec", "/F") or "/EF" in found
        if "/EF" in found or found.get("/Subtype") == "/FileAttachment":
            self.attachments.append(_file(found))
        elif is_file or found.get("/FS") == "/URL":
            self.outside.append(f"a reference to the file “{_file(found)}”")
        if is_stream and "/F" in found and not is_file:
            self.outside.append(f"content that lies in the file “{_file(found.get('/F'))}”")


def _bookmarks(outlines, most: int = 2000) -> Iterator[str]:
    waiting, seen = [outlines.get("/First")], set()
    while waiting and len(seen) < most:
        reference = waiting.pop()
        item = _dictionary(reference)
        if not item or id(item) in seen:
            continue
        seen.add(id(item))
        yield _text(item.get("/Title"))
        waiting += [item.get("/Next"), item.get("/First")]  # the last is taken first


def _described(root) -> dict[str, str]:
    """The XMP metadata: title and Keywords."""
    from lxml import etree

    stream = _value(root.get("/Metadata"))
    if stream is None or not hasattr(stream, "get_data"):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    found = {}
    with suppress(etree.XMLSyntaxError):
        tree = etree.fromstring(stream.get_data(), parser)
        for element in tree.iter() if tree is not None else ():
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in ("title", "Keywords"):
                found.setdefault(name, re.sub(r"\s+", " ", "".join(element.itertext())).strip())
            for key, value in element.attrib.items():
                if etree.QName(key).localname == "Keywords":
                    found.setdefault("Keywords", value)
    return found


def _value(found):
    return found.get_object() if hasattr(found, "get_object") else found


def _is_true(found) -> bool:
    return str(_value(found)) == "True"  # pypdf's false is an object, and so counts as true


def _dictionary(found) -> dict:
    value = _value(found)
    return value if isinstance(value, dict) else {}


def _text(found) -> str:
    value = _value(found)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else ""


def _file(found) -> str:
    """The name in a file specification, which is a text or a dictionary."""
    value = _dictionary(found)
    if "/FS" in value and isinstance(_value(value["/FS"]), dict):
        value = _dictionary(value["/FS"])
    return _text(value.get("/UF")) or _text(value.get("/F")) or _text(found) or "without a name"
