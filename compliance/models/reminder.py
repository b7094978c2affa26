"""Which reminders have been sent, so that each is sent once."""

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce


class Reminder(WriteOnce):
    """One person was told that a Version's use ends on a day, so many days before."""

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="Days before: 90, 60, 30 or 7.")
    sent_at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["version", "to", "ends_on", "days"], name="reminder_once")]

    def __str__(self):
        return f"{self.to}: {self.version} ends on {self.ends_on}"
