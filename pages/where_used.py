"""Which Drafts pick a source, an abbreviation or a video."""

from compliance.models import Material
from pages.blocks import BLOCKS, VideoBlock
from pages.models import Abbreviation, Page, PrescribingInformation, Reference, Video
from pages.rich_text import RichTextField

ATTRIBUTES = {Reference: "data-reference", Abbreviation: "data-abbreviation"}


def drafts_that_pick(picked: Reference | Abbreviation | Video) -> list[Material]:
    """The Materials whose Drafts cite `picked`, use it or show it, by address."""
    found = _by_field(picked)
    if type(picked) in ATTRIBUTES:
        found |= _in_texts(f'{ATTRIBUTES[type(picked)]}="{picked.pk}"')
    if isinstance(picked, Reference):
        found |= set(picked.cited_in_headings.values_list("pk", flat=True))
    return list(Material.objects.filter(pk__in=found))


def _by_field(picked: Reference | Abbreviation | Video) -> set[int]:
    return {
        parent
        for kind in BLOCKS
        for field in kind._meta.fields
        if field.related_model is type(picked)
        for parent in kind.objects.filter(**{field.name: picked}).values_list("parent", flat=True)
    }


def _in_texts(needle: str) -> set[int]:
    """The Drafts with `needle` in a rich text of theirs, or in the transcript of a video that they show."""
    found = set(VideoBlock.objects.filter(video__transcript__contains=needle).values_list("parent", flat=True))
    for model in (*BLOCKS, Page, PrescribingInformation):
        owner = "parent_id" if model in BLOCKS else "pk"
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                found |= set(model.objects.filter(**{f"{field.name}__contains": needle}).values_list(owner, flat=True))
    return found
