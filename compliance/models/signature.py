"""A signatory's certificate for a Version."""

from datetime import date
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from compliance.models.found import Found
from compliance.models.withdrawal import Withdrawal
from compliance.models.write_once import WriteOnce, WriteOnceQuerySet


class SignatureQuerySet(WriteOnceQuerySet):
    def live(self, *, on: date) -> Self:
        """Signatures by which a visitor may be shown their Version on `on`.

        Begun, not ended, not withdrawn, no later Version of the Material was begun, and what is printed inside is not
        overdue for replacement. A later one that was begun stays the end of the earlier for good, whatever became of
        it; one withdrawn before its first day never began.
        """
        later = Signature.objects.begun(on=on).filter(
            version__material=OuterRef("version__material"), version__number__gt=OuterRef("version__number")
        )
        return self.filter(
            ~Found(Withdrawal.objects.filter(version=OuterRef("version"))),
            ~Found(later),
            ~self.overdue_embeddings(on=on),
            first_use_on__lte=on,
            ends_on__gt=on,
        )

    def beginning(self) -> Self:
        """Signatures that began or will: all but those whose Version was withdrawn before the first day."""
        before = Withdrawal.objects.filter(version=OuterRef("version"), effective_on__lt=OuterRef("first_use_on"))
        return self.filter(~Found(before))

    def begun(self, *, on: date) -> Self:
        """Those whose first day had come by `on`."""
        return self.beginning().filter(first_use_on__lte=on)

    def replacing_embedded(self) -> Self:
        """In a subquery on Embedding: those of a later Version of the text that is printed inside."""
        return self.filter(
            version__material=OuterRef("embedded__material"), version__number__gt=OuterRef("embedded__number")
        )

    def overdue_embeddings(self, *, on: date) -> Found:
        """The Version has a text inside that was replaced, and the days left for that are over."""
        replacing = Signature.objects.begun(on=on).replacing_embedded().filter(embedders_end_on__lte=on)
        Embedding = apps.get_model("compliance", "Embedding")
        return Found(Embedding.objects.filter(Found(replacing), version=OuterRef("version")))


class Signature(WriteOnce):
    """Who certified which bytes, as what, until when. The person's particulars are kept as they were that day."""

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="signatures")
    rendition = models.ForeignKey("compliance.Rendition", models.PROTECT, related_name="signatures")
    sha256 = models.CharField("SHA-256 covered", max_length=64)
    signatory = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=150)
    profession = models.CharField(max_length=60)
    registration_number = models.CharField(max_length=20)
    meaning = models.TextField(help_text="The declaration signed.")
    code_edition = models.CharField("edition of the ABPI Code", max_length=10)
    signed_at = models.DateTimeField()
    first_use_on = models.DateField(help_text="First day a visitor may see it.")
    ends_on = models.DateField(help_text="First day it is no longer shown; at most two years from signing.")

    embedders_end_on = models.DateField(
        null=True, help_text="First day on which Versions with an earlier text of this Material inside are not shown."
    )
    certificate = models.OneToOneField(
        "compliance.Rendition",
        models.PROTECT,
        null=True,
        related_name="certifies",
        help_text="None for what was signed before certificates were made.",
    )

    objects = SignatureQuerySet.as_manager()

    class Meta(WriteOnce.Meta):
        ordering = ["-signed_at"]
        indexes = [models.Index(fields=["ends_on"], name="signature_ends_on")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("first_use_on")), name="signature_ends_after_it_begins")
        ]
        permissions = [("certify_version", "Can certify a Version")]

    def __str__(self):
        return f"{self.name} for {self.version}"
