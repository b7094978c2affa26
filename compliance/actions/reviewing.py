"""What editors and reviewers do with a Version before it is signed."""

from django.contrib.auth.models import AbstractUser as User
from django.db import transaction
from django.utils import timezone

from compliance.actions.common import held, require, require_no_author
from compliance.errors import CommentRefused, StepRefused
from compliance.models import (
    Answer,
    Comment,
    Event,
    Finding,
    FindingAnswer,
    Resolution,
    Review,
    Submission,
    Version,
)
from compliance.names import name_of
from compliance.workflow import Stage, Step


@transaction.atomic
def submit(version: Version, *, by: User, remark: str = "") -> Submission:
    """Hand `version` to the reviewers. Raises StepRefused if it is not frozen or returned."""
    version = held(version)
    require(Step.SUBMIT, version)
    errors = version.findings.filter(severity=Finding.Severity.ERROR)
    if errors.exists():
        raise StepRefused(f"{version} cannot be submitted: {errors[0].message} Correct the Draft and freeze it anew.")
    submission = Submission.objects.create(version=version, by=by, at=timezone.now(), remark=remark.strip())
    Event.record(Event.Kind.SUBMITTED, by=by, material=version.material, version=version, remark=submission.remark)
    return submission


@transaction.atomic
def approve(version: Version, *, by: User, remark: str = "") -> Review:
    """A reviewer finds `version` fit to be signed.

    Raises StepRefused if it is not in review, if `by` drew it up, or while a comment or finding is open.
    """
    version = held(version)
    require(Step.APPROVE, version)
    require_no_author(by, version, verb="approve")
    if count := version.comments.open().count():
        raise StepRefused(f"{version} has {count} open comment{'s' * (count > 1)}. Resolve them, or return it.")
    if open_finding := version.findings.blocking().first():
        raise StepRefused(f"{version} has an open finding, {open_finding} Answer it, or return the Version.")
    return _review(version, Review.Verdict.APPROVED, Event.Kind.APPROVED, by=by, remark=remark)


@transaction.atomic
def return_with_comments(version: Version, *, by: User, remark: str = "") -> Review:
    """A reviewer sends `version` back. Raises StepRefused if it says nowhere why."""
    version = held(version)
    require(Step.RETURN, version)
    if not remark.strip() and not version.comments.open().exists():
        raise StepRefused("Say why it is returned: write a comment beside what is wrong, or a remark here.")
    return _review(version, Review.Verdict.RETURNED, Event.Kind.RETURNED, by=by, remark=remark)


def _review(version: Version, verdict: Review.Verdict, kind: Event.Kind, *, by: User, remark: str) -> Review:
    review = Review.objects.create(
        version=version,
        submission=version.submissions.last(),
        verdict=verdict,
        by=by,
        at=timezone.now(),
        remark=remark.strip(),
    )
    Event.record(kind, by=by, material=version.material, version=version, remark=review.remark)
    return review


@transaction.atomic
def comment(version: Version, *, by: User, text: str, anchor: str = "") -> Comment:
    """A point about `version`, or about its block at `anchor`. It blocks certification until it is resolved."""
    version = held(version)
    parts = version.parts()
    if anchor not in parts:
        raise CommentRefused(f"{version} has no such part. Choose one from the list.")
    if not text.strip():
        raise CommentRefused("The comment is empty. Write what is to be put right.")
    stage = version.stage(on=timezone.localdate())
    if stage in (Stage.SUPERSEDED, Stage.WITHDRAWN):
        raise CommentRefused(f"{version} is {stage.label}. Comment on the Version that is in use.")
    made = Comment.objects.create(
        version=version, anchor=anchor, about=parts[anchor], text=text.strip(), by=by, at=timezone.now()
    )
    Event.record(
        Event.Kind.COMMENTED, by=by, material=version.material, version=version, comment=made.pk, text=made.text
    )
    return made


@transaction.atomic
def answer(comment: Comment, *, by: User, text: str) -> Answer:
    """Reply to `comment`. Raises CommentRefused when it is resolved or the reply is empty."""
    version = held(comment.version)
    if not text.strip():
        raise CommentRefused("The answer is empty. Write what was done, or why nothing need be.")
    if comment.is_resolved:
        raise CommentRefused("This comment is resolved. Write a new one if something else came up.")
    made = Answer.objects.create(comment=comment, text=text.strip(), by=by, at=timezone.now())
    Event.record(
        Event.Kind.ANSWERED, by=by, material=version.material, version=version, comment=comment.pk, text=made.text
    )
    return made


@transaction.atomic
def resolve(comment: Comment, *, by: User) -> Resolution:
    """Settle `comment`. Raises CommentRefused for an author of the Version, who answers instead, and when settled."""
    version = held(comment.version)
    if Resolution.objects.filter(comment=comment).exists():
        raise CommentRefused("This comment is resolved already. Nothing remains to be done.")
    if version.is_drawn_up_by(by):
        raise CommentRefused(f"{name_of(by)} helped to draw up {version}: answer the comment; a reviewer resolves it.")
    made = Resolution.objects.create(comment=comment, by=by, at=timezone.now())
    Event.record(Event.Kind.RESOLVED, by=by, material=version.material, version=version, comment=comment.pk)
    return made


@transaction.atomic
def answer_finding(finding: Finding, *, by: User, text: str) -> FindingAnswer:
    """Say why a warning is acceptable. Raises CommentRefused for errors, authors, and what is answered already."""
    version = held(finding.version)
    if finding.severity == Finding.Severity.ERROR:
        raise CommentRefused("An error cannot be answered away. Correct the Draft and freeze it anew.")
    if not text.strip():
        raise CommentRefused("The answer is empty. Write why this is acceptable here.")
    if version.is_drawn_up_by(by):
        raise CommentRefused(f"{name_of(by)} helped to draw up {version}: a reviewer answers its findings.")
    if FindingAnswer.objects.filter(finding=finding).exists():
        raise CommentRefused("This finding is answered already. Nothing remains to be done.")
    made = FindingAnswer.objects.create(finding=finding, text=text.strip(), by=by, at=timezone.now())
    Event.record(
        Event.Kind.FINDING_ANSWERED,
        by=by,
        material=version.material,
        version=version,
        rule=finding.rule,
        text=made.text,
    )
    return made
