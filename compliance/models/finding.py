"""What the preflight rules say about a Version, and what a reviewer answers."""

from typing import Self

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce, WriteOnceQuerySet
from compliance.names import name_of


class FindingQuerySet(WriteOnceQuerySet):
    def blocking(self) -> Self:
        """Those that keep a Version from being certified: errors, and warnings without an answer."""
        return self.filter(
            models.Q(severity=Finding.Severity.ERROR) | models.Q(severity=Finding.Severity.WARNING, answer__isnull=True)
        )


class Finding(WriteOnce):
    """What one rule had to say about the frozen bytes, kept with the Version from freezing on."""

    class Severity(models.TextChoices):
        ERROR = "error", "error"
        WARNING = "warning", "warning"
        NOTE = "note", "note"

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=10, help_text="The rule's id, like PI001.")
    severity = models.CharField(max_length=10, choices=Severity)
    message = models.TextField()
    hint = models.TextField(blank=True, help_text="What to do about it.")
    clause = models.CharField(max_length=120, blank=True, help_text="Where the Code asks for it, with the edition.")
    anchor = models.CharField(max_length=80, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"{self.rule}: {self.message}"

    def answered(self) -> tuple[str, str]:
        """The answer and who gave it; both empty without one."""
        answer = getattr(self, "answer", None)
        return (answer.text, name_of(answer.by)) if answer else ("", "")


class FindingAnswer(WriteOnce):
    """Why a warning is acceptable here."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="answer")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="finding_answers")
    at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Answer to {self.finding}"
