"""Words that preflight looks for, with the reason why: kept by signatories, not by programmers."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from compliance.preflight.register import Phrase


class WatchedPhraseQuerySet(models.QuerySet):
    def watched(self, *, on: date) -> Self:
        """Those that are looked for on `on`."""
        return self.filter(models.Q(retired_on=None) | models.Q(retired_on__gt=on))


class WatchedPhrase(models.Model):
    """A phrase that needs care, or that the company undertook not to use again. Never deleted: retired."""

    class Kind(models.TextChoices):
        UNDERTAKING = "undertaking", "given up by undertaking"
        SAFETY = "safety", "says that it is safe"
        NOVELTY = "novelty", "says that it is new"
        SUPERLATIVE = "superlative", "superlative or all-embracing"
        COMPARATIVE = "comparative", "comparative that needs its comparator"
        QUALIFICATION = "qualification", "needs other words beside it"
        COMPETITOR = "competitor", "another company's medicine"
        SPELLING = "spelling", "spelling or name not used in the UK"

    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text="A phrase given up by undertaking is an error wherever it stands; a spelling is a note; the others "
        "are warnings, which a reviewer answers.",
    )
    text = models.CharField(
        "phrase", max_length=120, help_text="In small letters or capitals. A * at the end of a word: any ending."
    )
    reason = models.CharField(max_length=250, blank=True, help_text="Why: shown to editors beside what was found.")
    instead = models.CharField(
        "instead, or beside it",
        max_length=120,
        blank=True,
        help_text="For a spelling: what it is in the UK. For what needs other words: those words.",
    )
    undertaking = models.CharField(
        max_length=120, blank=True, help_text="For an undertaking: the case and its day, like AUTH/2817/12/15."
    )
    retired_on = models.DateField(
        null=True, blank=True, help_text="From that day it is not looked for any more. Undertakings do not end."
    )

    objects = WatchedPhraseQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "text"]
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="watched_phrase_once")]

    def __str__(self):
        return f"“{self.text}”"

    def clean(self):
        if self.kind == self.Kind.UNDERTAKING and not self.undertaking:
            raise ValidationError({"undertaking": "Name the case in which the company gave the undertaking."})
        if self.kind == self.Kind.SPELLING and not self.instead:
            raise ValidationError({"instead": "Write what it is called in the UK."})
        if self.kind == self.Kind.QUALIFICATION and not self.instead:
            raise ValidationError({"instead": "Write the words that must stand beside it."})
        if self.kind != self.Kind.SPELLING and not self.reason:
            raise ValidationError({"reason": "Say why: editors read it beside what was found."})
        if not any(character.isalnum() for character in self.text):
            raise ValidationError({"text": "Write at least one word."})

    def as_watched(self) -> Phrase:
        """As the rules are handed it."""
        return Phrase(self.text, self.kind, self.reason, self.instead, self.undertaking)
