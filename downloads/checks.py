"""What `manage.py check` says about making PDFs. A warning only: without the engine the site still serves."""

from django.core.checks import CheckMessage, Warning, register

from downloads.pdf import harfbuzz_subset_problem


@register()
def leaflets_can_be_frozen(app_configs, **kwargs) -> list[CheckMessage]:
    if problem := harfbuzz_subset_problem():
        return [
            Warning(f"No leaflet can be frozen: {problem}", hint="What is frozen is still served.", id="downloads.W001")
        ]
    return []
