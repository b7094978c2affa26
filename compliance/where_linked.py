"""What depends on a Material or a Version: who links to it, who has it inside."""

from django.utils import timezone

from compliance.models import Material, Version, VersionQuerySet


def linked_from(material: Material) -> VersionQuerySet:
    """The live Versions of other Materials that link to any address it ever had."""
    live = Version.objects.live(on=timezone.localdate())
    return live.filter(links_to__address__in=material.addresses()).exclude(material=material).distinct()


def embedded_in(version: Version) -> VersionQuerySet:
    """The live Versions with its text inside."""
    return Version.objects.live(on=timezone.localdate()).filter(embeddings__embedded=version)
