"""Signing, and signing again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import chain

from django.contrib.auth.models import AbstractUser as User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compliance import preflight
from compliance.actions.common import held
from compliance.certificate import render_certificate
from compliance.certificate_facts import certificate_facts
from compliance.ending import End, end_of_what_it_links_to
from compliance.errors import (
    AlreadyCertified,
    BytesChanged,
    CannotCertify,
    NotApproved,
    NotQualified,
    OpenComments,
    OpenFindings,
    OwnWork,
)
from compliance.models import Event, Product, Rendition, Signatory, Signature, Version, Wording
from compliance.names import name_of
from compliance.proof import proof_of
from compliance.workflow import Stage, Step, is_permitted, refusal

LONGEST_USE_YEARS = 2  # ABPI Code 2021, clause 8.5
# What it is called when somebody signs at the wrong stage; NotApproved at all others.
REFUSED_AT = {
    Stage.SCHEDULED: AlreadyCertified,
    Stage.LIVE: AlreadyCertified,
    Stage.EXPIRED: AlreadyCertified,
    Stage.OUTDATED: AlreadyCertified,
    Stage.SUPERSEDED: CannotCertify,
    Stage.WITHDRAWN: CannotCertify,
}


def certify(
    version: Version,
    *,
    by: User,
    password: str = "",
    factor: str = "",
    first_use_on: date | None = None,
    ends_on: date | None = None,
) -> Signature:
    """Sign the final form of `version`; it is live from `first_use_on` (today if not given).

    `factor` is what the second factor gave: a code, or a passkey's answer as JSON. Raises a CannotCertify:
    NotAuthenticated for a wrong password or factor, OwnWork, NotQualified, NotApproved, OpenComments,
    OpenFindings, AlreadyCertified, BytesChanged; and ValidationError for days that do not fit.
    """
    days = {"first_use_on": first_use_on, "ends_on": ends_on}
    return _sign(Step.CERTIFY, version, by=by, password=password, factor=factor, **days)


def recertify(
    version: Version, *, by: User, password: str = "", factor: str = "", ends_on: date | None = None
) -> Signature:
    """Sign the same bytes again, for another two years at most. Raises what `certify` does."""
    days = {"first_use_on": None, "ends_on": ends_on}
    return _sign(Step.RECERTIFY, version, by=by, password=password, factor=factor, **days)


def why_not_certify(version: Version, *, by: User) -> CannotCertify | None:
    """What keeps `by` from signing `version` today, but for the password; None if nothing does."""
    return next(chain(_refusals(Step.CERTIFY, version, by=by), _of_the_rules(version)), None)


def why_not_recertify(version: Version, *, by: User) -> CannotCertify | None:
    """The same for signing it again."""
    return next(chain(_refusals(Step.RECERTIFY, version, by=by), _of_the_rules(version)), None)


def _refusals(step: Step, version: Version, *, by: User) -> Iterator[CannotCertify]:
    if version.is_drawn_up_by(by):
        yield OwnWork(f"{name_of(by)} helped to draw up {version} and cannot certify it. Ask another signatory.")
    yield from _of_the_person(version, by=by)
    yield from _of_the_stage(step, version)
    if count := version.comments.open().count():
        yield OpenComments(
            f"{version} has {count} open comment{'s' * (count > 1)}. Ask for an answer, then resolve "
            f"{'them' if count > 1 else 'it'}."
        )
    if finding := version.findings.blocking().first():
        yield OpenFindings(
            f"{version} has an open finding, {finding} "
            + ("Freeze it anew." if finding.severity == "error" else "A reviewer must answer it first.")
        )
    live = Version.objects.live(on=timezone.localdate())
    for embedded in version.embeds.exclude(pk__in=live.filter(embedded_in=version)):
        yield CannotCertify(f"{version} has {embedded} inside, which is not live any more. Freeze a new Version.")
    if affected := version.affected_by.filter(decision__is_affected=True).select_related("change").first():
        yield CannotCertify(
            f"It was decided that {affected.change} affects {version}. Put the Draft right and freeze it anew."
        )
    if not version.rendition.is_intact:
        yield BytesChanged(f"The stored bytes of {version} are not those that were frozen. Tell an administrator.")


def _of_the_rules(version: Version) -> Iterator[CannotCertify]:
    """What preflight finds today: what was in order when it was frozen may be a breach by now."""
    for found in preflight.check_version(version):
        if found.severity == preflight.ERROR:
            yield OpenFindings(f"{version} does not pass preflight today, {found} {found.hint} Freeze it anew.")


def _of_the_person(version: Version, *, by: User) -> Iterator[CannotCertify]:
    signatory = Signatory.objects.filter(user=by, user__is_active=True).first()
    problems = (
        signatory.problems(on=timezone.localdate())
        if signatory
        else ["Only a registered doctor or pharmacist on the list of signatories can. Ask one of them."]
    )
    if problems:
        yield NotQualified(f"{name_of(by)} cannot certify {version}. " + " ".join(problems))


def _of_the_stage(step: Step, version: Version) -> Iterator[CannotCertify]:
    stage = version.stage(on=timezone.localdate())
    if not is_permitted(step, stage):
        yield REFUSED_AT.get(stage, NotApproved)(refusal(step, stage, version))
    elif step == Step.CERTIFY and version.material.versions.certified().filter(number__gt=version.number).exists():
        # It is for a later day, so that nothing is superseded yet.
        yield CannotCertify(f"A later Version than {version} is certified already. Freeze a new one from the Draft.")


def _sign(
    step: Step,
    version: Version,
    *,
    by: User,
    password: str,
    factor: str,
    first_use_on: date | None,
    ends_on: date | None,
) -> Signature:
    proved_by = proof_of(by).prove(password=password, factor=factor)
    # What the rules find may change a moment later just as well: nobody need wait for them below.
    _raise_first(chain(_refusals(step, version, by=by), _of_the_rules(version)))
    signed_at = timezone.now()
    today = timezone.localdate(signed_at)
    linked = end_of_what_it_links_to(version, on=today)
    first_use_on = first_use_on or today
    ends_on = ends_on or min(latest_end(today), linked.on if linked else date.max)
    _check_days(version, first_use_on, ends_on, linked=linked, today=today)
    wording = Wording.in_force()
    what = {"by": by, "wording": wording, "signed_at": signed_at, "first_use_on": first_use_on, "ends_on": ends_on}
    # The certificate takes a moment to make; nobody else need wait for that.
    facts = certificate_facts(version, **what)
    pdf = render_certificate(facts)
    with transaction.atomic():
        # Two signatories may press the button at once: the second waits here, and is refused below.
        version = held(version)
        _raise_first(_refusals(step, version, by=by))
        if certificate_facts(version, **what) != facts:
            raise CannotCertify(f"Something about {version} changed while you were signing. Look at it again.")
        return _keep(step, version, number=facts.signature_number, pdf=pdf, proved_by=proved_by, **what)


def _keep(
    step: Step,
    version: Version,
    *,
    number: int,
    pdf: bytes,
    proved_by: str,
    by: User,
    wording: Wording,
    signed_at: datetime,
    first_use_on: date,
    ends_on: date,
) -> Signature:
    rendition = version.rendition
    certificate = Rendition.objects.create(
        version=version,
        form=Rendition.Form.CERTIFICATE,
        number=number,
        media_type="application/pdf",
        sha256=sha256(pdf).hexdigest(),
        size_bytes=len(pdf),
        body=pdf,
    )
    product = version.material.product
    days = product.pi_deadline_days if product else Product._meta.get_field("pi_deadline_days").default
    signature = Signature.objects.create(
        version=version,
        rendition=rendition,
        sha256=rendition.sha256,
        signatory=by,
        name=name_of(by),
        profession=by.signatory.get_profession_display(),
        registration_number=by.signatory.registration_number,
        meaning=wording.text,
        code_edition=wording.code_edition,
        signed_at=signed_at,
        first_use_on=first_use_on,
        ends_on=ends_on,
        embedders_end_on=first_use_on + timedelta(days=days),
        certificate=certificate,
    )
    Event.record(
        Event.Kind.CERTIFIED if step == Step.CERTIFY else Event.Kind.RECERTIFIED,
        by=by,
        material=version.material,
        version=version,
        name=signature.name,
        profession=signature.profession,
        registration_number=signature.registration_number,
        sha256=signature.sha256,
        certificate_sha256=certificate.sha256,
        first_use_on=first_use_on.isoformat(),
        ends_on=ends_on.isoformat(),
        proved_by=proved_by,
    )
    return signature


def _raise_first(refusals: Iterator[CannotCertify]) -> None:
    for first in refusals:
        raise first


def _ends_first(version: Version, linked: End) -> str:
    return f"{version} links to {linked.of}, which ends on {linked.on:%-d %B %Y}."


def _check_days(version: Version, first_use_on: date, ends_on: date, *, linked: End | None, today: date) -> None:
    if first_use_on < today:
        raise ValidationError({"first_use_on": "The first day of use is over. Choose today or a later day."})
    if ends_on <= first_use_on:
        raise ValidationError({"ends_on": "The end must come after the first day of use. Choose a later day."})
    if ends_on > latest_end(today):
        raise ValidationError(
            {"ends_on": f"A Signature lasts at most two years. Choose {latest_end(today):%-d %B %Y} or earlier."}
        )
    if linked and ends_on > linked.on:
        raise ValidationError({"ends_on": f"{_ends_first(version, linked)} Choose that day or an earlier one."})
    ends_now = version.signatures.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if ends_now and linked and ends_on <= ends_now >= linked.on:
        raise ValidationError({"ends_on": f"{_ends_first(version, linked)} Certify that again first."})
    if ends_now and ends_on <= ends_now:
        raise ValidationError(
            {"ends_on": f"It is signed until {ends_now:%-d %B %Y} as it is. Choose a later day, or withdraw it."}
        )


def latest_end(signed_on: date) -> date:
    """The last `ends_on` that a Signature of `signed_on` may have: two years later."""
    try:
        return signed_on.replace(year=signed_on.year + LONGEST_USE_YEARS)
    except ValueError:  # signed on 29 February
        return signed_on.replace(year=signed_on.year + LONGEST_USE_YEARS, day=28)
