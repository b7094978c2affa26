"""A Version before its reviewers: handed in, and what they say."""

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce


class Submission(WriteOnce):
    """Somebody hands a Version to the reviewers."""

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    at = models.DateTimeField()
    remark = models.TextField(blank=True)

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Submission of {self.version}"


class Review(WriteOnce):
    """A reviewer's verdict on what was submitted."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", "approved"
        RETURNED = "returned", "returned with comments"

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="reviews")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    at = models.DateTimeField()
    remark = models.TextField(blank=True)

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"{self.version} {self.get_verdict_display()}"
