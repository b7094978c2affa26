"""Taking an agency's PDF in: read by a process of its own first, then kept exactly as received."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from downloads.agency_file import AgencyFile
from downloads.inspection.envelope import too_large
from downloads.inspection.limits import MEGABYTE, Limits
from downloads.inspection.process import inspect
from downloads.inspection.reasons import sentences
from pages import file_ending

if TYPE_CHECKING:
    from downloads.models import Leaflet


@dataclass(frozen=True)
class Examined:
    """An upload once it was read. With `problems`, a sentence each, it cannot be taken in."""

    name: str
    body: bytes = b""
    facts: dict | None = None
    problems: tuple[str, ...] = ()


def limits() -> Limits:
    return Limits(size_bytes=settings.LEAFLET_MAX_MB * MEGABYTE, pages=settings.LEAFLET_MAX_PAGES)


def examine(upload: UploadedFile) -> Examined:
    """Have `upload` read in a process of its own. What is too large is refused before a byte of it is read."""
    allowed = limits()
    if upload.size > allowed.size_bytes:
        return Examined(upload.name, problems=sentences([too_large(allowed)]))
    upload.seek(0)
    body = upload.read()
    found = inspect(body, allowed)
    problems = sentences(found.reasons)
    if not problems and not upload.name.lower().endswith(".pdf"):
        problems = (file_ending.said(upload.name, endings=("pdf",), kind="PDF"),)
    return Examined(upload.name, body, found.facts, problems)


def keep(examined: Examined, leaflet: Leaflet, *, by) -> AgencyFile:
    """Store what was accepted, byte for byte."""
    return AgencyFile.objects.create(
        leaflet=leaflet,
        name=examined.name[-255:],
        sha256=sha256(examined.body).hexdigest(),
        size_bytes=len(examined.body),
        body=examined.body,
        facts=examined.facts,
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )
