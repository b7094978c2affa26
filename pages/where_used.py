"""Which Drafts pick a source or an abbreviation."""

from compliance.models import Material
from pages.blocks import BLOCKS
from pages.models import Abbreviation, Page, PrescribingInformation, Reference
from pages.rich_text import RichTextField


def drafts_that_pick(picked: Reference | Abbreviation) -> list[Material]:
    """The Materials whose Drafts cite `picked` or use it, by address."""
    attribute = "data-reference" if isinstance(picked, Reference) else "data-abbreviation"
    needle = f'{attribute}="{picked.pk}"'
    found: set[int] = set()
    for model in (*BLOCKS, Page, PrescribingInformation):
        owner = "parent_id" if model in BLOCKS else "pk"
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                found |= set(model.objects.filter(**{f"{field.name}__contains": needle}).values_list(owner, flat=True))
    if isinstance(picked, Reference):
        found |= set(picked.cited_in_headings.values_list("pk", flat=True))
    return list(Material.objects.filter(pk__in=found))
