"""Refuses settings that would let the register forget; warns where PDFs cannot be made."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from compliance.pdf import harfbuzz_subset_problem

SHORTEST_RETENTION_YEARS = 3  # ABPI Code 2021, clause 8.6


@register
def retention_settings(app_configs, **kwargs) -> list[Error]:
    if settings.RETENTION_YEARS >= SHORTEST_RETENTION_YEARS:
        return []
    return [
        Error(
            f"RETENTION_YEARS is {settings.RETENTION_YEARS}.",
            hint=f"Give {SHORTEST_RETENTION_YEARS} or more: so long must everything be kept after its last use.",
            id="compliance.E001",
        )
    ]


@register
def pdfs_can_be_made(app_configs, **kwargs) -> list[CheckMessage]:
    if problem := harfbuzz_subset_problem():
        return [
            Warning(
                f"No leaflet can be frozen and nothing can be certified: {problem}",
                hint="What is certified is still served.",
                id="compliance.W001",
            )
        ]
    return []
