"""What the actions share."""

from django.contrib.auth.models import AbstractUser as User
from django.utils import timezone

from compliance.errors import ComplianceError, StepRefused
from compliance.models import Version
from compliance.names import name_of
from compliance.workflow import Step, is_permitted, refusal


def held(version: Version) -> Version:
    """`version`, until the transaction ends: whoever acts on a Version of its Material at the same moment waits.

    It is the Material that is locked: a lock asks for the right to change a row, which nobody has for a Version.
    """
    return Version.objects.select_related("material").select_for_update(of=("material",)).get(pk=version.pk)


def require(step: Step, version: Version, error: type[ComplianceError] = StepRefused) -> None:
    """Raise `error` unless the table permits `step` from where `version` stands today."""
    stage = version.stage(on=timezone.localdate())
    if not is_permitted(step, stage):
        raise error(refusal(step, stage, version))


def require_no_author(by: User, version: Version, *, verb: str) -> None:
    """Raise StepRefused if `by` helped to draw `version` up."""
    if version.is_drawn_up_by(by):
        raise StepRefused(f"{name_of(by)} helped to draw up {version} and cannot {verb} it. Ask another reviewer.")
