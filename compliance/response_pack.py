"""Everything about one Version in a ZIP, for an answer to the PMCPA or the MHRA (R19).

Its manifest is one that `sha256sum -c SHA256SUMS` accepts.
"""

import csv
import json
import tempfile
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from io import StringIO
from typing import IO

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone

from compliance.certificate_facts import dissemination
from compliance.export import harmless
from compliance.history import shown
from compliance.models import Event, Rendition, Version
from compliance.names import name_of
from compliance.passages import passages
from compliance.retention import kept_until

ENDINGS = {"application/pdf": "pdf"}


def response_pack(version: Version) -> IO[bytes]:
    """The ZIP in a temporary file, at its beginning; all of it in one folder named after the job code."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it
    sums = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:

        def add(name: str, body: bytes) -> None:
            pack.writestr(f"{version.job_code}/{name}", body)
            sums.append(f"{sha256(body).hexdigest()}  {name}\n")

        for name, body in _files(version):
            add(name, body)
        pack.writestr(f"{version.job_code}/SHA256SUMS", "".join(sums))
    file.seek(0)
    return file


def _files(version: Version) -> Iterable[tuple[str, bytes]]:
    yield "README.txt", render_to_string("compliance/response_pack.txt", _overview(version)).encode()
    yield from _renditions(version)
    yield from _pictures(version)
    yield "references.csv", _table(("number", "reference", "passage"), passages(version))
    yield (
        "findings.csv",
        _table(("rule", "severity", "finding", "asked for by", "answer", "answered by"), _findings(version)),
    )
    yield "reviews.csv", _table(("when", "who", "what", "about", "text"), _reviews(version))
    yield "timeline.csv", _table(("job code", "version", "from", "until", "ended by"), _timeline(version))
    yield "events.jsonl", _events(version)


def _renditions(version: Version) -> Iterable[tuple[str, bytes]]:
    for rendition in version.renditions.order_by("form", "number"):
        body = bytes(rendition.body)
        ending = ENDINGS.get(rendition.media_type, "html")
        if rendition.form == Rendition.Form.CERTIFICATE:
            yield f"certificate-{rendition.number}.pdf", body
            continue
        yield f"rendition.{ending}", body
        if ending == "html":
            yield "as-framed-today.html", version.material.as_kind().document(body, title=version.title)


def _pictures(version: Version) -> Iterable[tuple[str, bytes]]:
    """The pictures in it, by the hash that is their name."""
    for link in version.links_to.filter(address__startswith="/media/").order_by("address"):
        name = link.address.removeprefix("/media/")
        if default_storage.exists(name):
            with default_storage.open(name) as picture:
                yield f"media/{name}", picture.read()


def _overview(version: Version) -> dict:
    return {
        "version": version,
        "material": version.material,
        "addresses": version.material.addresses(),
        "dissemination": dissemination(version),
        "rendition": version.rendition,
        "signatures": version.signatures.order_by("signed_at"),
        "withdrawal": getattr(version, "withdrawal", None),
        "stage": version.stage(on=timezone.localdate()).label,
        "kept_until": kept_until(version),
        "made_at": timezone.now(),
    }


def _findings(version: Version) -> Iterable[tuple]:
    for finding in version.findings.select_related("answer__by"):
        yield finding.rule, finding.get_severity_display(), finding.message, finding.clause, *finding.answered()


def _reviews(version: Version) -> list[tuple]:
    said = [(one.at, name_of(one.by), "submitted", "all of it", one.remark) for one in version.submissions.all()]
    said += [
        (one.at, name_of(one.by), one.get_verdict_display(), "all of it", one.remark) for one in version.reviews.all()
    ]
    for comment in version.comments.prefetch_related("answers__by"):
        said.append((comment.at, name_of(comment.by), "comment", comment.about, comment.text))
        said += [(one.at, name_of(one.by), "answer", comment.about, one.text) for one in comment.answers.all()]
        if comment.is_resolved:
            said.append(
                (comment.resolution.at, name_of(comment.resolution.by), "resolved", comment.about, comment.text)
            )
    return [(at.isoformat(timespec="seconds"), *rest) for at, *rest in sorted(said, key=lambda one: one[0])]


def _timeline(version: Version) -> Iterable[tuple]:
    for stretch in shown(version.material):
        yield (
            str(stretch.version.job_code),
            stretch.version.number,
            stretch.since.isoformat(timespec="seconds"),
            stretch.until.isoformat(timespec="seconds"),
            stretch.ended_by if stretch.is_over else f"{stretch.ended_by} (foreseen)",
        )


def _events(version: Version) -> bytes:
    """The Events of this Version and of its Material's Drafts, a JSON object each, as hashed."""
    events = Event.objects.filter(material=version.material_id).order_by("pk").select_related("by")
    lines = (
        {
            "id": event.pk,
            "at": event.at.isoformat(),
            "kind": event.kind,
            "by": name_of(event.by),
            "by_id": event.by_id,
            "material_id": event.material_id,
            "version_id": event.version_id,
            "detail": event.detail,
            "previous_sha256": event.previous_sha256,
            "sha256": event.sha256,
        }
        for event in events
        if event.version_id in (None, version.pk)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _table(headings: tuple[str, ...], rows: Iterable[tuple]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
