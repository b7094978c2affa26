"""PDFs drawn by hand, a few operators a page: made in a millisecond, and each says exactly what is on it."""

from io import BytesIO

import pikepdf

A4 = (0, 0, 595, 842)
FOOT = "PP-INO-GBR-{code} | March 2021 | Page {page} of {pages}"
NUMBERS = ["one", "two", "three", "four", "five", "six"]
SENTENCES = [f"Sentence {number} says what is to be done with the vial." for number in NUMBERS]


def line(text: str, *, y: float, x: float = 60, size: float = 10, font: str = "Plain", grey: float = 0) -> str:
    return f"{grey} g BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET"


def bar(x: float, y: float, width: float, height: float, colour: str = "0.1 0.3 0.8") -> str:
    return f"{colour} rg {x} {y} {width} {height} re f"


def lines(*texts: str, top: float = 760) -> str:
    return "\n".join(line(text, y=top - 20 * n) for n, text in enumerate(texts))


def chapter(name: str) -> str:
    """A page that is like no other."""
    return lines(*(f"{name} {sentence}" for sentence in SENTENCES))


def pdf(*pages: str, code: str = "", box: tuple = A4, turned: int = 0, images: dict | None = None) -> bytes:
    """Pages of content streams; with `code`, each with a foot. `images` are grey values by name, 8 by 8 pixels."""
    made = pikepdf.new()
    for number, content in enumerate(pages, start=1):
        foot = line(FOOT.format(code=code, page=number, pages=len(pages)), y=30, size=8) if code else ""
        made.add_blank_page()
        page = made.pages[-1]
        page.obj.MediaBox, page.obj.Rotate = pikepdf.Array(box), turned
        page.obj.Contents = made.make_stream(f"{content}\n{foot}".encode())
        page.obj.Resources = pikepdf.Dictionary(
            Font={"/Plain": _font("Helvetica"), "/Bold": _font("Helvetica-Bold")},
            Shading={"/Warm": _shading(1, 0), "/Cold": _shading(0, 1)},
            XObject={f"/{name}": _image(made, grey) for name, grey in (images or {}).items()},
        )
    file = BytesIO()
    made.save(file, deterministic_id=True)
    return file.getvalue()


def _font(name: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{name}"))


def _shading(red: int, blue: int) -> pikepdf.Dictionary:
    colours = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[red, 0, blue], C1=[red, 0, blue], N=1)
    return pikepdf.Dictionary(
        ShadingType=2,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Coords=[0, 0, 595, 0],
        Function=colours,
        BBox=[60, 60, 160, 160],
    )


def _image(made: pikepdf.Pdf, grey: int) -> pikepdf.Stream:
    return made.make_stream(
        bytes([grey]) * 64,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=8,
        Height=8,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
    )
