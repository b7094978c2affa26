"""A card that leads to another page, here or elsewhere."""

from django.core.exceptions import ValidationError
from django.db import models

from compliance.https_address import HttpsAddressField
from compliance.models import Material
from pages.blocks.base import Block
from pages.rich_text import RichTextField


class LinkCardBlock(Block):
    kind = "link_card"
    icon = "link"
    fields = ("heading", "html", "target", "outside_address", "label")

    heading = models.CharField(max_length=120)
    html = RichTextField("text", kind="inline", blank=True)
    target = models.ForeignKey(
        Material, models.PROTECT, null=True, blank=True, related_name="linked_by", verbose_name="page on this site"
    )
    outside_address = HttpsAddressField("or address elsewhere", blank=True)
    label = models.CharField("text of the link", max_length=80)

    class Meta(Block.Meta):
        verbose_name = "link card"

    def clean(self):
        super().clean()
        if bool(self.target_id) == bool(self.outside_address):
            raise ValidationError(
                {"target": "Choose a page on this site or write an address elsewhere: one of the two."}
            )

    def parts(self) -> dict:
        return {
            "heading": self.heading,
            "html": self.html,
            "label": self.label,
            "address": self.target.address if self.target else self.outside_address,
            "external": not self.target,
        }
