"""Refuses settings by which no leaflet would arrive."""

from django.conf import settings
from django.core.checks import Error, register

from downloads.handing_over import BUCKET, WAYS


@register
def hand_over_settings(app_configs, **kwargs) -> list[Error]:
    if settings.HAND_OVER not in WAYS:
        return [
            Error(
                f"HAND_OVER is {settings.HAND_OVER!r}.",
                hint=f"Leave it empty, or give {' or '.join(filter(None, WAYS))}.",
                id="downloads.E001",
            )
        ]
    if settings.HAND_OVER == BUCKET and "s3" not in settings.STORAGES["default"]["BACKEND"]:
        return [Error("HAND_OVER is bucket, and there is none.", hint="Give BUCKET_URL as well.", id="downloads.E002")]
    return []


@register
def upload_settings(app_configs, **kwargs) -> list[Error]:
    """The bytes lie in a row of the database and pass through memory; each page takes time to read."""
    return [
        Error(f"{name} is {getattr(settings, name)}.", hint=f"Give a number from 1 to {most}.", id="downloads.E003")
        for name, most in (("LEAFLET_MAX_MB", 100), ("LEAFLET_MAX_PAGES", 500))
        if not 1 <= getattr(settings, name) <= most
    ]
