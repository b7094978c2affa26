"""Job codes: the unique reference printed on a Version, `PP-INO-GBR-0419`."""

import re
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

PATTERN = re.compile(r"([A-Z]{2})-([A-Z]{3})-([A-Z]{3})-(\d{4})")


@dataclass(frozen=True, order=True)
class JobCode:
    """Prefix, product (or company), country (ISO 3166-1 alpha-3) and number."""

    prefix: str
    product: str
    country: str
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as typed or printed: case and spaces do not matter. Raises ValueError."""
        match = PATTERN.fullmatch(re.sub(r"\s+", "", text).upper())
        if match is None:
            raise ValueError(
                f"“{text}” is not a job code. Write it like PP-INO-GBR-0419: two letters, the product's three, the "
                "country's three, four digits."
            )
        prefix, product, country, number = match.groups()
        return cls(prefix, product, country, int(number))

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
