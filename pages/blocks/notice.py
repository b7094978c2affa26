"""A short instruction that must catch the eye, with an icon."""

from django.db import models

from pages.blocks.base import Block
from pages.rich_text import RichTextField


class NoticeBlock(Block):
    kind = "notice"
    icon = "campaign"
    fields = ("icon_name", "heading", "html")

    class Icon(models.TextChoices):
        INFO = "info", "information"
        WARNING = "warning", "warning"
        SUN_OFF = "sun-off", "protect from light"
        THERMOMETER = "thermometer", "temperature"
        DROPLET = "droplet", "dilution, volume"
        CLOCK = "clock", "time"
        SYRINGE = "syringe", "medicine before the dose"
        SHIELD = "shield", "precaution"

    icon_name = models.CharField("icon", max_length=20, choices=Icon, default=Icon.INFO)
    heading = models.CharField(max_length=120)
    html = RichTextField("text", kind="inline")

    class Meta(Block.Meta):
        verbose_name = "notice with icon"
        verbose_name_plural = "notices with icon"

    def parts(self) -> dict:
        return {"icon": self.icon_name, "heading": self.heading, "html": self.html}
