"""A picture with its alternative text, caption and source."""

from django.db import models

from pages.blocks.base import Block
from pages.pictures import PictureField
from pages.rich_text import RichTextField


class FigureBlock(Block):
    kind = "figure"
    icon = "image"
    fields = ("picture", "alt", "caption", "source")

    picture = PictureField(height_field="height", width_field="width")
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    alt = models.CharField(
        "alternative text", max_length=500, help_text="What a reader who cannot see the picture needs to know."
    )
    caption = RichTextField(kind="inline", blank=True)
    source = RichTextField(
        kind="inline", help_text="Where the figures come from, citing the source; or “Own illustration”."
    )

    class Meta(Block.Meta):
        verbose_name = "figure"

    def parts(self) -> dict:
        return {
            "src": self.picture.address,
            "width": self.width,
            "height": self.height,
            "alt": self.alt,
            "caption_html": self.caption,
            "source": self.source,
        }

    def problems(self) -> list[str]:
        if self.picture.storage.exists(self.picture.name):
            return []
        return [f"The picture “{self.alt}” is missing from the media store. Upload it again."]
