"""What waits for somebody, as their desk shows it: each list only to those who may do something about it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser as User
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from compliance.digest import lines
from compliance.ending import Due, due_for_replacement
from compliance.models import (
    Affected,
    Comment,
    Signatory,
    Signature,
    SourceChange,
    Submission,
    Version,
    VersionQuerySet,
    Withdrawal,
)
from compliance.models.found import Found
from compliance.names import name_of
from compliance.workflow import Stage

AT_MOST = 20  # lines of each list; the register has the rest


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is about, why, and where."""

    title: str
    detail: str
    address: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Pile:
    """Things of one kind, waiting."""

    heading: str
    tasks: list[Task]


def piles(user: User, *, on: date) -> list[Pile]:
    """What waits for `user` on `on`; empty piles are left out."""
    due = due_for_replacement(on=on)
    found = [
        Pile("To review", _at_stage(Stage.IN_REVIEW, user, on=on) if user.has_perm("compliance.add_review") else []),
        Pile("To certify", _at_stage(Stage.APPROVED, user, on=on) if _may_sign(user) else []),
        Pile("Comments to answer", _comments(user) if user.has_perm("compliance.add_submission") else []),
        Pile("Returned", _returned(user, on=on) if user.has_perm("compliance.freeze_version") else []),
        Pile("Old prescribing information inside", _due(due)),
        Pile("Changed sources to decide about", _decisions() if user.has_perm("compliance.add_decision") else []),
        Pile("Affected by a changed source", _affected(on=on)),
        Pile("Ends within 90 days", _ending(due, on=on)),
    ]
    return [pile for pile in found if pile.tasks]


def record(version: Version) -> str:
    """The address of a Version's record."""
    return reverse("admin:compliance_version_change", args=[version.pk])


def _may_sign(user: User) -> bool:
    return user.has_perm("compliance.certify_version") and Signatory.objects.filter(user=user).exists()


def _at_stage(stage: Stage, user: User, *, on: date) -> list[Task]:
    drew_up = Version.authors.through.objects.filter(version=OuterRef("pk"), user=user)
    waiting = _before_signing().with_stage(on=on).filter(~Exists(drew_up), stage_on=stage).defer("content")
    return [
        Task(str(version), f"frozen {version.frozen_at:%-d %B %Y}", record(version))
        for version in waiting.order_by("frozen_at")[:AT_MOST]
    ]


def _before_signing() -> VersionQuerySet:
    """Those that were submitted and not signed: few, so that looking at their stage costs little."""
    of_it = {"version": OuterRef("pk")}
    return Version.objects.filter(
        Found(Submission.objects.filter(**of_it)),
        ~Found(Signature.objects.filter(**of_it)),
        ~Found(Withdrawal.objects.filter(**of_it)),
    )


def _returned(user: User, *, on: date) -> list[Task]:
    returned = _before_signing().with_stage(on=on).filter(stage_on=Stage.RETURNED, authors=user).defer("content")
    return [
        Task(str(version), (version.reviews.last().remark or "See the comments.")[:120], record(version))
        for version in returned[:AT_MOST]
    ]


def _comments(user: User) -> list[Task]:
    waiting = Comment.objects.unanswered().filter(version__authors=user).select_related("version", "by")
    return [
        Task(
            str(comment.version),
            f"{name_of(comment.by)}: {comment.text[:120]}",
            record(comment.version),
        )
        for comment in waiting.order_by("pk")[:AT_MOST]
    ]


def _due(due: list[Due]) -> list[Task]:
    return [
        Task(
            str(version),
            f"Freeze it anew with {new} by {deadline:%-d %B %Y}; from that day it is not served.",
            record(version),
            is_urgent=True,
        )
        for version, new, deadline in due[:AT_MOST]
    ]


def _decisions() -> list[Task]:
    open_count = Count("affected", filter=Q(affected__decision__isnull=True))
    waiting = SourceChange.objects.annotate(open_count=open_count).filter(open_count__gt=0)
    return [
        Task(
            str(change),
            f"{change.open_count} Version{'s' * (change.open_count > 1)} to decide about: {change.summary[:120]}",
            reverse("admin:compliance_sourcechange_change", args=[change.pk]),
        )
        for change in waiting.order_by("pk")[:AT_MOST]
    ]


def _affected(*, on: date) -> list[Task]:
    """Live Versions of which somebody decided that they must be frozen anew."""
    live = Version.objects.live(on=on)
    found = Affected.objects.filter(decision__is_affected=True, version__in=live).select_related(
        "change", "version", "decision"
    )
    return [
        Task(
            str(affected.version),
            f"Freeze it anew: {affected.change.label} changed. {affected.decision.reason[:120]}",
            record(affected.version),
            is_urgent=True,
        )
        for affected in found.order_by("pk")[:AT_MOST]
    ]


def _ending(due: list[Due], *, on: date) -> list[Task]:
    return [
        Task(
            str(line.version),
            f"{line.days_left} day{'s' * (line.days_left != 1)} left, until {line.end.on:%-d %B %Y}: {line.because}.",
            record(line.version),
            is_urgent=line.days_left <= 30,
        )
        for line in lines(due, on=on)[:AT_MOST]
    ]
