"""A short form and what it stands for."""

from django.db import models


class Abbreviation(models.Model):
    """Picked in the editor; a page lists exactly those it uses."""

    short = models.CharField("abbreviation", max_length=20, unique=True)
    long = models.CharField("in full", max_length=160)

    class Meta:
        ordering = ["short"]

    def __str__(self):
        return f"{self.short}: {self.long}"
