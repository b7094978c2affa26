"""One final form of a Material, and what it links to and embeds."""

from dataclasses import replace
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Value, When

from compliance.job_code import JobCode, JobCodeField
from compliance.models.signature import Signature
from compliance.models.write_once import WriteOnce, WriteOnceQuerySet


class VersionQuerySet(WriteOnceQuerySet):
    def live(self, *, on: date) -> Self:
        """Versions a visitor may be shown on `on`."""
        return self.filter(Exists(Signature.objects.live(on=on).filter(version=OuterRef("pk"))))

    def certified(self) -> Self:
        """Versions that carry a Signature, whatever came after."""
        return self.filter(Exists(Signature.objects.filter(version=OuterRef("pk"))))

    def with_stage(self, *, on: date) -> Self:
        """Each with `stage_on`: frozen, scheduled, live, expired, superseded or withdrawn on `on`."""
        signatures = Signature.objects.filter(version=OuterRef("pk"))
        return self.annotate(
            stage_on=Case(
                When(withdrawal__isnull=False, then=Value("withdrawn")),
                When(~Exists(signatures), then=Value("frozen")),
                When(Exists(signatures.live(on=on)), then=Value("live")),
                When(~Exists(signatures.filter(first_use_on__lte=on)), then=Value("scheduled")),
                When(~Exists(signatures.filter(ends_on__gt=on)), then=Value("expired")),
                default=Value("superseded"),
                output_field=models.CharField(),
            )
        )

    def next_job_code(self, product_code: str) -> JobCode:
        """The code after the highest one used for a product (or for the company), here and with our prefix."""
        stem = JobCode(settings.JOB_CODE_PREFIX, product_code, settings.JOB_CODE_COUNTRY, 0)
        used = self.filter(job_code__startswith=str(stem)[:-4])
        last = used.order_by("-job_code").values_list("job_code", flat=True).first()
        return replace(stem, number=last.number + 1 if last else 1)


class Version(WriteOnce):
    """A final form of a Material. Never edited: a correction is a new Version."""

    material = models.ForeignKey("compliance.Material", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    job_code = JobCodeField(unique=True)
    prepared_on = models.DateField("date of preparation", help_text="Printed as month and year.")
    frozen_at = models.DateTimeField()
    content = models.JSONField()
    frame_sha256 = models.CharField(max_length=64, blank=True)
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="compliance.Authorship", related_name="versions_drawn_up"
    )
    embeds = models.ManyToManyField(
        "self", through="compliance.Embedding", symmetrical=False, related_name="embedded_in"
    )

    objects = VersionQuerySet.as_manager()

    class Meta(WriteOnce.Meta):
        ordering = ["-frozen_at"]
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="version_number_once")]
        permissions = [("freeze_version", "Can freeze a Draft")]

    def __str__(self):
        return f"{self.title} v{self.number} ({self.job_code})"

    @property
    def rendition(self):
        """The bytes that visitors get."""
        return self.renditions.get(form__in=["body", "pdf"])

    @property
    def is_certified(self) -> bool:
        """Carries a Signature, whatever came after."""
        return self.signatures.exists()

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    def is_live(self, *, on: date) -> bool:
        """A visitor may be shown it on `on`."""
        return type(self).objects.live(on=on).filter(pk=self.pk).exists()

    def stage(self, *, on: date) -> str:
        """Where it stands on `on`, in one word, from the rows alone."""
        return type(self).objects.with_stage(on=on).get(pk=self.pk).stage_on


class Authorship(WriteOnce):
    """One person who helped to draw a Version up."""

    version = models.ForeignKey(Version, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)

    class Meta(WriteOnce.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="author_once")]

    def __str__(self):
        return f"{self.user} drew up {self.version}"


class Embedding(WriteOnce):
    """A Version whose text is printed inside another: prescribing information in a leaflet."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="embeddings")
    embedded = models.ForeignKey(Version, models.PROTECT, related_name="embedded_by")

    class Meta(WriteOnce.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "embedded"], name="embedding_once")]

    def __str__(self):
        return f"{self.version} embeds {self.embedded}"


class Link(WriteOnce):
    """An address found in a frozen body: another Material, a picture, or a place outside."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="links_to")
    address = models.CharField(max_length=2000)

    class Meta(WriteOnce.Meta):
        indexes = [models.Index(fields=["address"], name="link_address")]
        constraints = [models.UniqueConstraint(fields=["version", "address"], name="link_once")]

    def __str__(self):
        return self.address
