"""Running text with its subheadings, lists and tables."""

from pages.blocks.base import Block
from pages.rich_text import RichTextField


class TextBlock(Block):
    kind = "text"
    icon = "notes"
    fields = ("html",)

    html = RichTextField("text", kind="full")

    class Meta(Block.Meta):
        verbose_name = "text"

    def parts(self) -> dict:
        return {"html": self.html}
