"""Leaflets: Materials whose Versions are PDFs."""

from datetime import date
from io import BytesIO

import pikepdf
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string

from compliance.errors import CannotFreeze
from compliance.freezing import Frozen
from compliance.job_code import JobCode
from compliance.models import Audience, Material, Rendition, Version
from compliance.pdf import harfbuzz_subset_problem
from downloads import imprint
from downloads.agency_file import AgencyFile
from downloads.pdf import render_pdf
from pages.blocks import block_contents, draft_blocks
from pages.body import body_links
from pages.contents import broken_picks, material_content, number, part_names, source_keys
from pages.models import PrescribingInformation
from pages.models.page import REGIONS
from pages.rich_text import RichTextField

PREFIX = "/downloads/"


class Leaflet(Material):
    """A PDF: uploaded by an agency, or the same blocks as pages, laid out on A4.

    Made from blocks it ends with the live prescribing information. With an `agency_file` the blocks are not used.
    """

    regions = REGIONS
    ends_what_links = True

    heading = models.CharField(max_length=160)
    introduction = RichTextField(kind="inline", blank=True)
    columns = models.PositiveSmallIntegerField(
        "columns",
        choices=[(1, "text across the page"), (2, "text in two columns")],
        default=1,
        help_text="Two suit long running text. Tables, charts, figures and timelines take the whole width either way.",
    )
    agency_file = models.ForeignKey(
        AgencyFile, models.PROTECT, null=True, blank=True, editable=False, related_name="used_by"
    )

    def clean(self):
        super().clean()
        if not (self.address.startswith(PREFIX) and self.address.endswith(".pdf")):
            raise ValidationError({"address": f"A leaflet's address looks like {PREFIX}besponsa-fast-facts.pdf."})
        if not self.product_id:
            raise ValidationError({"product": "A leaflet belongs to a product. Choose it."})
        if self.audience != Audience.HCP:
            raise ValidationError({"audience": "Leaflets are for healthcare professionals."})

    def problems(self) -> list[str]:
        if self.agency_file:
            return imprint.problems(self.agency_file, self.product)
        blocks = draft_blocks(self)
        problems = [] if blocks else ["The leaflet is empty. Add at least one block."]
        if self._prescribing_information() is None:
            problems.append(
                f"{self.product.brand} has no live prescribing information to print. Freeze and certify that first."
            )
        problems += [problem] if (problem := harfbuzz_subset_problem()) else []
        problems += [
            f"“{block}” is a {block._meta.verbose_name}, which cannot be printed. Put it on a page."
            for block in blocks
            if not block.is_for_paper
        ]
        problems += broken_picks([self, *blocks])
        return problems + [problem for block in blocks for problem in block.problems()]

    def content(self, *, job_code: JobCode | None, prepared_on: date) -> dict:
        """The Draft as data, with citations numbered and the prescribing information to print."""
        printed = self._prescribing_information()
        return number(
            material_content(self, job_code=job_code, prepared_on=prepared_on)
            | {
                "heading": self.heading,
                "introduction": self.introduction,
                "columns": self.columns,
                "version_number": self.next_number() if job_code else None,
                "blocks": block_contents(self),
            }
        ) | {"prescribing_information": printed.content if printed else None}

    def imprint(self) -> dict:
        return imprint.proposed(self.agency_file) if self.agency_file else {}

    def render(self, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        if self.agency_file:
            return self._as_received(self.agency_file, job_code=job_code, prepared_on=prepared_on)
        content = self.content(job_code=job_code, prepared_on=prepared_on)
        html = render_to_string("downloads/leaflet.html", content)
        pdf = render_pdf(html)
        printed = self._prescribing_information()
        return Frozen(
            content=content | {"page_count": page_count(pdf)},
            form=Rendition.Form.PDF,
            media_type="application/pdf",
            body=pdf,
            links=body_links(html.encode()),
            embeds=(printed,) if printed else (),
            cites=source_keys(content),
            number=content["version_number"],
        )

    def _as_received(self, file: AgencyFile, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        """The agency's bytes, untouched. Raises CannotFreeze if they print another code or month than is asked for."""
        if job_code and (problems := imprint.mismatches(file, job_code=job_code, prepared_on=prepared_on)):
            raise CannotFreeze(problems)
        printed = imprint.prescribing_information(file, self.product)
        content = material_content(self, job_code=job_code, prepared_on=prepared_on) | {
            "heading": self.heading,
            "prescribing_information": printed.content if printed else None,
            "page_count": file.facts["pages"],
            "agency_file": {"name": file.name, "sha256": file.sha256, "text": file.text},
        }
        return Frozen(
            content=content,
            form=Rendition.Form.PDF,
            media_type="application/pdf",
            body=bytes(file.body),
            links=frozenset(link for link in file.facts["links"] if link and not link.startswith("#")),
            embeds=(printed,) if printed else (),
        )

    def parts(self, content: dict) -> dict[str, str]:
        if "agency_file" in content:  # which has no blocks, but pages that can be opened one by one
            pages = range(1, content["page_count"] + 1)
            return super().parts(content) | {f"page={number}": f"page {number}" for number in pages}
        return super().parts(content) | part_names(content)

    def _prescribing_information(self) -> Version | None:
        return PrescribingInformation.live_version(self.product)


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
