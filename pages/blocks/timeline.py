"""Limits in hours from a beginning, drawn as a line."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from pages.blocks.base import Block
from pages.rich_text import RichTextField

LINE = re.compile(r"(\d{1,3})\s*h(?:ours?)?\s*[:|]\s*(.+)")


class TimelineBlock(Block):
    kind = "timeline"
    icon = "timeline"
    fields = ("heading", "summary", "marks", "note")

    heading = models.CharField(max_length=120)
    summary = models.CharField(
        max_length=300, help_text="The same in one sentence, for those who cannot see the drawing."
    )
    marks = models.TextField(
        help_text="One limit a line, in order: “0 h: Reconstitution”, “4 h: Dilution no later than”."
    )
    note = RichTextField(kind="inline", blank=True)

    class Meta(Block.Meta):
        verbose_name = "timeline"

    def clean(self):
        super().clean()
        try:
            marks = parse_marks(self.marks)
        except ValueError as error:
            raise ValidationError({"marks": str(error)}) from None
        hours = [mark["hours"] for mark in marks]
        if not 2 <= len(marks) <= 6 or hours != sorted(set(hours)):
            raise ValidationError({"marks": "Give two to six limits, each later than the one before."})

    def parts(self) -> dict:
        return {
            "heading": self.heading,
            "summary": self.summary,
            "marks": parse_marks(self.marks),
            "note": self.note,
        }


def parse_marks(text: str) -> list[dict]:
    """Each line as label, hours, and place on the line from 0 to 100. Raises ValueError with a sentence."""
    marks = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = LINE.fullmatch(line)
        if match is None:
            raise ValueError(
                f"“{line}” is not a limit. Write hours, a colon and the limit: “4 h: Dilution no later than”."
            )
        marks.append({"label": match[2].strip(), "hours": int(match[1])})
    longest = max((mark["hours"] for mark in marks), default=0) or 1
    return [mark | {"x": round(100 * mark["hours"] / longest, 2)} for mark in marks]
