"""The end of a Version's use."""

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce


class Withdrawal(WriteOnce):
    """Takes effect at the next request, in every process; it cannot be undone, only followed by a new Version."""

    version = models.OneToOneField("compliance.Version", models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="withdrawals")
    withdrawn_at = models.DateTimeField()
    effective_on = models.DateField()

    class Meta(WriteOnce.Meta):
        ordering = ["-withdrawn_at"]

    def __str__(self):
        return f"Withdrawal of {self.version}"
