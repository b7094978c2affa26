"""A source that pages and leaflets cite."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from compliance.https_address import HttpsAddressField


class Reference(models.Model):
    """Picked in the editor, numbered by order of first appearance when frozen."""

    class Kind(models.TextChoices):
        SMPC = "smpc", "Summary of Product Characteristics"
        ARTICLE = "article", "journal article"
        DATA_ON_FILE = "data_on_file", "data on file"
        WEB = "web", "web page"

    kind = models.CharField(max_length=20, choices=Kind)

    class Licence(models.TextChoices):
        """What a reader may do with an article: that of the article, so it is the same wherever it is shown."""

        PUBLISHER = "publisher", "Copyright of the publisher. Not reproduced here."
        CC_BY = "licenses/by/4.0", "CC BY 4.0"
        CC_BY_NC = "licenses/by-nc/4.0", "CC BY-NC 4.0"
        CC_BY_NC_ND = "licenses/by-nc-nd/4.0", "CC BY-NC-ND 4.0"
        CC_ZERO = "publicdomain/zero/1.0", "CC0 1.0"

        @property
        def address(self) -> str:
            """Where it can be read; "" for copyright as usual."""
            return "" if self is self.PUBLISHER else f"https://creativecommons.org/{self}/"

    label = models.CharField(
        "short name",
        max_length=60,
        unique=True,
        help_text="For the picker in the editor: “BESPONSA SmPC”, “Kantarjian 2016”.",
    )
    authors = models.CharField(max_length=250, help_text="Or the company or body: “Pfizer Limited”.")
    title = models.CharField(max_length=300)
    journal = models.CharField(max_length=120, blank=True)
    year_volume_pages = models.CharField(
        "year, volume and pages", max_length=80, blank=True, help_text="As printed: “2016;375:740–753”."
    )
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", "A DOI begins with 10., like 10.1056/NEJMoa1509277.", "doi")],
    )
    licence = models.CharField(
        max_length=40,
        choices=Licence,
        blank=True,
        help_text="As printed in the article. Asked for where it is shown as a paper.",
    )
    address = HttpsAddressField(blank=True)
    accessed_on = models.DateField(
        null=True, blank=True, help_text="For what is read on the web; printed as month, year."
    )

    class Meta:
        ordering = ["label"]

    def __str__(self):
        return self.label

    def clean(self):
        if self.kind == self.Kind.ARTICLE and not self.journal:
            raise ValidationError({"journal": "A journal article needs its journal."})

    def citation_html(self, *, with_doi: bool = True) -> SafeString:
        """The entry in a list of references."""
        parts = [format_html("{}. {}.", self.authors.rstrip("."), self.title.rstrip("."))]
        if self.journal:
            parts.append(format_html("<em>{}</em> {}.", self.journal, self.year_volume_pages.rstrip(".")))
        if self.doi and with_doi:
            parts.append(format_html('<a href="https://doi.org/{0}">https://doi.org/{0}</a>', self.doi))
        if self.address:
            parts.append(format_html('Available at: <a href="{0}">{0}</a>', self.address))
        if self.kind == self.Kind.DATA_ON_FILE:
            parts.append("Data on file.")
        if self.accessed_on:
            parts.append(f"[accessed {self.accessed_on:%B %Y}].")
        return format_html_join(" ", "{}", ((part,) for part in parts))
