"""PDFs from agencies, kept exactly as received."""

from datetime import date, datetime

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce, WriteOnceQuerySet


class WithoutTheBytes(models.Manager.from_queryset(WriteOnceQuerySet)):
    """Those are megabytes: they are fetched when somebody asks for `body`."""

    def get_queryset(self):
        return super().get_queryset().defer("body")


class AgencyFile(WriteOnce):
    """One PDF that was accepted. Kept when another takes its place, too.

    `facts` is what was read in it when it was accepted; see downloads/inspection/printed.py.
    """

    leaflet = models.ForeignKey(
        # A Draft that never became a Version may be deleted; what was uploaded to it stays on record.
        "downloads.Leaflet",
        models.DO_NOTHING,
        related_name="agency_files",
        db_constraint=False,
    )
    name = models.CharField("name of the file", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size_bytes = models.PositiveIntegerField()
    body = models.BinaryField()
    facts = models.JSONField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = WithoutTheBytes()

    class Meta(WriteOnce.Meta):
        ordering = ["-pk"]
        verbose_name = "PDF from an agency"
        verbose_name_plural = "PDFs from agencies"

    def __str__(self):
        return self.name

    @property
    def text(self) -> list[str]:
        """What a reader sees, a passage each."""
        return self.facts["text"]

    @property
    def codes(self) -> list[str]:
        """All job codes printed, those of other things' Versions as well."""
        return [code for code in self.facts["imprints"] if code]

    def months_for(self, code: str) -> list[str]:
        """The months of preparation (“March 2021”) printed for `code`: beside it, or else for nothing in particular."""
        return self.facts["imprints"].get(code) or self.facts["imprints"].get("", [])


def day_in(month: str) -> date:
    """The first day of “March 2021”."""
    return datetime.strptime(month, "%B %Y").date()
