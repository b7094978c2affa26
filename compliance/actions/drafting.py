"""From the Draft to a Version."""

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.db import IntegrityError, transaction
from django.utils import timezone

from compliance import preflight
from compliance.errors import CannotFreeze, JobCodeTaken
from compliance.freezing import Frozen
from compliance.job_code import JobCode
from compliance.models import (
    Authorship,
    Citation,
    Embedding,
    Event,
    Finding,
    Link,
    Material,
    Rendition,
    Version,
)


def record_draft_saved(material: Material, *, by: User) -> Event:
    """Note who changed a Draft: everyone who did counts among the authors of what is frozen from it."""
    return Event.record(Event.Kind.DRAFT_SAVED, by=by, material=material, revision=material.revision)


def freeze(material: Material, *, job_code: JobCode, prepared_on: date, by: User) -> Version:
    """Turn the Draft of `material` into its next Version, with what the preflight rules find.

    Raises CannotFreeze with everything that is missing, and JobCodeTaken if the code was used before.
    """
    draft = material.as_kind()
    problems = draft.problems() + _job_code_problems(job_code, draft)
    if prepared_on > timezone.localdate():
        problems.append("The date of preparation lies in the future. Enter today or an earlier day.")
    if problems:
        raise CannotFreeze(problems)
    # Rendering a leaflet takes a second; nobody else need wait for that.
    frozen = draft.render(job_code=job_code, prepared_on=prepared_on)
    subject = preflight.Subject.of_draft(draft, frozen, job_code=job_code, prepared_on=prepared_on)
    findings = preflight.check(subject)
    with transaction.atomic():
        held = Material.objects.select_for_update().get(pk=material.pk)
        if held.revision != draft.revision:
            raise CannotFreeze(["Somebody saved this Draft a moment ago. Look at it again, then freeze."])
        _refuse_if_taken(job_code)
        number = held.next_number()
        if frozen.number not in (None, number):
            raise CannotFreeze(["Somebody froze this Draft a moment ago. Look at it again, then freeze."])
        try:
            with transaction.atomic():
                version = Version.objects.create(
                    material=held,
                    number=number,
                    title=draft.title,
                    job_code=job_code,
                    prepared_on=prepared_on,
                    frozen_at=timezone.now(),
                    content=frozen.content,
                    frame_sha256=frozen.frame_sha256,
                )
        except IntegrityError:  # another Material, which nobody holds here, was given the code at the same moment
            _refuse_if_taken(job_code)
            raise
        rendition = _keep(frozen, version)
        edited_by = Event.objects.filter(material=held, kind=Event.Kind.DRAFT_SAVED).values_list("by", flat=True)
        Authorship.objects.bulk_create(
            Authorship(version=version, user_id=author) for author in sorted({by.pk, *edited_by})
        )
        Finding.objects.bulk_create(
            Finding(
                version=version,
                rule=found.rule,
                severity=found.severity,
                message=found.message,
                hint=found.hint,
                clause=found.clause,
                anchor=found.anchor[:80],
            )
            for found in findings
        )
        Event.record(
            Event.Kind.FROZEN,
            by=by,
            material=held,
            version=version,
            job_code=str(job_code),
            title=version.title,
            prepared_on=prepared_on.isoformat(),
            sha256=rendition.sha256,
            rules=len(preflight.all_rules()),
            findings=[f"{found.severity} {found.rule}" for found in findings],
        )
    return version


def job_code_part(material: Material) -> str:
    """The product part of its job codes: the product's own, or the company's for corporate material."""
    return material.product.code if material.product else settings.COMPANY_CODE


def _job_code_problems(job_code: JobCode, draft: Material) -> list[str]:
    problems = []
    if job_code.product != job_code_part(draft):
        problems.append(f"{job_code} is not a code for this material: its product part must be {job_code_part(draft)}.")
    if job_code.country != settings.JOB_CODE_COUNTRY:
        problems.append(
            f"{job_code} is not a code for this site: its country part must be {settings.JOB_CODE_COUNTRY}."
        )
    return problems


def _refuse_if_taken(job_code: JobCode) -> None:
    taken = Version.objects.filter(job_code=job_code).first()
    if taken:
        raise JobCodeTaken(f"{job_code} belongs to {taken.title} v{taken.number}. A code is used once: take another.")


def _keep(frozen: Frozen, version: Version) -> Rendition:
    """The bytes, and what was found in them."""
    rendition = Rendition.objects.create(
        version=version,
        form=frozen.form,
        media_type=frozen.media_type,
        sha256=sha256(frozen.body).hexdigest(),
        size_bytes=len(frozen.body),
        body=frozen.body,
    )
    Link.objects.bulk_create(Link(version=version, address=address) for address in sorted(frozen.links))
    Citation.objects.bulk_create(Citation(version=version, source=source) for source in sorted(frozen.cites))
    Embedding.objects.bulk_create(Embedding(version=version, embedded=embedded) for embedded in frozen.embeds)
    return rendition
