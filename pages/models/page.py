"""A page of the site, as editors change it."""

from datetime import date

from content_editor.models import Region
from django.core.exceptions import ValidationError
from django.db import models

from compliance.job_code import JobCode
from compliance.models import Audience, Material
from pages.blocks import block_contents, draft_blocks
from pages.contents import broken_picks, material_content, number
from pages.framing import FramedMaterial
from pages.models.reference import Reference
from pages.models.therapy_area import TherapyArea
from pages.rich_text import RichTextField
from pages.sections import with_sections

REGIONS = [Region(key="main", title="Content")]


class Page(FramedMaterial, Material):
    """Blocks in reading order under one heading; the obligatory items around them come from data."""

    regions = REGIONS
    body_template = "pages/body.html"

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The page above, for the trail.",
    )
    menu_order = models.PositiveSmallIntegerField(
        "place in the menu",
        null=True,
        blank=True,
        help_text="10, 20, 30…: pages stand in this order, below the page that their address continues. Empty: not in "
        "the menu.",
    )
    section = models.CharField(max_length=60, blank=True, help_text="Small line above the heading: “Dosing”.")
    heading = models.CharField(max_length=160)
    heading_citations = models.ManyToManyField(
        Reference,
        blank=True,
        related_name="cited_in_headings",
        help_text="Sources of the heading, if it claims anything.",
    )
    introduction = RichTextField(kind="inline", blank=True)
    therapy_area = models.ForeignKey(TherapyArea, models.PROTECT, null=True, blank=True, related_name="pages")

    def clean(self):
        super().clean()
        if self.audience == Audience.PUBLIC and self.product_id:
            raise ValidationError(
                {"product": "A page for the public carries no product. Empty this field, or choose the other audience."}
            )

    def problems(self) -> list[str]:
        blocks = draft_blocks(self)
        problems = [] if blocks else ["The page is empty. Add at least one block."]
        if self.product_id and not has_live_prescribing_information(self.product):
            problems.append(
                f"{self.product.brand} has no live prescribing information to link to. Freeze and certify that first."
            )
        problems += broken_picks([self, *blocks])
        return problems + [problem for block in blocks for problem in block.problems()]

    def content(self, *, job_code: JobCode | None, prepared_on: date) -> dict:
        """The Draft as data, with citations numbered."""
        numbered = number(
            material_content(self, job_code=job_code, prepared_on=prepared_on)
            | {
                "section": self.section,
                "heading": self.heading,
                "heading_citations": list(self.heading_citations.values_list("pk", flat=True)),
                "introduction": self.introduction,
                "breadcrumbs": self._breadcrumbs(),
                "therapy_area": self.therapy_area.content() if self.therapy_area else None,
                "blocks": block_contents(self),
            }
            | ({} if self.menu_order is None else {"menu_order": self.menu_order})
        )
        return with_sections(numbered)

    def _breadcrumbs(self) -> list[dict]:
        trail, page = [], self
        while page is not None and len(trail) < 10:
            trail.insert(0, {"label": page.title, "address": page.address})
            page = page.parent
        return trail


def has_live_prescribing_information(product) -> bool:
    """Visitors can open the prescribing information of `product` today."""
    from pages.models.prescribing_information import PrescribingInformation

    return PrescribingInformation.live_version(product) is not None
