"""A source was revised, and what that means for each Version."""

from django.contrib.auth.models import AbstractUser as User
from django.db import transaction
from django.utils import timezone

from compliance.actions.common import held
from compliance.errors import StepRefused
from compliance.models import Affected, Decision, Event, SourceChange, Version
from compliance.workflow import Stage

MAY_BE_SHOWN = (
    Stage.FROZEN,
    Stage.IN_REVIEW,
    Stage.RETURNED,
    Stage.APPROVED,
    Stage.SCHEDULED,
    Stage.LIVE,
)


@transaction.atomic
def note_source_change(source: str, *, label: str, summary: str, by: User) -> SourceChange:
    """Note that `source` (`reference:12`, or `smpc:INO` for a product's SmPC) was revised.

    Lists every Version that cites it, or for an SmPC every Version of the product, that visitors see or may yet see;
    each waits for a `decide`. Raises StepRefused without a word on what changed.
    """
    if not summary.strip():
        raise StepRefused("Say what changed: others decide by it whether a Version must be frozen anew.")
    change = SourceChange.objects.create(
        source=source, label=label[:160], summary=summary.strip(), by=by, at=timezone.now()
    )
    kind, _, key = source.partition(":")
    concerned = (
        Version.objects.filter(material__product__code=key)
        if kind == "smpc"
        else Version.objects.filter(cites__source=source)
    )
    concerned = concerned.with_stage(on=timezone.localdate()).filter(stage_on__in=MAY_BE_SHOWN).order_by("pk")
    Affected.objects.bulk_create(Affected(change=change, version=version) for version in concerned.defer("content"))
    Event.record(
        Event.Kind.SOURCE_CHANGED,
        by=by,
        change=change.pk,
        source=source,
        summary=change.summary,
        job_codes=[str(affected.version.job_code) for affected in change.affected.select_related("version")],
    )
    return change


@transaction.atomic
def decide(affected: Affected, *, is_affected: bool, reason: str, by: User) -> Decision:
    """Record whether a Version must be frozen anew. Raises StepRefused without a reason, or when decided already."""
    held(affected.version)
    if Decision.objects.filter(affected=affected).exists():
        raise StepRefused(f"That was decided already for {affected.version}. Nothing remains to be done.")
    if not reason.strip():
        raise StepRefused("Say why: the reason is kept with the register.")
    decision = Decision.objects.create(
        affected=affected, is_affected=is_affected, reason=reason.strip(), by=by, at=timezone.now()
    )
    Event.record(
        Event.Kind.DECIDED,
        by=by,
        material=affected.version.material,
        version=affected.version,
        change=affected.change_id,
        is_affected=is_affected,
        reason=decision.reason,
    )
    return decision
