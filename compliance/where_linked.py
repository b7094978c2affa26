"""What depends on a Material or a Version: who links to it, who has it inside."""

from django.utils import timezone
from lxml import html as lxml_html

from compliance.models import Material, Version, VersionQuerySet


def linked_from(material: Material) -> VersionQuerySet:
    """The live Versions of other Materials that link to any address it ever had."""
    live = Version.objects.live(on=timezone.localdate())
    return live.filter(links_to__address__in=material.addresses()).exclude(material=material).distinct()


def embedded_in(version: Version) -> VersionQuerySet:
    """The live Versions with its text inside."""
    return Version.objects.live(on=timezone.localdate()).filter(embeddings__embedded=version)


def frame_links() -> set[str]:
    """The addresses of this site that its frames link to: around pages for professionals, for the public, the gate."""
    frames = {}
    live = Version.objects.live(on=timezone.localdate()).select_related("material").defer("content")
    for kind, audience in live.values_list("material__kind", "material__audience").distinct().order_by():
        version = live.filter(material__kind=kind, material__audience=audience).first()
        frames[kind, audience] = version.material.as_kind().document(b"", title="")
    return {
        address.partition("#")[0].partition("?")[0]
        for frame in frames.values()
        if frame
        for address in lxml_html.fromstring(frame).xpath("//a/@href")
        if address.startswith("/")
    }
