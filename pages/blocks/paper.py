"""A clinical paper: what it is, its full citation, where to read it, and what a reader may do with it."""

from django.core.exceptions import ValidationError
from django.db import models

from pages.blocks.base import Block
from pages.models.reference import Reference
from pages.rich_text import RichTextField

NO_ARTICLE = "Pick a journal article. Other sources are cited in the text, or stand on a link card."


class PaperBlock(Block):
    kind = "paper"
    icon = "article"
    fields = ("heading", "reference", "html")

    heading = models.CharField(max_length=160, help_text="What the paper is about. A claim here needs its balance too.")
    reference = models.ForeignKey(
        "pages.Reference",
        models.PROTECT,
        related_name="papers",
        limit_choices_to={"kind": "article"},
        error_messages={"invalid": NO_ARTICLE},
        verbose_name="journal article",
    )
    html = RichTextField("summary", kind="inline", blank=True)

    class Meta(Block.Meta):
        verbose_name = "clinical paper"

    def clean(self):
        super().clean()
        if self.reference_id and (problems := self.problems()):
            raise ValidationError({"reference": problems})

    def parts(self) -> dict:
        licence = Reference.Licence(self.reference.licence)
        return {
            "heading": self.heading,
            "cites": [self.reference_id],
            "html": self.html,
            "citation": str(self.reference.citation_html(with_doi=False)),
            "doi": self.reference.doi,
            "licence": licence.label,
            "licence_address": licence.address,
        }

    def problems(self) -> list[str]:
        article = self.reference
        if article.kind != Reference.Kind.ARTICLE:
            return [f"“{article}” is no journal article. {NO_ARTICLE}"]
        missing = [name for name, value in (("DOI", article.doi), ("licence", article.licence)) if not value]
        return [f"The {name} of “{article}” is missing. Enter it in the source, under References." for name in missing]
