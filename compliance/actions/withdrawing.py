"""The end of a Version's use."""

from django.contrib.auth.models import AbstractUser as User
from django.db import transaction
from django.utils import timezone

from compliance.actions.common import held, require
from compliance.errors import CannotWithdraw
from compliance.models import Event, Version, Withdrawal
from compliance.workflow import Step


@transaction.atomic
def withdraw(version: Version, *, by: User, reason: str) -> Withdrawal:
    """End the use of `version` from now on: its addresses answer 410 at the next request.

    Raises CannotWithdraw without a reason, or if it was withdrawn before.
    """
    version = held(version)
    require(Step.WITHDRAW, version, CannotWithdraw)
    if not reason.strip():
        raise CannotWithdraw("Say why it is withdrawn. The reason is kept with the register.")
    withdrawal = Withdrawal.objects.create(
        version=version,
        reason=reason.strip(),
        by=by,
        withdrawn_at=timezone.now(),
        effective_on=timezone.localdate(),
    )
    Event.record(Event.Kind.WITHDRAWN, by=by, material=version.material, version=version, reason=withdrawal.reason)
    return withdrawal
