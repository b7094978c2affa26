"""What came out when the register was verified."""

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce


class Verification(WriteOnce):
    """One run of `verify_register`. It also pins the trail down: its last Event then must still be there now."""

    at = models.DateTimeField("finished")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="verifications")
    seconds = models.FloatField()
    renditions = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    last_event_sha256 = models.CharField("last Event", max_length=64)
    fault_count = models.PositiveIntegerField("faults")
    faults = models.JSONField(help_text="A sentence each; the first hundred.")
    frame_changes = models.JSONField("frames changed since signing")

    class Meta(WriteOnce.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.at:%-d %B %Y, %H:%M}: {self.fault_count or 'no'} fault{'s' if self.fault_count != 1 else ''}"
