"""PDFs that no register should take in, each with the words that its refusal must hold; and odd ones that are good.

Written by hand, object by object, so that they can be wrong in ways that no library would write.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf

TEXT = "BESPONSA (inotuzumab ozogamicin)", "PP-INO-GBR-0430 | March 2021"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {}
GOOD: dict[str, Callable[[], bytes]] = {}


def refused_for(words: str):
    """Registers a file that must be refused with these `words`."""

    def register(make: Callable[[], bytes]):
        HOSTILE[make.__name__] = make, words
        return make

    return register


def accepted(make: Callable[[], bytes]):
    GOOD[make.__name__] = make
    return make


# The simplest leaflet there can be, and how to change it


def stream(data: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def words(*lines: str) -> bytes:
    """The drawing of a page: lines of text."""
    shown = b" ".join(b"(%s) Tj 0 -20 Td" % line.replace("(", r"\(").replace(")", r"\)").encode() for line in lines)
    return b"BT /F1 12 Tf 60 780 Td %s ET" % shown


def parts() -> dict[int, bytes]:
    """Its objects by number: catalogue, pages, page, drawing, font."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(words(*TEXT)),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }


def written(objects: dict[int, bytes], trailer: str = "", *, header: bytes = b"%PDF-1.7\n", shift: int = 0) -> bytes:
    """A file of these `objects`, with a table that says where they are (`shift` bytes off)."""
    body, places = bytearray(header), {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(body), max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        kind = (places[number] + shift, 0, b"n") if number in places else (0, 65535, b"f")
        body += b"%010d %05d %s \n" % kind
    body += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer.encode(), start)
    return bytes(body)


def leaflet(*, catalogue: str = "", page: str = "", resources: str = "", more: dict[int, bytes] | None = None) -> bytes:
    """The simplest leaflet with entries added to its catalogue, its page or what that draws with, and more objects."""
    objects = parts() | (more or {})
    if catalogue:
        objects[1] = objects[1].replace(b">>", catalogue.encode() + b" >>")
    objects[3] = objects[3][:-3] + page.encode() + b" >>"
    objects[3] = objects[3].replace(b"/Resources <<", b"/Resources << " + resources.encode())
    return written(objects)


def link_that(action: str) -> bytes:
    return leaflet(page=f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 90 90] /A << {action} >> >>]")


def mark(kind: str, entries: str = "", more: dict[int, bytes] | None = None) -> bytes:
    return leaflet(page=f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [9 9 90 90] {entries} >>]", more=more)


def saved(change: Callable[[pikepdf.Pdf], None] | None = None, **options) -> bytes:
    """The simplest leaflet, changed and saved by a library."""
    with pikepdf.open(BytesIO(leaflet())) as pdf:
        if change:
            change(pdf)
        out = BytesIO()
        pdf.save(out, **options)
    return out.getvalue()


# What is no PDF, or more than one


@refused_for("empty")
def empty() -> bytes:
    return b""


@refused_for("is not a PDF")
def plain_text() -> bytes:
    return b"PP-INO-GBR-0430 | March 2021\n"


@refused_for("Word, PowerPoint or zip")
def a_zip() -> bytes:
    return b"PK\x03\x04" + bytes(100)


@refused_for("web page")
def a_web_page() -> bytes:
    return b"<!doctype html><p>Not found</p>"


@refused_for("JPEG")
def a_picture() -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes(100)


@refused_for("is not a PDF")
def nothing_but_zeros() -> bytes:
    return bytes(5000)


@refused_for("version that does not exist")
def version_of_the_future() -> bytes:
    return leaflet().replace(b"%PDF-1.7", b"%PDF-9.9")


@refused_for("larger than")
def too_large() -> bytes:
    return leaflet() + b" " * (21 * 1024 * 1024)


@refused_for("cut off")
def header_alone() -> bytes:
    return b"%PDF-1.7\n"


@refused_for("cut off")
def cut_off() -> bytes:
    return leaflet()[:-100]


@refused_for("damaged")
def cut_off_and_closed_again() -> bytes:
    return leaflet()[:400] + b"\n%%EOF\n"


@refused_for("before the beginning")
def something_before_it() -> bytes:
    return b"GIF89a;" + leaflet()


@refused_for("follows after the end")
def a_zip_behind_it() -> bytes:
    return leaflet() + b"PK\x03\x04" + bytes(60)


def continued(first: bytes, objects: dict[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """`first` with objects and another table behind it, as programs do that save quickly."""
    body, places = bytearray(first), {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(body), max([5, *objects]) + 1
    previous = int(first.rpartition(b"startxref\n")[2].split()[0])
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    body += b"xref\n%strailer\n<< /Size %d /Prev %d %s >>\n" % (rows or b"0 0\n", size, previous, trailer.encode())
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


@refused_for("holds what it was before: object 4 twice")
def changed_after_it_was_made() -> bytes:
    return continued(leaflet(), {4: stream(words("Another claim"))})


@refused_for("it has two beginnings")
def given_another_beginning() -> bytes:
    other = {6: b"<< /Type /Catalog /Pages 7 0 R >>", 7: b"<< /Type /Pages /Kids [8 0 R] /Count 1 >>"}
    page = parts()[3].replace(b"/Parent 2", b"/Parent 7").replace(b"/Contents 4", b"/Contents 9")
    return continued(leaflet(), other | {8: page, 9: stream(words("Another claim"))}, "/Root 6 0 R")


@refused_for("object 4 twice")
def different_for_old_and_new_programs() -> bytes:
    """Old programs go by the table, new ones by the stream that it names."""
    second = b"4 0 obj\n%s\nendobj\n" % stream(words("Another claim"))
    first = b"%PDF-1.7\n" + second
    row = bytes([1]) + len(b"%PDF-1.7\n").to_bytes(4, "big") + bytes([0])
    objects = parts() | {6: stream(row, "/Type /XRef /Size 7 /W [1 4 1] /Index [4 1] /Root 1 0 R")}
    start = written(objects, header=first).index(b"6 0 obj")
    return written(objects, f"/XRefStm {start}", header=first)


@refused_for("object 4 twice")
def one_object_twice() -> bytes:
    return written(parts(), header=b"%%PDF-1.7\n4 0 obj\n%s\nendobj\n" % stream(words("Another claim")))


@refused_for("twice")
def one_object_plain_and_packed() -> bytes:
    """The table leads to the plain one; who looks for objects by themselves may find the other."""
    return leaflet(more={6: stream(b"4 0 (other)", "/Type /ObjStm /N 1 /First 4")})


@refused_for("damaged")
def table_that_is_not_there() -> bytes:
    return leaflet().replace(b"startxref\n", b"startxref\n9")


@refused_for("damaged")
def table_that_is_wrong() -> bytes:
    return written(parts(), shift=7)


@refused_for("damaged")
def tables_in_a_circle() -> bytes:
    start = int(leaflet().rpartition(b"startxref\n")[2].split()[0])
    return written(parts(), f"/Prev {start}")


@refused_for("damaged")
def no_catalogue() -> bytes:
    objects = parts()
    del objects[1]
    return written(objects)


@refused_for("damaged")
def one_entry_twice() -> bytes:
    return leaflet(page="/Contents 5 0 R")


# What is locked


@refused_for("encrypted")
def locked_with_a_password() -> bytes:
    return saved(encryption=pikepdf.Encryption(user="secret", owner="secret", R=6))


@refused_for("encrypted")
def locked_against_printing() -> bytes:
    return saved(encryption=pikepdf.Encryption(user="", owner="secret", R=4))


@refused_for("encrypted")
def locked_by_an_unknown_program() -> bytes:
    return written(parts(), "/ID [<00> <00>] /Encrypt << /Filter /Adobe.PubSec /V 4 >>")


# What acts


@refused_for("JavaScript")
def script_when_opened() -> bytes:
    return leaflet(catalogue="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


@refused_for("JavaScript")
def script_among_the_names() -> bytes:
    names = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (a) >>] >> >>"
    return leaflet(catalogue=names)


@refused_for("JavaScript")
def script_with_its_name_disguised() -> bytes:
    return link_that("/S /Java#53cript /J#53 (a)")


@refused_for("JavaScript")
def script_after_a_harmless_action() -> bytes:
    return link_that("/S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS 6 0 R >>")


@refused_for("JavaScript")
def script_that_nothing_leads_to() -> bytes:
    return leaflet(more={6: b"<< /S /JavaScript /JS (a) >>"})


@refused_for("JavaScript")
def script_in_packed_objects() -> bytes:
    def change(pdf):
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="a"))

    return saved(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@refused_for("JavaScript")
def script_behind_a_bookmark() -> bytes:
    more = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
        7: b"<< /Title (Dose) /Parent 6 0 R /A << /S /JavaScript /JS (a) >> >>",
    }
    return leaflet(catalogue="/Outlines 6 0 R", more=more)


@refused_for("of its own accord")
def page_that_acts() -> bytes:
    return leaflet(page="/AA << /O << /S /Named /N /NextPage >> >>")


@refused_for("starts another program")
def launches_a_program() -> bytes:
    return link_that("/S /Launch /Win << /F (cmd.exe) >>")


@refused_for("sends data away")
def sends_data() -> bytes:
    return link_that("/S /SubmitForm /F (https://example.org/)")


@refused_for("reads in data")
def imports_data() -> bytes:
    return link_that("/S /ImportData /F (a.fdf)")


@refused_for("unusual action")
def hides_something() -> bytes:
    return link_that("/S /Hide /T (a)")


@refused_for("command to the program")
def prints_by_itself() -> bytes:
    return link_that("/S /Named /N /Print")


@refused_for("when it is opened")
def opens_a_web_page() -> bytes:
    return leaflet(catalogue="/OpenAction << /S /URI /URI (https://example.org/) >>")


@refused_for("sound or film")
def plays_a_film() -> bytes:
    return link_that("/S /Rendition /OP 0")


@refused_for("RichMedia")
def film_on_the_page() -> bytes:
    return mark("RichMedia")


@refused_for("3D")
def model_on_the_page() -> bytes:
    return mark("3D")


@refused_for("Sound")
def sound_on_the_page() -> bytes:
    return mark("Sound", "/Sound 6 0 R", {6: stream(b"0", "/Type /Sound /R 8000")})


@refused_for("form (AcroForm)")
def a_form() -> bytes:
    return leaflet(catalogue="/AcroForm << /Fields [<< /FT /Tx /T (name) >>] >>")


@refused_for("form (XFA)")
def a_form_in_xml() -> bytes:
    return leaflet(catalogue="/AcroForm << /Fields [] /XFA 6 0 R >>", more={6: stream(b"<xdp/>")})


@refused_for("form field lies on page 1")
def a_field_without_a_form() -> bytes:
    return mark("Widget", "/FT /Tx /T (name)")


@refused_for("digital signature")
def a_signature() -> bytes:
    more = {6: b"<< /FT /Sig /T (s) /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> >>"}
    return leaflet(catalogue="/AcroForm << /Fields [6 0 R] /SigFlags 3 >>", more=more)


@refused_for("PostScript")
def program_for_printers() -> bytes:
    more = {6: stream(b"showpage", "/Type /XObject /Subtype /PS")}
    return leaflet(resources="/XObject << /P 6 0 R >>", more=more)


# What leads outside, or travels along


@refused_for("link to another file (GoToR)")
def link_to_a_file() -> bytes:
    return link_that("/S /GoToR /F (other.pdf) /D [0 /Fit]")


@refused_for("link to another file (GoToE)")
def link_into_an_attachment() -> bytes:
    return link_that("/S /GoToE /T << /R /C /N (a.pdf) >> /D [0 /Fit]")


@refused_for("javascript:")
def link_to_a_script() -> bytes:
    return link_that("/S /URI /URI (javascript:alert\\(1\\))")


@refused_for("file:///etc/passwd")
def link_to_this_machine() -> bytes:
    return link_that("/S /URI /URI (file:///etc/passwd)")


@refused_for("http://example.org/")
def link_without_encryption() -> bytes:
    return link_that("/S /URI /URI (http://example.org/)")


@refused_for("is embedded in it")
def file_embedded() -> bytes:
    return saved(lambda pdf: pdf.attachments.__setitem__("data.exe", b"MZ"))


@refused_for("attached to page 1")
def file_attached_to_a_page() -> bytes:
    more = {6: b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", 7: stream(b"MZ", "/Type /EmbeddedFile")}
    return mark("FileAttachment", "/FS 6 0 R", more)


@refused_for("portfolio")
def portfolio() -> bytes:
    return leaflet(catalogue="/Collection << /Type /Collection /View /T >>")


@refused_for("external stream")
def content_in_another_file() -> bytes:
    return leaflet(more={4: stream(b"", "/F (content.bin)")})


@refused_for("external stream")
def content_at_an_address() -> bytes:
    return leaflet(more={4: stream(b"", "/F << /FS /URL /F (https://example.org/) >> /FFilter /FlateDecode")})


@refused_for("page of another file")
def page_of_another_file() -> bytes:
    reference = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >>"
    return leaflet(resources="/XObject << /X 6 0 R >>", more={6: stream(b"", reference)})


@refused_for("stand-ins")
def pictures_that_are_stand_ins() -> bytes:
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /OPI << /2.0 << /F (a.tif) >> >>"
    return leaflet(resources="/XObject << /X 6 0 R >>", more={6: stream(b"", entries)})


@refused_for("refers to the file")
def metadata_about_another_file() -> bytes:
    return leaflet(catalogue="/AF [<< /Type /Filespec /F (data.xml) >>]")


# What is not the same for everybody


@refused_for("layers that are hidden")
def hidden_layer() -> bytes:
    return leaflet(
        catalogue="/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>", more={6: b"<< /Type /OCG /Name (x) >>"}
    )


@refused_for("differs on screen and on paper")
def layer_for_printers() -> bytes:
    usage = b"<< /Type /OCG /Name (x) /Usage << /Print << /PrintState /ON >> /View << /ViewState /OFF >> >> >>"
    return leaflet(catalogue="/OCProperties << /OCGs [6 0 R] /D << >> >>", more={6: usage})


@refused_for("while a layer is hidden")
def content_shown_without_its_layer() -> bytes:
    more = {6: b"<< /Type /OCG /Name (x) >>", 7: b"<< /Type /OCMD /OCGs 6 0 R /P /AllOff >>"}
    return leaflet(
        catalogue="/OCProperties << /OCGs [6 0 R] /D << >> >>", resources="/Properties << /L 7 0 R >>", more=more
    )


@refused_for("replaced by another when it is printed")
def picture_exchanged_on_paper() -> bytes:
    picture = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    more = {6: stream(b"0", f"{picture} /Alternates [<< /Image 7 0 R /DefaultForPrinting true >>]")}
    return leaflet(resources="/XObject << /I 6 0 R >>", more=more | {7: stream(b"1", picture)})


@refused_for("left on page 1 (Text)")
def comment_left_in() -> bytes:
    return mark("Text", "/Contents (Is this claim still true?)")


@refused_for("left on page 1 (Redact)")
def redaction_not_carried_out() -> bytes:
    return mark("Redact", "/QuadPoints [0 0 9 0 0 9 9 9]")


@refused_for("left on page 1 (Stamp)")
def stamp_left_in() -> bytes:
    return mark("Stamp", "/Name /Approved")


# Pages


@refused_for("no pages")
def no_pages() -> bytes:
    return written(parts() | {2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


@refused_for("circle")
def pages_in_a_circle() -> bytes:
    return written(parts() | {2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"})


@refused_for("more than 60 pages")
def one_page_a_million_times() -> bytes:
    return written(parts() | {2: b"<< /Type /Pages /Count 1000000 /Kids [%s] >>" % (b"3 0 R " * 1_000_000)})


@refused_for("more than 60 pages")
def too_many_pages() -> bytes:
    more = {number: parts()[3] for number in range(6, 66)}
    kids = b" ".join(b"%d 0 R" % number for number in (3, *more))
    return written(parts() | more | {2: b"<< /Type /Pages /Count 61 /Kids [%s] >>" % kids})


@refused_for("a page is missing")
def page_that_is_not_there() -> bytes:
    return written(parts() | {2: b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>"})


def sized(box: str, entries: str = "") -> bytes:
    return written(parts() | {3: parts()[3].replace(b"[0 0 595 842]", f"{box} {entries}".encode())})


@refused_for("measures 1 × 1 mm")
def page_of_a_millimetre() -> bytes:
    return sized("[0 0 3 3]")


@refused_for("measures 35,278 × 35,278 mm")
def page_like_a_field() -> bytes:
    return sized("[0 0 100000 100000]")


@refused_for("measures 209,903")
def page_in_giant_units() -> bytes:
    return sized("[0 0 595 842]", "/UserUnit 1000")


@refused_for("measures 0 × 0 mm")
def page_without_a_size() -> bytes:
    return sized("[0 /a (b)]")


@refused_for("are shown")
def sliver_of_a_page() -> bytes:
    return sized("[0 0 595 842]", "/CropBox [0 0 595 20]")


# What never ends


@refused_for("unpack")
def drawing_that_unpacks_without_end() -> bytes:
    return leaflet(more={4: stream(zlib.compress(b" " * 300_000_000, 9), "/Filter /FlateDecode")})


@refused_for("unpack")
def packed_twice() -> bytes:
    twice = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    return leaflet(more={4: stream(twice, "/Filter [/FlateDecode /FlateDecode]")})


@refused_for("unpack")
def packed_fifty_times() -> bytes:
    data = words(*TEXT)
    for _ in range(50):
        data = zlib.compress(data)
    return leaflet(more={4: stream(data, f"/Filter [{'/FlateDecode ' * 50}]")})


@refused_for("unpack")
def objects_that_unpack_without_end() -> bytes:
    packed = zlib.compress(b"9 0 (" + b" " * 300_000_000, 9)
    entries = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    objects = parts() | {6: stream(packed, entries)}
    plain = written(objects)
    places = {number: plain.index(b"%d 0 obj" % number) for number in objects}
    start = plain.index(b"xref\n")
    rows = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([0])
        for kind, place in [(0, 0), *((1, places[n]) for n in range(1, 7)), (0, 0), (0, 0), (2, 6), (1, start)]
    )
    table = stream(rows, "/Type /XRef /Size 11 /W [1 4 1] /Root 1 0 R")
    return plain[:start] + b"10 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)


@refused_for("contains itself")
def drawing_within_itself() -> bytes:
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    return leaflet(resources="/XObject << /X 6 0 R >>", more={4: stream(b"/X Do"), 6: stream(b"/X Do", entries)})


@refused_for("drawings must be drawn")
def drawings_within_drawings() -> bytes:
    """Ten in each, nine deep: a thousand million."""
    more = {4: stream(b"/X Do")}
    for number in range(6, 15):
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number + 1} 0 R >> >>"
        more[number] = stream(b"/X Do " * 10, entries)
    more[15] = stream(b"0 0 1 1 re f", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return leaflet(resources="/XObject << /X 6 0 R >>", more=more)


@refused_for("pixels")
def picture_of_a_thousand_million_pixels() -> bytes:
    entries = "/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return leaflet(resources="/XObject << /I 6 0 R >>", more={6: stream(b"0", entries)})


@refused_for("lists within lists")
def lists_within_lists() -> bytes:
    return leaflet(more={6: b"[" * 100_000 + b"]" * 100_000})


@refused_for("bookmarks run in a circle")
def bookmarks_in_a_circle() -> bytes:
    more = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
        7: b"<< /Title (Dose) /Parent 6 0 R /Next 7 0 R >>",
    }
    return leaflet(catalogue="/Outlines 6 0 R", more=more)


@refused_for("tags run in a circle")
def tags_in_a_circle() -> bytes:
    more = {
        6: b"<< /Type /StructTreeRoot /K 7 0 R >>",
        7: b"<< /Type /StructElem /S /Div /P 6 0 R /K [7 0 R 7 0 R] >>",
    }
    return leaflet(catalogue="/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R", more=more)


@refused_for("damaged")
def length_that_asks_for_itself() -> bytes:
    return leaflet(more={4: b"<< /Length 4 0 R >>\nstream\n \nendstream"})


@refused_for("damaged")
def table_for_thousands_of_millions() -> bytes:
    table = stream(b"", "/Type /XRef /Size 4294967295 /W [1 8 8] /Index [0 4294967295] /Root 1 0 R")
    return b"%%PDF-1.7\n1 0 obj\n%s\nendobj\nstartxref\n9\n%%%%EOF\n" % table


@refused_for("characters of text")
def text_without_end() -> bytes:
    shown = b"BT /F1 1 Tf 9 780 Td " + b"(%s) Tj 0 -1 Td " % (b"word " * 4000) * 22 + b"ET"
    return leaflet(more={4: stream(zlib.compress(shown), "/Filter /FlateDecode")})


@refused_for("could not be checked within")
def pattern_that_takes_for_ever() -> bytes:
    """A pattern drawn with itself in every tile of a point."""
    return leaflet(
        resources="/Pattern << /P 6 0 R >>",
        more={
            4: stream(zlib.compress(b"/Pattern cs /P scn 0 0 595 842 re f " * 200_000), "/Filter /FlateDecode"),
            6: stream(
                b"/Pattern cs /P scn 0 0 2 2 re f",
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 .1 .1] /XStep .1 /YStep .1 "
                "/Resources << /Pattern << /P 6 0 R >> >>",
            ),
        },
    )


def all_hostile() -> Iterator[tuple[str, bytes, str]]:
    """Each with its name and the words."""
    for name, (make, said) in HOSTILE.items():
        yield name, make(), said


# What is odd and good


@accepted
def simplest() -> bytes:
    return leaflet()


@accepted
def made_for_the_web() -> bytes:
    return saved(linearize=True)


@accepted
def packed_objects() -> bytes:
    return saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)


@accepted
def newest_version() -> bytes:
    return written(parts(), header=b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n")


@accepted
def as_word_writes_it() -> bytes:
    """With a second table that is empty, and a stream for newer programs that says the same."""
    first = leaflet()
    row = bytes([1]) + first.index(b"4 0 obj").to_bytes(4, "big") + bytes([0])
    table = stream(row, "/Type /XRef /Size 7 /W [1 4 1] /Index [4 1] /Root 1 0 R")
    with_table = first + b"6 0 obj\n%s\nendobj\n" % table
    previous = int(first.rpartition(b"startxref\n")[2].split()[0])
    trailer = b"<< /Size 7 /Root 1 0 R /Prev %d /XRefStm %d >>" % (previous, len(first))
    return with_table + b"xref\n0 0\ntrailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(with_table))


@accepted
def windows_line_ends() -> bytes:
    return leaflet() + b"\r\n\r\n"


@accepted
def layers_that_are_always_shown() -> bytes:
    layers = "/OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] /Order [6 0 R] >> >>"
    return leaflet(catalogue=layers, more={6: b"<< /Type /OCG /Name (Text) >>"})


@accepted
def links_and_bookmarks() -> bytes:
    more = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>",
        7: b"<< /Title (Dose) /Parent 6 0 R /Next 8 0 R /A << /S /GoTo /D [3 0 R /Fit] >> >>",
        8: b"<< /Title (Safety) /Parent 6 0 R /Prev 7 0 R /Dest [3 0 R /Fit] >>",
    }
    links = (
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://yellowcard.mhra.gov.uk) >> >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 9 9 18] /A << /S /Named /N /NextPage >> >>",
        "<< /Type /Annot /Subtype /Link /Rect [0 18 9 27] /Dest [3 0 R /XYZ 0 0 0] >>",
    )
    catalogue = "/Outlines 6 0 R /PageMode /UseOutlines /OpenAction [3 0 R /Fit] /AcroForm << /Fields [] >>"
    return leaflet(catalogue=catalogue, page=f"/Annots [{' '.join(links)}]", more=more)


@accepted
def as_layout_programs_write_it() -> bytes:
    """Boxes for printers, a profile of colours, metadata, page labels, drawings used twice, inherited sizes."""
    more = {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 859] >>",
        3: b"<< /Type /Page /Parent 2 0 R /TrimBox [8 8 603 850] /BleedBox [0 0 612 859] /Contents [4 0 R 6 0 R] "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /Fm0 7 0 R >> >> >>",
        6: stream(b"q /Fm0 Do Q q /Fm0 Do Q"),
        7: stream(b"0 0 1 1 re f", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency >>"),
        8: stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", "/Type /Metadata /Subtype /XML"),
        9: stream(bytes(128), "/N 4"),
        10: b"<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile 9 0 R >>",
    }
    catalogue = "/Metadata 8 0 R /OutputIntents [10 0 R] /PageLabels << /Nums [0 << /S /D >>] >>"
    return leaflet(catalogue=catalogue, more=more)


@accepted
def tagged() -> bytes:
    more = {
        4: stream(b"/P << /MCID 0 >> BDC " + words(*TEXT) + b" EMC"),
        6: b"<< /Type /StructTreeRoot /K 7 0 R /ParentTree << /Nums [0 [8 0 R]] >> /RoleMap << /Story /Div >> >>",
        7: b"<< /Type /StructElem /S /Story /P 6 0 R /K [8 0 R] >>",
        8: b"<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K 0 /A << /O /Layout /TextAlign /Start >> >>",
    }
    catalogue = "/MarkInfo << /Marked true >> /Lang (en-GB) /StructTreeRoot 6 0 R"
    return leaflet(catalogue=catalogue, page="/StructParents 0", more=more)
