"""Who may certify: a registered doctor or pharmacist, notified to the authorities."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from compliance.names import name_of


class Signatory(models.Model):
    """A person's qualification to sign (ABPI Code 2024, clauses 8.1 and 8.4)."""

    class Profession(models.TextChoices):
        DOCTOR = "doctor", "UK registered medical practitioner (GMC)"
        PHARMACIST = "pharmacist", "UK registered pharmacist (GPhC)"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signatory")
    profession = models.CharField(max_length=20, choices=Profession)
    registration_number = models.CharField(
        max_length=7,
        validators=[RegexValidator(r"^\d{7}$", "GMC and GPhC numbers have seven digits.", code="registration_number")],
    )
    notified_mhra_on = models.DateField("notified to the MHRA on", null=True, blank=True)
    notified_pmcpa_on = models.DateField("notified to the PMCPA on", null=True, blank=True)
    begins_on = models.DateField("may sign from")
    ends_on = models.DateField("may sign until", null=True, blank=True)

    class Meta:
        verbose_name_plural = "signatories"

    def __str__(self):
        return f"{name_of(self.user)}, {self.get_profession_display()}"

    def clean(self):
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValidationError({"ends_on": "This day is before the first one. Choose a later day."})

    def problems(self, *, on: date) -> list[str]:
        """What keeps the person from signing on `on`, a sentence each."""
        problems = []
        if on < self.begins_on or (self.ends_on and on > self.ends_on):
            problems.append("Their time as signatory has not begun or is over. Ask another signatory.")
        for authority, day in (("MHRA", self.notified_mhra_on), ("PMCPA", self.notified_pmcpa_on)):
            if day is None or day > on:
                problems.append(
                    f"The {authority} has not been notified of this signatory. Notify it and enter the day."
                )
        return problems
