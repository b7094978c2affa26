"""What the actions share."""

from django.contrib.auth.models import AbstractUser as User
from django.utils import timezone

from compliance.errors import StepRefused
from compliance.models import Version
from compliance.workflow import INSTEAD, Step, is_permitted


def name_of(user: User) -> str:
    """The person as registers, messages and certificates print them."""
    return user.get_full_name() or user.get_username()


def held(version: Version) -> Version:
    """`version`, locked until the transaction ends: whoever acts on it at the same moment waits."""
    return Version.objects.select_for_update().get(pk=version.pk)


def require(step: Step, version: Version) -> None:
    """Raise StepRefused unless the table permits `step` from where `version` stands today."""
    stage = version.stage(on=timezone.localdate())
    if not is_permitted(step, stage):
        raise StepRefused(f"{version} is {stage.label}; it cannot be {step.label}. {INSTEAD[stage]}")


def require_no_author(by: User, version: Version, *, verb: str) -> None:
    """Raise StepRefused if `by` helped to draw `version` up."""
    if by.pk in version.authors.values_list("pk", flat=True):
        raise StepRefused(f"{name_of(by)} helped to draw up {version} and cannot {verb} it. Ask another reviewer.")
