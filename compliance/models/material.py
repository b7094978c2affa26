"""Anything with an address and a job code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

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

    kind = models.CharField(max_length=40, editable=False)
    address = models.CharField(
        max_length=200,
        unique=True,
        validators=[ADDRESS],
        help_text="The path on this site. It stays the same once a Version exists.",
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
        if self.pk and self.versions.exists():
            before = Material.objects.get(pk=self.pk)
            if before.address != self.address:
                raise ValidationError(
                    {"address": f"The address is printed and linked to since version 1; it stays {before.address}."}
                )

    def as_kind(self) -> Material:
        """The same Material as its child class."""
        return self if type(self) is not Material else getattr(self, self.kind)

    @property
    def kind_name(self) -> str:
        """The child's name as people read it: “page”, “leaflet”."""
        return str(self.as_kind()._meta.verbose_name)

    def problems(self) -> list[str]:
        """What keeps the Draft from being frozen, a sentence each; none when it is ready."""
        raise TypeError(f"{type(self).__name__} does not say what keeps it from being frozen.")

    def render(self, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        """The Draft's content and bytes as they would be frozen; without a code for a preview."""
        raise TypeError(f"{type(self).__name__} does not say how it is frozen.")

    def document(self, body: bytes, *, title: str, draft: bool = False) -> bytes:
        """What is sent for `body`: the bytes themselves, or a page's frame around them."""
        return body
