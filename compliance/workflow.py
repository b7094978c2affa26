"""How a Version may move from stage to stage: one table, asked by every action.

A stage is never stored. It is read from Submissions, Reviews, Signatures, Withdrawals and the day (`with_stage()`).
"""

from django.db.models import TextChoices


class Stage(TextChoices):
    FROZEN = "frozen", "frozen"
    IN_REVIEW = "in-review", "in review"
    RETURNED = "returned", "returned"
    APPROVED = "approved", "approved"
    SCHEDULED = "scheduled", "scheduled"
    LIVE = "live", "live"
    EXPIRED = "expired", "expired"
    OUTDATED = "outdated", "outdated"
    SUPERSEDED = "superseded", "superseded"
    WITHDRAWN = "withdrawn", "withdrawn"


class Step(TextChoices):
    SUBMIT = "submit", "submitted for review"
    RETURN = "return", "returned with comments"
    APPROVE = "approve", "approved"
    CERTIFY = "certify", "certified"
    SCHEDULE = "schedule", "certified for a later day"
    RECERTIFY = "recertify", "certified again"
    WITHDRAW = "withdraw", "withdrawn"
    # Taken by nobody: a day comes, or another Version.
    BEGIN = "begin", "begun"
    EXPIRE = "expire", "expired"
    OUTDATE = "outdate", "served no longer because of what is printed inside"
    SUPERSEDE = "supersede", "superseded"


# Each step: from which stages it may be taken, and where it leads. What is not here is refused.
STEPS: dict[Step, tuple[frozenset[Stage], Stage]] = {
    Step.SUBMIT: (frozenset({Stage.FROZEN, Stage.RETURNED}), Stage.IN_REVIEW),
    Step.RETURN: (frozenset({Stage.IN_REVIEW, Stage.APPROVED}), Stage.RETURNED),
    Step.APPROVE: (frozenset({Stage.IN_REVIEW}), Stage.APPROVED),
    Step.CERTIFY: (frozenset({Stage.APPROVED}), Stage.LIVE),
    Step.SCHEDULE: (frozenset({Stage.APPROVED}), Stage.SCHEDULED),
    Step.RECERTIFY: (frozenset({Stage.LIVE, Stage.EXPIRED}), Stage.LIVE),
    Step.WITHDRAW: (frozenset(Stage) - {Stage.WITHDRAWN}, Stage.WITHDRAWN),
    Step.BEGIN: (frozenset({Stage.SCHEDULED}), Stage.LIVE),
    Step.EXPIRE: (frozenset({Stage.LIVE, Stage.OUTDATED}), Stage.EXPIRED),
    Step.OUTDATE: (frozenset({Stage.LIVE}), Stage.OUTDATED),
    Step.SUPERSEDE: (frozenset(Stage) - {Stage.WITHDRAWN, Stage.SUPERSEDED}, Stage.SUPERSEDED),
}
BY_NOBODY = frozenset({Step.BEGIN, Step.EXPIRE, Step.OUTDATE, Step.SUPERSEDE})

# What somebody can do about a Version that stands there, when a step is refused.
INSTEAD: dict[Stage, str] = {
    Stage.FROZEN: "Submit it for review first.",
    Stage.IN_REVIEW: "A reviewer must approve or return it first.",
    Stage.RETURNED: "Freeze a corrected Version, or answer the comments and submit it again.",
    Stage.APPROVED: "It awaits a signatory.",
    Stage.SCHEDULED: "It is signed and begins on its first day of use.",
    Stage.LIVE: "It is signed and in use.",
    Stage.EXPIRED: "Certify it again, or freeze a new Version.",
    Stage.OUTDATED: "Freeze a new Version with the text that is current.",
    Stage.SUPERSEDED: "A later Version has taken its place. Work on that one.",
    Stage.WITHDRAWN: "Its use has ended for good. Freeze a new Version.",
}


def refusal(step: Step, stage: Stage, version) -> str:
    """Why `step` may not be taken with `version`, which stands at `stage`, and what to do instead."""
    return f"{version} is {stage.label}; it cannot be {step.label}. {INSTEAD[stage]}"


def is_permitted(step: Step, stage: Stage) -> bool:
    """`step` may be taken from `stage`."""
    return stage in STEPS[step][0]
