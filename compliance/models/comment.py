"""What reviewers ask about a Version, how it was answered, and that it is settled."""

from typing import Self

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce, WriteOnceQuerySet


class CommentQuerySet(WriteOnceQuerySet):
    def open(self) -> Self:
        """Those not resolved: each blocks certification."""
        return self.filter(resolution__isnull=True)

    def unanswered(self) -> Self:
        """Open, and nobody has answered."""
        return self.open().filter(answers__isnull=True)


class Comment(WriteOnce):
    """One point about a Version: about one of its blocks, by that block's anchor, or about all of it."""

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="comments")
    anchor = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=160, help_text="What the anchor stands for, as a reader knows it.")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Comment on {self.version}: {self.about}"

    @property
    def is_resolved(self) -> bool:
        return hasattr(self, "resolution")


class Answer(WriteOnce):
    """A reply to a comment."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="answers")
    at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Answer to {self.comment}"


class Resolution(WriteOnce):
    """A reviewer is content with the answers. What comes up later is a new comment."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="resolution")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="resolutions")
    at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"Resolution of {self.comment}"
