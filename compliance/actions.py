"""What happens to Versions, across rows, leaving an Event.

Each action checks everything itself: whoever calls it, by whichever way in, meets the same rules. The change and its
Event stand or fall together.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import AbstractUser as User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compliance.declaration import CODE_EDITION, DECLARATION
from compliance.errors import (
    AlreadyCertified,
    BytesChanged,
    CannotCertify,
    CannotFreeze,
    CannotWithdraw,
    JobCodeTaken,
    NotAuthenticated,
    NotQualified,
    OwnWork,
)
from compliance.job_code import JobCode
from compliance.models import (
    Authorship,
    Embedding,
    Event,
    Link,
    Material,
    Rendition,
    Signatory,
    Signature,
    Version,
    Withdrawal,
)

LONGEST_USE_YEARS = 2  # ABPI Code 2021, clause 8.5


def record_draft_saved(material: Material, *, by: User) -> Event:
    """Note who changed a Draft: everyone who did counts among the authors of what is frozen from it."""
    return Event.record(Event.Kind.DRAFT_SAVED, by=by, material=material, revision=material.revision)


def freeze(material: Material, *, job_code: JobCode, prepared_on: date, by: User) -> Version:
    """Turn the Draft of `material` into its next Version.

    Raises CannotFreeze with everything that is missing, and JobCodeTaken if the code was used before.
    """
    draft = material.as_kind()
    problems = draft.problems()
    if job_code.product != job_code_part(draft):
        problems.append(f"{job_code} is not a code for this material: its product part must be {job_code_part(draft)}.")
    if prepared_on > timezone.localdate():
        problems.append("The date of preparation lies in the future. Enter today or an earlier day.")
    if problems:
        raise CannotFreeze(problems)
    # Rendering a leaflet takes a second; nobody else need wait for that.
    frozen = draft.render(job_code=job_code, prepared_on=prepared_on)
    with transaction.atomic():
        held = Material.objects.select_for_update().get(pk=material.pk)
        if held.revision != draft.revision:
            raise CannotFreeze(["Somebody saved this Draft a moment ago. Look at it again, then freeze."])
        taken = Version.objects.filter(job_code=job_code).first()
        if taken:
            raise JobCodeTaken(
                f"{job_code} belongs to {taken.title} v{taken.number}. A code is used once: take another."
            )
        last = held.versions.order_by("-number").values_list("number", flat=True).first() or 0
        version = Version.objects.create(
            material=held,
            number=last + 1,
            title=draft.title,
            job_code=job_code,
            prepared_on=prepared_on,
            frozen_at=timezone.now(),
            content=frozen.content,
            frame_sha256=frozen.frame_sha256,
        )
        rendition = Rendition.objects.create(
            version=version,
            form=frozen.form,
            media_type=frozen.media_type,
            sha256=sha256(frozen.body).hexdigest(),
            size_bytes=len(frozen.body),
            body=frozen.body,
        )
        edited_by = Event.objects.filter(material=held, kind=Event.Kind.DRAFT_SAVED).values_list("by", flat=True)
        for author in sorted({by.pk, *edited_by}):
            Authorship.objects.create(version=version, user_id=author)
        for address in sorted(frozen.links):
            Link.objects.create(version=version, address=address)
        for embedded in frozen.embeds:
            Embedding.objects.create(version=version, embedded=embedded)
        Event.record(
            Event.Kind.FROZEN,
            by=by,
            material=held,
            version=version,
            job_code=str(job_code),
            sha256=rendition.sha256,
        )
    return version


def job_code_part(material: Material) -> str:
    """The product part of its job codes: the product's own, or the company's for corporate material."""
    return material.product.code if material.product else settings.COMPANY_CODE


def why_not_certify(version: Version, *, by: User) -> CannotCertify | None:
    """What keeps `by` from signing `version` today, but for the password; None if nothing does."""
    return next(_refusals(version, by=by), None)


def _refusals(version: Version, *, by: User) -> Iterator[CannotCertify]:
    if by.pk in version.authors.values_list("pk", flat=True):
        yield OwnWork(f"{_name(by)} helped to draw up {version} and cannot certify it. Ask another signatory.")
    signatory = Signatory.objects.filter(user=by, user__is_active=True).first()
    problems = (
        signatory.problems(on=timezone.localdate())
        if signatory
        else ["Only a registered doctor or pharmacist on the list of signatories can. Ask one of them."]
    )
    if problems:
        yield NotQualified(f"{_name(by)} cannot certify {version}. " + " ".join(problems))
    if version.is_certified:
        yield AlreadyCertified(f"{version} is certified already. Nothing remains to be done.")
    if version.is_withdrawn:
        yield CannotCertify(f"{version} was withdrawn. Freeze a new Version and certify that.")
    if version.material.versions.certified().filter(number__gt=version.number).exists():
        yield CannotCertify(f"A later Version than {version} is certified already. Freeze a new one from the Draft.")
    if not version.rendition.is_intact:
        yield BytesChanged(f"The stored bytes of {version} are not those that were frozen. Tell an administrator.")


@transaction.atomic
def certify(
    version: Version, *, by: User, password: str, first_use_on: date | None = None, ends_on: date | None = None
) -> Signature:
    """Sign the final form of `version`; it is live from `first_use_on` (today if not given).

    Raises a CannotCertify: NotAuthenticated for a wrong password, OwnWork, NotQualified, AlreadyCertified,
    BytesChanged, and ValidationError for days that do not fit.
    """
    # Two signatories may press the button at once: the second waits here.
    version = Version.objects.select_for_update().get(pk=version.pk)
    Material.objects.select_for_update().get(pk=version.material_id)
    if not by.check_password(password):
        raise NotAuthenticated("That is not your password. Type it again; nothing was signed.")
    refusal = why_not_certify(version, by=by)
    if refusal:
        raise refusal
    today = timezone.localdate()
    first_use_on, ends_on = first_use_on or today, ends_on or _latest_end(today)
    _check_days(first_use_on, ends_on, today=today)
    rendition = version.rendition
    signature = Signature.objects.create(
        version=version,
        rendition=rendition,
        sha256=rendition.sha256,
        signatory=by,
        name=_name(by),
        profession=by.signatory.get_profession_display(),
        registration_number=by.signatory.registration_number,
        meaning=DECLARATION,
        code_edition=CODE_EDITION,
        signed_at=timezone.now(),
        first_use_on=first_use_on,
        ends_on=ends_on,
    )
    Event.record(
        Event.Kind.CERTIFIED,
        by=by,
        material=version.material,
        version=version,
        sha256=signature.sha256,
        first_use_on=first_use_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )
    return signature


@transaction.atomic
def withdraw(version: Version, *, by: User, reason: str) -> Withdrawal:
    """End the use of `version` from now on: its address answers 410 at the next request.

    Raises CannotWithdraw without a reason, or if it was withdrawn before.
    """
    version = Version.objects.select_for_update().get(pk=version.pk)
    if not reason.strip():
        raise CannotWithdraw("Say why it is withdrawn. The reason is kept with the register.")
    if version.is_withdrawn:
        raise CannotWithdraw(f"{version} was withdrawn already. Nothing remains to be done.")
    withdrawal = Withdrawal.objects.create(
        version=version,
        reason=reason.strip(),
        by=by,
        withdrawn_at=timezone.now(),
        effective_on=timezone.localdate(),
    )
    Event.record(Event.Kind.WITHDRAWN, by=by, material=version.material, version=version, reason=withdrawal.reason)
    return withdrawal


def _check_days(first_use_on: date, ends_on: date, *, today: date) -> None:
    if first_use_on < today:
        raise ValidationError({"first_use_on": "The first day of use is over. Choose today or a later day."})
    if ends_on <= first_use_on:
        raise ValidationError({"ends_on": "The end must come after the first day of use. Choose a later day."})
    if ends_on > _latest_end(today):
        raise ValidationError(
            {"ends_on": f"A Signature lasts at most two years. Choose {_latest_end(today):%-d %B %Y} or earlier."}
        )


def _latest_end(signed_on: date) -> date:
    try:
        return signed_on.replace(year=signed_on.year + LONGEST_USE_YEARS)
    except ValueError:  # signed on 29 February
        return signed_on.replace(year=signed_on.year + LONGEST_USE_YEARS, day=28)


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
