"""Two groups compared, as bars and as a table of the same figures."""

from django.core.exceptions import ValidationError
from django.db import models

from pages.blocks.base import Block
from pages.blocks.chart_drawing import drawing, summary
from pages.blocks.chart_figures import parse_groups, parse_results
from pages.rich_text import RichTextField, reference_ids


class ChartBlock(Block):
    kind = "chart"
    icon = "bar_chart"
    fields = ("heading", "population", "groups", "results", "note", "source")

    heading = models.CharField(max_length=120, help_text="What is compared: “Complete remission”.")
    population = models.CharField(max_length=200, help_text="Who was counted: “All 326 adults randomised”.")
    groups = models.TextField(help_text="The two groups, a line each, with their numbers: “Chemotherapy, n = 162”.")
    results = models.TextField(
        help_text="One result a line, with a value for each group: “VOD/SOS: 14.0% (23 of 164) | 2.1% (3 of 143)”. "
        "In the brackets: counts, or the confidence interval, “95% CI 72–88”, which is drawn."
    )
    note = RichTextField(kind="inline", blank=True, help_text="Differences, significance, limits of the comparison.")
    source = RichTextField(kind="inline", help_text="Where the figures come from, citing the source.")

    class Meta(Block.Meta):
        verbose_name = "chart"

    def clean(self):
        super().clean()
        errors = {}
        for name, parse in (("groups", parse_groups), ("results", parse_results)):
            try:
                parse(getattr(self, name))
            except ValueError as error:
                errors[name] = str(error)
        if self.source and not reference_ids(self.source):
            errors["source"] = "Cite the source: put the cursor here and press Cite."
        if errors:
            raise ValidationError(errors)

    def parts(self) -> dict:
        groups, results = parse_groups(self.groups), parse_results(self.results)
        return {
            "heading": self.heading,
            "population": self.population,
            "groups": groups,
            "results": [
                {
                    "label": result.label,
                    "values": [{"figure": value.short, "detail": value.detail} for value in result.values],
                }
                for result in results
            ],
            "summary": summary(self.heading, self.population, groups, results),
            "drawing": drawing(groups, results),
            "note": self.note,
            "source": self.source,
        }
