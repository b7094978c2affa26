"""Job codes: the unique reference printed on a Version, `PP-INO-GBR-0419`."""

import re
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

PATTERN = re.compile(r"([A-Z]{2})-?([A-Z]{3})-?([A-Z]{3})-?(\d{4})")
AS_PRINTED = re.compile(r"\b[A-Z]{2}-[A-Z]{3}-[A-Z]{3}-\d{4}\b")
DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE63\uFF0D_]")  # as word processors and scanners make of hyphens


@dataclass(frozen=True, order=True)
class JobCode:
    """Prefix, product (or company), country (ISO 3166-1 alpha-3) and number."""

    prefix: str
    product: str
    country: str
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as typed or printed: case, spaces and kinds of dash do not matter. Raises ValueError."""
        match = PATTERN.fullmatch(re.sub(r"\s+", "", DASHES.sub("-", text)).upper())
        if match is None:
            raise ValueError(
                f"“{text}” is not a job code. Write it like PP-INO-GBR-0419: two letters, the product's three, the "
                "country's three, four digits."
            )
        prefix, product, country, number = match.groups()
        return cls(prefix, product, country, int(number))

    @classmethod
    def found_in(cls, text: str) -> Self | None:
        """The first code in a line as printed, like “Job code: PP-INO-GBR-0419 | March 2021”."""
        loose = r"[a-z]{2}[\s-]*[a-z]{3}[\s-]*[a-z]{3}[\s-]*(?:\d\s*){4}(?!\d)"
        match = re.search(rf"(?<![a-z0-9]){loose}", DASHES.sub("-", text), re.IGNORECASE)
        return cls.parse(match[0]) if match else None

    def __str__(self) -> str:
        return f"{self.prefix}-{self.product}-{self.country}-{self.number:04d}"

    def __len__(self) -> int:
        return len(str(self))


class JobCodeField(models.CharField):
    """Holds a JobCode; stored as its text, in capitals."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 16
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def to_python(self, value):
        if value is None or value == "" or isinstance(value, JobCode):
            return value
        try:
            return JobCode.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def from_db_value(self, value, expression, connection):
        return JobCode.parse(value) if value else value

    def get_prep_value(self, value):
        return str(self.to_python(value)) if value else value

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))
