"""How often a Version was served, by day."""

from django.db import models


class Use(models.Model):
    """A day's count of one Version, and when it was last served that day. Nothing about who got it.

    Not write-once, unlike the rest of the register: it grows while the day lasts. Nothing in it is signed, and no rule
    rests on it but how long things are kept.
    """

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="uses")
    day = models.DateField(help_text="In the site's own time zone.")
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "day"], name="use_version_day_once")]
        default_permissions = ("view",)
        ordering = ["-day"]

    def __str__(self):
        return f"{self.version} on {self.day:%-d %B %Y}: {self.count}"
