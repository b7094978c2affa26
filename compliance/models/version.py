"""One final form of a Material, and what it links to and embeds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from compliance.errors import JobCodesUsedUp
from compliance.job_code import JobCode, JobCodeField
from compliance.models.found import Found
from compliance.models.prepared import Prepared
from compliance.models.review import Review, Submission
from compliance.models.signature import Signature
from compliance.models.withdrawal import Withdrawal
from compliance.models.write_once import WriteOnce, WriteOnceQuerySet
from compliance.workflow import Stage


class VersionQuerySet(WriteOnceQuerySet):
    def live(self, *, on: date) -> Self:
        """Versions a visitor may be shown on `on`."""
        return self.filter(Found(Signature.objects.live(on=on).filter(version=OuterRef("pk"))))

    def certified(self) -> Self:
        """Versions that carry a Signature, whatever came after."""
        return self.filter(Found(Signature.objects.filter(version=OuterRef("pk"))))

    def with_stage(self, *, on: date) -> Self:
        """Each with `stage_on`, a `Stage`, as it is on `on`."""
        signatures = Signature.objects.filter(version=OuterRef("pk"))
        later = Signature.objects.begun(on=on).filter(
            version__material=OuterRef("material"), version__number__gt=OuterRef("number")
        )
        submissions = Submission.objects.filter(version=OuterRef("pk")).order_by("-pk")
        verdicts = Review.objects.filter(submission=OuterRef("last_submission")).order_by("-pk")
        return self.annotate(
            last_submission=Subquery(submissions.values("pk")[:1]),
            stage_on=Case(
                When(Found(Withdrawal.objects.filter(version=OuterRef("pk"))), then=Value(Stage.WITHDRAWN)),
                When(Found(signatures.live(on=on)), then=Value(Stage.LIVE)),
                When(Found(later), then=Value(Stage.SUPERSEDED)),
                When(
                    ~Found(signatures),
                    then=Coalesce(
                        Subquery(verdicts.values("verdict")[:1]),
                        Case(
                            When(last_submission__isnull=False, then=Value(Stage.IN_REVIEW)),
                            default=Value(Stage.FROZEN),
                        ),
                    ),
                ),
                When(~Found(signatures.filter(first_use_on__lte=on)), then=Value(Stage.SCHEDULED)),
                When(~Found(signatures.filter(ends_on__gt=on)), then=Value(Stage.EXPIRED)),
                default=Value(Stage.OUTDATED),
                output_field=models.CharField(),
            ),
        )

    def dates(self, field_name: str, kind: str, order: str = "ASC") -> list[date]:
        """The years, months or days there are, as Django's own, but hopping along the index from one to the next."""
        found, after = [], date.min
        while (
            day := self.filter(**{f"{field_name}__gte": after})
            .order_by(field_name)
            .values_list(field_name, flat=True)
            .first()
        ):
            begin = {"year": day.replace(month=1, day=1), "month": day.replace(day=1)}.get(kind, day)
            found.append(begin)
            # Past the end of any such period, then back to the beginning of the next.
            past = begin + timedelta(days={"year": 366, "month": 31}.get(kind, 1))
            after = {"year": past.replace(month=1, day=1), "month": past.replace(day=1)}.get(kind, past)
        return found if order == "ASC" else found[::-1]

    def next_job_code(self, product_code: str) -> JobCode:
        """The code after the highest used for a product (or for the company), here and with our prefix.

        Past 9999 it is the lowest that was never used; raises JobCodesUsedUp when there is none.
        """
        first = JobCode(settings.JOB_CODE_PREFIX, product_code, settings.JOB_CODE_COUNTRY, 1)
        used = self.filter(job_code__gte=first, job_code__lte=replace(first, number=9999))
        last = used.order_by("-job_code").values_list("job_code", flat=True).first()
        if last is None or last.number < 9999:
            return replace(first, number=last.number + 1 if last else 1)
        numbers = {code.number for code in used.values_list("job_code", flat=True)}
        free = next((number for number in range(1, 10_000) if number not in numbers), None)
        if free is None:
            raise JobCodesUsedUp(f"All 9,999 numbers after {str(first)[:-4]} are used. Choose another prefix.")
        return replace(first, number=free)


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
        indexes = [
            models.Index(fields=["-frozen_at", "-id"], name="version_newest_first"),
            models.Index(fields=["prepared_on"], name="version_prepared_on"),
        ]
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="version_number_once")]
        permissions = [("freeze_version", "Can freeze a Draft")]

    def __str__(self):
        return f"{self.title} v{self.number} ({self.job_code})"

    def parts(self) -> dict[str, str]:
        """What a comment can be about: by anchor in the body, how a reader knows it."""
        return self.material.as_kind().parts(self.content)

    @property
    def rendition(self):
        """The bytes that visitors get."""
        return self.renditions.get(form__in=["body", "pdf"])

    @property
    def stage_name(self) -> str:
        """Of one that came `with_stage()`: the stage as people read it."""
        return Stage(self.stage_on).label

    @property
    def signed_by(self) -> str:
        """Who signed it, each once. This and the next two look at Signatures that may have been prefetched."""
        signatures = sorted(self.signatures.all(), key=lambda signature: signature.signed_at)
        return ", ".join(dict.fromkeys(signature.name for signature in signatures))

    @property
    def first_used_on(self) -> date | None:
        return min((signature.first_use_on for signature in self.signatures.all()), default=None)

    @property
    def ends_on(self) -> date | None:
        """The first day on which no Signature covers it."""
        return max((signature.ends_on for signature in self.signatures.all()), default=None)

    def is_drawn_up_by(self, user) -> bool:
        """They ever saved the Draft, or froze it."""
        return self.authors.filter(pk=user.pk).exists()

    @property
    def is_certified(self) -> bool:
        """Carries a Signature, whatever came after."""
        return self.signatures.exists()

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    def is_live(self, *, on: date) -> bool:
        """A visitor may be shown it on `on`."""
        return _live.first(on=on, key=self.pk) is not None

    def stage(self, *, on: date) -> Stage:
        """Where it stands on `on`, from the rows alone."""
        return Stage(_stage.first(on=on, key=self.pk)[0])


_live = Prepared(lambda on, key: Version.objects.live(on=on).filter(pk=key).order_by().values_list("pk"))
_stage = Prepared(lambda on, key: Version.objects.with_stage(on=on).filter(pk=key).order_by().values_list("stage_on"))


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


class Citation(WriteOnce):
    """A source that a Version cites, by its key: `reference:12`."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="cites")
    source = models.CharField(max_length=60)

    class Meta(WriteOnce.Meta):
        indexes = [models.Index(fields=["source"], name="citation_source")]
        constraints = [models.UniqueConstraint(fields=["version", "source"], name="citation_once")]

    def __str__(self):
        return f"{self.version} cites {self.source}"


class Link(WriteOnce):
    """An address found in a frozen body: another Material, a picture, or a place outside."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="links_to")
    address = models.CharField(max_length=2000)

    class Meta(WriteOnce.Meta):
        indexes = [models.Index(fields=["address"], name="link_address")]
        constraints = [models.UniqueConstraint(fields=["version", "address"], name="link_once")]

    def __str__(self):
        return self.address
