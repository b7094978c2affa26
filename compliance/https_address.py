"""Addresses outside this site: https only."""

from django.core.validators import URLValidator
from django.db import models


class HttpsAddressField(models.URLField):
    """A URL that begins with https://."""

    default_validators = [
        URLValidator(schemes=["https"], message="Write an address that begins with https://", code="https")
    ]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)
