"""Anything with an address and a job code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from compliance.models.former_address import FormerAddress

if TYPE_CHECKING:
    from compliance.freezing import Frozen
    from compliance.job_code import JobCode

ADDRESS = RegexValidator(
    r"^/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*(?:[a-z0-9]+(?:-[a-z0-9]+)*\.pdf)?$",
    "Write a path like /medicine/besponsa/dosing/: small letters, digits and hyphens between slashes.",
    code="address",
)


class Audience(models.TextChoices):
    HCP = "hcp", "UK healthcare professionals"
    PUBLIC = "public", "public"


class Material(models.Model):
    """The parent of Page, Leaflet, Interstitial and PrescribingInformation.

    One table lists everything a visitor can open. What each holds for editors is its Draft, in the child's own fields
    and blocks; what visitors get is a Version. A child says how it is frozen, by `problems()` and `render()`.
    """

    # What links to it may not be certified for longer than it is.
    ends_what_links: ClassVar[bool] = False

    kind = models.CharField(max_length=40, editable=False)
    address = models.CharField(
        max_length=200,
        unique=True,
        validators=[ADDRESS],
        help_text="The path on this site.",
        error_messages={"unique": "Another Material has this address. Choose another, or edit that one."},
    )
    title = models.CharField(max_length=120, help_text="For the browser's tab, lists and links. No claims.")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.HCP)
    product = models.ForeignKey(
        "compliance.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materials",
        help_text="Empty for corporate material that names no medicine.",
    )
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="Counts the times the Draft was saved.")

    class Meta:
        ordering = ["address"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if type(self) is not Material:
            self.kind = self._meta.model_name
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        taken = FormerAddress.objects.filter(address=self.address).exclude(material=self.pk).first()
        if taken:
            raise ValidationError(
                {"address": f"“{taken.material}” was at this address once; it is kept for that. Choose another."}
            )

    def addresses(self) -> list[str]:
        """Every address it ever had, today's first."""
        former = self.former_addresses.exclude(address=self.address).values_list("address", flat=True)
        return [self.address, *former]

    def next_number(self) -> int:
        """The number of the Version that is frozen next, as it looks now."""
        return (self.versions.aggregate(last=models.Max("number"))["last"] or 0) + 1

    def as_kind(self) -> Material:
        """The same Material as its child class."""
        return self if type(self) is not Material else getattr(self, self.kind)

    @property
    def kind_name(self) -> str:
        """The child's name as people read it: “page”, “leaflet”."""
        return kind_names()[self.kind]

    def problems(self) -> list[str]:
        """What keeps the Draft from being frozen, a sentence each; none when it is ready."""
        raise TypeError(f"{type(self).__name__} does not say what keeps it from being frozen.")

    def render(self, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        """The Draft's content and bytes as they would be frozen; without a code for a preview."""
        raise TypeError(f"{type(self).__name__} does not say how it is frozen.")

    def imprint(self) -> dict:
        """The `job_code` and the day `prepared_on` that stand in it already; empty for what is rendered from data."""
        return {}

    def parts(self, content: dict) -> dict[str, str]:
        """What of a Version a comment can be about: by anchor in its body, how a reader knows it."""
        return {"": "all of it"}

    def frame_sha256(self, *, title: str) -> str:
        """The hash of the frame around the body as it is now; "" for files, which have none."""
        return ""

    def stylesheet(self) -> str:
        """The CSS that visitors see the body under; "" for files."""
        return ""

    def document(self, body: bytes, *, title: str, draft: bool = False) -> bytes:
        """What is sent for `body`: the bytes themselves, or a page's frame around them."""
        return body


def kind_names() -> dict[str, str]:
    """The kinds of Material, as stored and as people read them."""
    kinds = (model for model in apps.get_models() if issubclass(model, Material) and model is not Material)
    return {kind._meta.model_name: str(kind._meta.verbose_name) for kind in kinds}
