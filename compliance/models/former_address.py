"""Where a Material once answered."""

from django.conf import settings
from django.db import models

from compliance.models.write_once import WriteOnce


class FormerAddress(WriteOnce):
    """An address that was in use: it leads to the Material while that is live, and answers 410 afterwards."""

    material = models.ForeignKey("compliance.Material", models.PROTECT, related_name="former_addresses")
    address = models.CharField(max_length=200, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="moves")
    left_at = models.DateTimeField()

    class Meta(WriteOnce.Meta):
        ordering = ["pk"]
        verbose_name_plural = "former addresses"

    def __str__(self):
        return self.address
