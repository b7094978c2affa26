"""The rules, a module for each group. To add one, write a function like its neighbours; importing registers it."""

from compliance.preflight.rules import (  # noqa: F401 importing them registers their rules
    adverse_events,
    audience,
    claims,
    links,
    names,
    pdf,
    prescribing_information,
    public_pages,
    reference_code,
    structure,
    text,
    triangle,
    words,
)
