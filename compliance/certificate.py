"""A certificate: what a signatory signed, when, for which bytes, as a PDF that the register keeps."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from compliance.errors import CannotCertify
from compliance.pdf import PdfNotMade, characters_in_our_fonts, make_pdf

STYLE = "css/certificate/certificate.css"
UK = ZoneInfo("Europe/London")
KEPT_AS_THEY_ARE = "\n\N{WORD JOINER}"  # a line break, and what forbids one


class CertificateNotMade(CannotCertify):
    """The certificate could not be printed, so nothing is signed."""


@dataclass(frozen=True)
class CertificateFacts:
    """All that a certificate says, as plain values: the same facts give the same bytes."""

    job_code: str
    title: str
    kind: str
    version_number: int
    product: str
    audience: str
    dissemination: str
    prepared_on: date
    frozen_at: datetime
    authors: list[str]
    sha256: str
    size_bytes: int
    media_type: str
    embeds: list[str]
    links: list[str]
    first_use_on: date
    ends_on: date
    signatory_name: str
    profession: str
    registration_number: str
    notified_mhra_on: date | None
    notified_pmcpa_on: date | None
    declaration: str
    code_edition: str
    signed_at: datetime
    signature_number: int  # 1 for the first, 2 for the first recertification
    previous_signed_at: datetime | None
    reviews: list[tuple[str, str, datetime, str]]  # name, verdict, moment, remark
    comments: list[tuple[str, str, str, str]]  # name, where, text, resolution
    findings: list[tuple[str, str, str, str, str]]  # rule, severity, message, answer, name of who answered

    def names(self) -> Iterator[str]:
        """Everybody named, the signatory first."""
        yield self.signatory_name
        yield from self.authors
        yield from (name for name, *_ in self.reviews)
        yield from (name for name, *_ in self.comments)
        yield from (answered_by for *_, answered_by in self.findings)


def render_certificate(facts: CertificateFacts) -> bytes:
    """The certificate as PDF/UA-1, dated by `signed_at`; the same facts give the same bytes.

    Text that the register keeps for good is never in the way of signing: a character that our fonts lack is printed by
    its Unicode name. A name can be changed, so such a name raises CertificateNotMade, as does a missing PDF engine.
    """
    try:
        for name in facts.names():
            _require_printable(name)
        return make_pdf(render_to_string("compliance/certificate.html", _context(facts)), styles=[STYLE])
    except PdfNotMade as error:
        raise CertificateNotMade(f"The certificate cannot be printed, so nothing was signed. {error}") from error


def _context(facts: CertificateFacts) -> dict:
    context = {field.name: _printed(getattr(facts, field.name)) for field in fields(facts)}
    context |= {
        "signed_at_iso": f"{facts.signed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",  # WeasyPrint takes whole seconds
        "signed_at_uk": _moment(facts.signed_at, UK),
        "sha256_groups": [facts.sha256[start : start + 8] for start in range(0, len(facts.sha256), 8)],
        "size_bytes": f"{facts.size_bytes:,}",
        "links": "\n".join(context["links"]),
    }
    return context


def _printed(value):
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, datetime):  # before date: every datetime is one
        return _moment(value, UTC)
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, list | tuple):
        return [_printed(item) for item in value]
    return value


def _moment(moment: datetime, zone) -> str:
    return f"{moment.astimezone(zone):%-d %B %Y, %H:%M:%S %Z}"


def printable(text: str) -> str:
    """`text` in characters that our fonts have; what has none of its own is named: “[U+25BC BLACK …]”."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return "".join(_as_printed(character) or _as_named(character) for character in text)


def _require_printable(name: str) -> None:
    missing = [character for character in unicodedata.normalize("NFC", name) if not _as_printed(character)]
    if missing:
        raise CertificateNotMade(
            f"The certificate cannot print the name “{name}”: our fonts lack {', '.join(map(_as_named, missing))}. "
            "Write the name in Latin letters in the list of users, then sign."
        )


def _as_printed(character: str) -> str:
    """The character, or its parts (“ễ” as “ê” and a tilde over it), as our fonts have them; "" if they do not."""
    is_control = unicodedata.category(character).startswith("C")
    if character in KEPT_AS_THEY_ARE or (character in characters_in_our_fonts() and not is_control):
        return character
    canonical = unicodedata.decomposition(character)
    if not canonical or canonical.startswith("<"):
        return ""
    parts = [_as_printed(chr(int(part, 16))) for part in canonical.split()]
    return "".join(parts) if all(parts) else ""


def _as_named(character: str) -> str:
    return f"[U+{ord(character):04X} {unicodedata.name(character, '')}".strip() + "]"
