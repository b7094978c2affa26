"""The bytes of a Version."""

from hashlib import sha256

from django.db import models

from compliance.models.write_once import WriteOnce


class Rendition(WriteOnce):
    """Bytes in one form, beside their hash, in the database: Version, bytes and Signature stand or fall together."""

    class Form(models.TextChoices):
        BODY = "body", "page body (HTML)"
        PDF = "pdf", "leaflet (PDF)"
        CERTIFICATE = "certificate", "certificate (PDF)"

    version = models.ForeignKey("compliance.Version", models.PROTECT, related_name="renditions")
    form = models.CharField(max_length=20, choices=Form)
    number = models.PositiveSmallIntegerField(default=1, help_text="A Version has a certificate for each Signature.")
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField("SHA-256", max_length=64)
    size_bytes = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta(WriteOnce.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "form", "number"], name="rendition_form_once")]

    def __str__(self):
        return f"{self.get_form_display()} of {self.version}"

    @property
    def is_intact(self) -> bool:
        """The bytes still hash to what was written down at freezing."""
        return sha256(self.body).hexdigest() == self.sha256
