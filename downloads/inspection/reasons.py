"""Why a PDF is refused, and what to ask of the agency."""

from collections.abc import Iterable
from typing import NamedTuple

ASK = {
    "not-a-pdf": "Ask the agency for the PDF itself, as their layout program exports it.",
    "too-large": "Ask the agency for a smaller file: pictures at 150 to 200 dpi are enough.",
    "too-long": "Ask the agency to split it, or an administrator to raise the limit.",
    "damaged": "Ask the agency to export it again, and to send it packed (zip) or by link.",
    "ambiguous": "Programs may show such a file differently. Ask the agency to export it anew and not to edit it "
    "afterwards, or to use “Save As” instead of “Save”.",
    "encrypted": "Ask the agency for a file without password and security settings.",
    "acts": "What is signed must look and act the same for everybody. Ask the agency for a file without it.",
    "attachment": "Nobody would see it before signing. Ask the agency for a file without attachments.",
    "outside": "Ask the agency to put all that is shown into the file, and to correct or remove such links.",
    "marks": "Ask the agency to work comments in and to remove them before exporting.",
    "signed": "The register has its own signatures. Ask the agency for the file before it was signed.",
    "layers": "Everybody must see the same. Ask the agency to remove or flatten layers that are not always shown.",
    "size": "Ask the agency for pages of the size they are printed in.",
    "bomb": "No leaflet needs that. Ask the agency where the file comes from, and do not open it.",
    "gave-up": "Ask the agency for a simpler export, with transparency and drawings flattened.",
}


class Reason(NamedTuple):
    """`kind` is a key of ASK; `what` a sentence about the file."""

    kind: str
    what: str


def sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """For people: what is alike comes together, with what to ask for said once."""
    found: dict[str, list[str]] = {}
    for reason in reasons:
        found.setdefault(reason.kind, []).append(reason.what)
    return tuple(" ".join([*dict.fromkeys(said), ASK[kind]]) for kind, said in found.items())
