"""The prescribing information of one product: a structured record, not free text."""

import re
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from compliance.authorisation_numbers import PATTERNS
from compliance.job_code import JobCode
from compliance.models import Material, Product, Version
from pages.contents import broken_picks, material_content, number
from pages.framing import FramedMaterial
from pages.menu import LAST
from pages.rich_text import RichTextField


class PrescribingInformation(FramedMaterial, Material):
    """What every promotional item must carry or link to in one click (ABPI Code 2021, clause 12.2).

    Required is also what the law asks for: Human Medicines Regulations 2012, Schedule 30.
    """

    class Territory(models.TextChoices):
        GB = "GB", "Great Britain"
        NI = "NI", "Northern Ireland"
        UK = "UK", "United Kingdom"

    body_template = "pages/prescribing_information.html"
    ends_what_links = True

    # Fields printed as sections, in this order, each under its heading.
    SECTIONS = {
        "presentation": "Presentation",
        "indications": "Indications",
        "dosage": "Dosage and administration",
        "contraindications": "Contraindications",
        "precautions": "Special warnings and precautions",
        "interactions": "Interactions",
        "pregnancy": "Fertility, pregnancy and lactation",
        "common_reactions": "Common adverse reactions",
        "serious_reactions": "Serious adverse reactions",
    }

    medicine_name = models.CharField("name of the medicine", max_length=160)
    presentation = RichTextField(kind="inline", help_text="Form and amounts of active ingredients by approved name.")
    indications = RichTextField(kind="inline")
    dosage = RichTextField("dosage and administration", kind="inline", help_text="With the route.")
    contraindications = RichTextField(kind="inline")
    precautions = RichTextField("special warnings and precautions", kind="inline")
    interactions = RichTextField(kind="inline")
    pregnancy = RichTextField("fertility, pregnancy and lactation", kind="inline")
    common_reactions = RichTextField("common adverse reactions", kind="inline")
    serious_reactions = RichTextField("serious adverse reactions", kind="inline")
    other_reactions = models.CharField(
        "pointer to the SmPC",
        max_length=200,
        default="Refer to the Summary of Product Characteristics (SmPC) for other adverse reactions.",
    )
    legal_category = models.CharField(
        max_length=10, choices=[("POM", "POM: prescription-only medicine")], default="POM"
    )
    price = models.CharField(
        "pack and NHS price", max_length=400, help_text="Excluding VAT, with the day it was looked up."
    )
    territory = models.CharField(max_length=2, choices=Territory, default=Territory.GB)
    authorisation_number = models.CharField(
        max_length=40,
        blank=True,
        help_text="In the territory's form: PLGB 00000/0000, EU/1/00/0000/000 or PL 00000/0000. "
        "Only demonstration content may go without.",
    )
    holder = models.CharField("authorisation holder and address", max_length=250)
    checked_against = models.CharField(
        "SmPC revision checked against", max_length=200, help_text="Which SmPC this text was compared with, and when."
    )

    class Meta:
        verbose_name = "prescribing information"
        verbose_name_plural = "prescribing information"

    @classmethod
    def live_version(cls, product: Product) -> Version | None:
        """The one Version that visitors and leaflets get today."""
        live = Version.objects.live(on=timezone.localdate())
        return live.filter(material__kind=cls._meta.model_name, material__product=product).first()

    def clean(self):
        super().clean()
        if not self.product_id:
            raise ValidationError({"product": "Prescribing information belongs to a product. Choose it."})

    def problems(self) -> list[str]:
        needed = [*self.SECTIONS, "medicine_name", "other_reactions", "price", "holder", "checked_against"]
        problems = [
            f"“{self._meta.get_field(name).verbose_name.capitalize()}” is empty; the Code asks for it."
            for name in needed
            if not getattr(self, name).strip()
        ]
        if self._others().exists():
            problems.append(f"{self.product.brand} has other prescribing information already. Edit that one.")
        return problems + self._authorisation_problems() + broken_picks([self])

    def _others(self) -> models.QuerySet[Self]:
        return type(self).objects.filter(product=self.product).exclude(pk=self.pk)

    def _authorisation_problems(self) -> list[str]:
        pattern = PATTERNS[self.get_territory_display()]
        if not self.authorisation_number and not self.product.demonstration:
            return [f"The authorisation number for {self.get_territory_display()} is missing. Enter it."]
        if self.authorisation_number and not re.fullmatch(pattern, self.authorisation_number):
            return [f"“{self.authorisation_number}” is no authorisation number for {self.get_territory_display()}."]
        return []

    def content(self, *, job_code: JobCode | None, prepared_on: date) -> dict:
        """The record as data: named sections of rich text, then the particulars."""
        return number(
            material_content(self, job_code=job_code, prepared_on=prepared_on)
            | {
                "menu_order": LAST,
                "heading": f"{self.product.brand} prescribing information",
                "breadcrumbs": self._breadcrumbs(),
                "medicine_name": self.medicine_name,
                "sections": [
                    {"heading": heading, "anchor": name.replace("_", "-"), "html": getattr(self, name)}
                    for name, heading in self.SECTIONS.items()
                ],
                "other_reactions": self.other_reactions,
                "particulars": [
                    {"heading": "Legal category", "text": self.legal_category},
                    {"heading": "Package quantities and NHS price", "text": self.price},
                    {
                        "heading": f"Marketing authorisation number ({self.get_territory_display()})",
                        "text": self.authorisation_number or "Not available for this demonstration; see the SmPC.",
                    },
                    {"heading": "Marketing authorisation holder", "text": self.holder},
                    {"heading": "Checked against", "text": self.checked_against},
                ],
            }
        )

    def _breadcrumbs(self) -> list[dict]:
        """From home, by way of the page whose address this one's continues."""
        above = self.address.rstrip("/").rpartition("/")[0] + "/"
        page = Material.objects.filter(kind="page", address=above).exclude(address="/").first()
        trail = [{"label": page.title, "address": page.address}] if page else []
        return [{"label": "Home", "address": "/"}, *trail, {"label": self.title, "address": self.address}]
