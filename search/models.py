"""What is searched: derived from signed bytes, and made anew from them at any time by `manage.py rebuild_search`."""

from django.db import models


class Passage(models.Model):
    """A piece of a Version's signed bytes that can be found and linked to.

    It is found by its words, those of `search.words.fold()`; title and names stand in the first Passage of a Version
    alone. What is shown is kept beside them under a seal (`search.sealing`).
    """

    version = models.ForeignKey("compliance.Version", models.CASCADE, related_name="+")
    sha256 = models.CharField("SHA-256 of the bytes", max_length=64)
    number = models.PositiveIntegerField(help_text="Its place among the pieces of the bytes.")
    title = models.TextField()
    heading = models.TextField()
    names = models.TextField(help_text="Of the medicine, and the job code.")
    text = models.TextField()
    shown = models.TextField(help_text="Heading, text, place and kind as they stand in the bytes.")
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="passage_once")]

    def __str__(self):
        return f"passage {self.number} of {self.version}"


class Synonym(models.Model):
    """Two names for the same, as a certified Version has them: a brand and a substance, an abbreviation in full."""

    version = models.ForeignKey("compliance.Version", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name", "meaning"], name="synonym_once")]

    def __str__(self):
        return f"{self.name} = {self.meaning}"
