"""A field of medicine that pages belong to."""

from django.db import models


class TherapyArea(models.Model):
    """Named at the top of its pages, with a link to the list of all."""

    name = models.CharField(max_length=80, unique=True)
    introduction = models.CharField(max_length=250, help_text="One line, shown above the link to all therapy areas.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def content(self) -> dict:
        """As frozen into a page."""
        return {"name": self.name, "introduction": self.introduction, "address": "/therapy-areas/"}
