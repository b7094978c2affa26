"""A medicine: what must be printed with it, and where its suspected reactions are reported."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models


class Product(models.Model):
    """One medicine. Its obligatory items are rendered from here; editors never type them."""

    brand = models.CharField("brand name", max_length=60, unique=True, help_text="Without ®; it is added.")
    substance = models.CharField("non-proprietary name", max_length=120)
    code = models.CharField(
        "code in job codes",
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "Three capital letters, like INO.", code="code")],
    )
    company = models.CharField(max_length=120, help_text="Holder of the authorisation, as printed.")
    report_phone = models.CharField(
        "telephone for adverse events",
        max_length=30,
        help_text="Of the company's medical information department.",
    )
    additional_monitoring = models.BooleanField(
        "black triangle ▼",
        help_text="Under additional monitoring: ▼ and its statement are printed with the name.",
    )
    monitoring_checked_on = models.DateField(
        "black triangle checked on", help_text="The day somebody last looked the ▼ status up."
    )
    launched_on = models.DateField(
        "launched in the UK on",
        null=True,
        blank=True,
        help_text="The medicine may be called new for 12 months from then; empty if the day is not known.",
    )
    indication_words = models.TextField(
        "words of the indication",
        blank=True,
        help_text="One a line: “leukaemia”. On pages for the public they may not stand together with the name.",
    )
    demonstration = models.BooleanField(
        "demonstration content",
        default=True,
        help_text="Every page and leaflet says that it was not checked against the current SmPC. "
        "Switch off for real use, then freeze and certify again.",
    )

    pi_deadline_days = models.PositiveSmallIntegerField(
        "days to replace old prescribing information",
        default=14,
        help_text="Once new prescribing information is in use, leaflets with the old text inside are served for so "
        "many days more. Counts for prescribing information certified from now on.",
    )

    class Meta:
        ordering = ["brand"]

    def __str__(self):
        return f"{self.brand} ({self.substance})"

    @classmethod
    def marks_as_demonstration(cls, product: Self | None) -> bool:
        """Whether what is made for `product` is marked as demonstration content; for none, whether any product is."""
        return product.demonstration if product else cls.objects.filter(demonstration=True).exists()
