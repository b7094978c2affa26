"""A source was revised: which Versions that may concern, and what was decided about each."""

from typing import Self

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce, WriteOnceQuerySet


class SourceChange(WriteOnce):
    """A Reference, or the SmPC of a product, is not what it was.

    `source` is its key, like `reference:12` or `smpc:INO`; the label is kept as it read that day.
    """

    source = models.CharField(max_length=60)
    label = models.CharField(max_length=160)
    summary = models.TextField("what changed", help_text="For those who decide about each Version.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="source_changes")
    at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["-pk"]
        verbose_name = "change of a source"
        verbose_name_plural = "changes of sources"

    def __str__(self):
        return f"{self.label}, changed {self.at:%-d %B %Y}"


class AffectedQuerySet(WriteOnceQuerySet):
    def undecided(self) -> Self:
        return self.filter(decision__isnull=True)


class Affected(WriteOnce):
    """A Version that a change may concern."""

    change = models.ForeignKey(SourceChange, models.PROTECT, related_name="affected")
    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="affected_by")

    objects = AffectedQuerySet.as_manager()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["change", "version"], name="affected_once")]

    def __str__(self):
        return f"{self.version} and {self.change}"


class Decision(WriteOnce):
    """Whether a Version must be frozen anew because of a change; if not, why not."""

    affected = models.OneToOneField(Affected, models.PROTECT, related_name="decision")
    is_affected = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"{self.affected}: {'affected' if self.is_affected else 'not affected'}"
