"""Things to do one after the other."""

import lxml.html
from django.core.exceptions import ValidationError
from django.db import models

from pages.blocks.base import Block
from pages.rich_text import RichTextField

MESSAGE = "Write the steps as one numbered list, at least two of them: use the numbered-list button."


class StepsBlock(Block):
    kind = "steps"
    icon = "format_list_numbered"
    fields = ("heading", "html")

    heading = models.CharField(max_length=120)
    html = RichTextField("steps", kind="list", help_text="One numbered list; each entry is a step.")

    class Meta(Block.Meta):
        verbose_name = "steps"
        verbose_name_plural = "steps"

    def clean(self):
        super().clean()
        if len(self.steps) < 2:
            raise ValidationError({"html": MESSAGE})

    @property
    def steps(self) -> list[str]:
        """The rich text of each step; none if the text is not one numbered list."""
        tree = lxml.html.fragment_fromstring(self.html or "", create_parent="div")
        lists = tree.xpath("./ol")
        if len(lists) != 1 or len(tree) != 1:
            return []
        return [_inner_html(item) for item in lists[0].xpath("./li")]

    def parts(self) -> dict:
        return {"heading": self.heading, "steps": self.steps}


def _inner_html(element: lxml.html.HtmlElement) -> str:
    whole = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")].strip()
