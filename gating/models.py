"""The text of the gate."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from compliance import serving
from compliance.freezing import Frozen
from compliance.https_address import HttpsAddressField
from compliance.job_code import JobCode
from compliance.models import Material, Product, Rendition
from compliance.standing import Standing
from gating import declaration

ADDRESS = "/confirm/"


def frame_facts() -> dict:
    """What the frame around the signed text says of the answer: for how long it is kept."""
    return {"days": settings.GATE_REMEMBER_DAYS, "hours": declaration.LONGEST_VISIT_HOURS}


class Interstitial(Material):
    """The page that asks for a Declaration. A Material like any other: frozen, signed, with its own job code.

    Its parts are fields of plain text, not blocks, so that none of the obligatory ones can be forgotten.
    """

    heading = models.CharField(max_length=120, help_text="With the asterisk that points to the definition.")
    introduction = models.TextField(help_text="Who these pages are for, and that they contain promotional content.")
    declaration = models.TextField(help_text="What a visitor states by pressing Yes.")
    no_explanation = models.TextField("what No does", help_text="Where a visitor who presses No is taken.")
    definition = models.TextField(
        help_text="The ABPI definition of a healthcare professional, beginning with its asterisk."
    )
    public_address = HttpsAddressField(
        "address for the public", default="https://www.pfizer.co.uk/products/prescription-medicines"
    )

    class Meta:
        verbose_name = "interstitial"

    def clean(self):
        super().clean()
        if self.address != ADDRESS:
            raise ValidationError({"address": f"The gate asks at {ADDRESS} and nowhere else."})
        if self.product_id:
            raise ValidationError({"product": "The gate names no medicine. Leave this empty."})

    @staticmethod
    def live_version_pk(*, as_of: Standing) -> int | None:
        """The Version that a Declaration must have been made on; None closes the gate to everybody."""
        try:
            return serving.find(ADDRESS, as_of=as_of).version.pk
        except (serving.Gone, serving.Moved, serving.NotHere):
            return None

    def problems(self) -> list[str]:
        problems = []
        if "promotional" not in self.introduction:
            problems.append("The introduction must say that the pages contain promotional content.")
        if "*" not in self.heading + self.declaration or not self.definition.startswith("*"):
            problems.append("Mark the words “healthcare professional” and the definition with an asterisk (*).")
        return problems

    def content(self, *, job_code: JobCode | None, prepared_on: date) -> dict:
        """The Draft as data."""
        names = ("title", "heading", "introduction", "declaration", "no_explanation", "definition", "public_address")
        return {name: getattr(self, name) for name in names} | {
            "job_code": str(job_code) if job_code else "",
            "prepared_on": f"{prepared_on:%B %Y}",
            "demonstration": Product.marks_as_demonstration(None),
        }

    def render(self, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        content = self.content(job_code=job_code, prepared_on=prepared_on)
        return Frozen(
            content=content,
            form=Rendition.Form.BODY,
            media_type="text/html; charset=utf-8",
            body=render_to_string("gating/interstitial_body.html", content).strip().encode(),
            links=frozenset({self.public_address}),
        )

    def document(self, body: bytes, *, title: str, draft: bool = False) -> bytes:
        return render_to_string(
            "gating/confirm.html",
            frame_facts() | {"title": title, "body": mark_safe(body.decode()), "draft": draft, "preview": True},
        ).encode()
