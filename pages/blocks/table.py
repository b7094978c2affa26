"""A table with a caption and header cells."""

import lxml.html
from django.core.exceptions import ValidationError
from django.db import models

from pages.blocks.base import Block
from pages.rich_text import RichTextField


class TableBlock(Block):
    kind = "table"
    icon = "table_chart"
    fields = ("caption", "html", "note")

    caption = models.CharField(max_length=200, help_text="What the table shows, read before it.")
    html = RichTextField("table", kind="table", help_text="One table whose first row is a row of headings.")
    note = RichTextField("note below the table", kind="inline", blank=True)

    class Meta(Block.Meta):
        verbose_name = "table"

    def clean(self):
        super().clean()
        tree = lxml.html.fragment_fromstring(self.html or "", create_parent="div")
        if len(tree.xpath(".//table")) != 1:
            raise ValidationError({"html": "Put exactly one table here: use the table button."})
        first_row = tree.xpath("(.//tr)[1]/*")
        if not first_row or any(cell.tag != "th" for cell in first_row):
            raise ValidationError({"html": "Make the first row a row of headings: use the header-row button."})

    def parts(self) -> dict:
        return {"caption": self.caption, "html": _with_scopes(self.html), "note": self.note}


def _with_scopes(html: str) -> str:
    """Say of each heading whether it is a column's or a row's, for screen readers; headings go into `thead`."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    table = tree.xpath(".//table")[0]
    rows = table.xpath(".//tr")
    head, body = lxml.html.Element("thead"), lxml.html.Element("tbody")
    for row in rows:
        is_heading = all(cell.tag == "th" for cell in row)
        for cell in row.xpath("./th"):
            cell.set("scope", "col" if is_heading else "row")
        (head if is_heading and not len(body) else body).append(row)
    for child in list(table):
        table.remove(child)
    table.extend([head, body])
    return lxml.html.tostring(table, encoding="unicode", with_tail=False)
