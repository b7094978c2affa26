"""What a certificate says about a Version, gathered from the register."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User

from compliance.certificate import CertificateFacts
from compliance.models import Version, Wording
from compliance.names import name_of


def certificate_facts(
    version: Version, *, by: User, wording: Wording, signed_at: datetime, first_use_on: date, ends_on: date
) -> CertificateFacts:
    """The facts as they stand; the same rows give the same facts."""
    material, rendition = version.material, version.rendition
    previous = version.signatures.order_by("-signed_at").first()
    signatory = by.signatory
    return CertificateFacts(
        job_code=str(version.job_code),
        title=version.title,
        kind=material.kind_name,
        version_number=version.number,
        product=f"{material.product.brand}® ({material.product.substance})" if material.product else "corporate",
        audience=material.get_audience_display(),
        dissemination=dissemination(version),
        prepared_on=version.prepared_on,
        frozen_at=version.frozen_at,
        authors=[name_of(author) for author in version.authors.order_by("pk")],
        sha256=rendition.sha256,
        size_bytes=rendition.size_bytes,
        media_type=rendition.media_type,
        embeds=[str(embedded) for embedded in version.embeds.order_by("pk")],
        links=[link.address for link in version.links_to.order_by("address")],
        first_use_on=first_use_on,
        ends_on=ends_on,
        signatory_name=name_of(by),
        profession=signatory.get_profession_display(),
        registration_number=signatory.registration_number,
        notified_mhra_on=signatory.notified_mhra_on,
        notified_pmcpa_on=signatory.notified_pmcpa_on,
        declaration=wording.text,
        code_edition=wording.code_edition,
        signed_at=signed_at,
        signature_number=version.signatures.count() + 1,
        previous_signed_at=previous and previous.signed_at,
        reviews=[
            (name_of(review.by), review.get_verdict_display(), review.at, review.remark)
            for review in version.reviews.select_related("by")
        ],
        comments=[
            (name_of(comment.by), comment.about, comment.text, _settled(comment))
            for comment in version.comments.select_related("by").prefetch_related("answers")
        ],
        findings=[
            (finding.rule, finding.get_severity_display(), finding.message, *finding.answered())
            for finding in version.findings.select_related("answer__by")
        ],
    )


def dissemination(version: Version) -> str:
    """How visitors come by it (kept with each advertisement by regulation 281 of HMR 2012)."""
    address = f"{settings.SITE_ADDRESS}{version.material.address}"
    if version.material.audience == "public":
        return f"Website, open to everybody, at {address}"
    return f"Website for UK healthcare professionals, behind a gate, at {address}"


def _settled(comment) -> str:
    answers = " ".join(answer.text for answer in comment.answers.all())
    if not comment.is_resolved:
        return answers
    return f"{answers} Resolved by {name_of(comment.resolution.by)}.".strip()
