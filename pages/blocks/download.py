"""A card that offers a leaflet for download."""

from django.db import models
from django.utils import timezone

from compliance.models import Material, Version
from pages.blocks.base import Block
from pages.rich_text import RichTextField
from pages.thumbnails import thumbnail


class DownloadBlock(Block):
    kind = "download"
    icon = "download"
    fields = ("heading", "html", "document", "label")

    heading = models.CharField(max_length=120)
    html = RichTextField("text", kind="inline")
    document = models.ForeignKey(
        Material,
        models.PROTECT,
        related_name="offered_by",
        limit_choices_to={"kind": "leaflet"},
        verbose_name="leaflet",
    )
    label = models.CharField("text of the link", max_length=80, default="Download here")

    class Meta(Block.Meta):
        verbose_name = "download card"

    def parts(self) -> dict:
        return {
            "heading": self.heading,
            "html": self.html,
            "label": self.label,
            "address": self.document.address,
            "document_title": self.document.title,
            "document": self._particulars(),
        }

    def _particulars(self) -> dict | None:
        """Pages, size and picture of what visitors get today; none while the leaflet is not live."""
        version = Version.objects.live(on=timezone.localdate()).filter(material=self.document).first()
        if version is None:
            return None
        return {
            "pages": version.content.get("page_count"),
            "size": f"{max(1, round(version.rendition.size_bytes / 1000))} KB",
            "picture": thumbnail(version),
        }
