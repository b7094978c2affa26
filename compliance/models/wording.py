"""What a signatory declares: the words on the signing screen and on the certificate."""

from typing import Self

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce

# The required content of a certificate was seen only in part (PMCPA guidance on certification): a signatory of the
# company confirms this wording, or an administrator replaces it, before real use.
FIRST_TEXT = (
    "I have examined the final form of this material. In my belief it is in accordance with the requirements of the "
    "relevant advertising regulations and of the ABPI Code of Practice, is not inconsistent with the marketing "
    "authorisation and the summary of product characteristics, and is a fair and truthful presentation of the facts "
    "about the medicine."
)
FIRST_CODE_EDITION = "2024"


class Wording(WriteOnce):
    """The newest is in force. Each Signature keeps the words it was given under."""

    text = models.TextField("declaration", help_text="What a signatory states by signing.")
    code_edition = models.CharField(
        "edition of the ABPI Code", max_length=10, help_text="The year, like 2024; printed on every certificate."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="wordings", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta(WriteOnce.Meta):
        verbose_name = "certificate wording"
        ordering = ["-pk"]

    def __str__(self):
        return f"ABPI Code {self.code_edition}, since {self.at:%-d %B %Y}" if self.at else "first wording"

    @classmethod
    def in_force(cls) -> Self:
        """The newest, or the one this software comes with."""
        return cls.objects.first() or cls(text=FIRST_TEXT, code_edition=FIRST_CODE_EDITION)
