"""When the use of a Version ends, and what else ends with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, OuterRef, Q

from compliance.models import Embedding, FormerAddress, Link, Signature, Version
from compliance.models.found import Found


@dataclass(frozen=True)
class End:
    """The first day on which a Version is not shown as it is now, and which Version's end that is."""

    on: date
    of: Version

    def days_left(self, today: date) -> int:
        return (self.on - today).days


def earliest_ends(versions: Iterable[Version], *, on: date) -> dict[int, list[End]]:
    """For each of `versions`, by pk: its own end and those of the live Versions it links to or embeds, soonest first.

    A handful of queries for any number of Versions. None for those without a Signature.
    """
    versions = {version.pk: version for version in versions}
    depends: dict[int, set[int]] = defaultdict(set)
    for embedding in Embedding.objects.filter(version__in=versions).values_list("version", "embedded"):
        depends[embedding[0]].add(embedding[1])
    for version, linked in _linked(versions, on=on):
        depends[version].add(linked)
    others = {pk for pks in depends.values() for pk in pks} - versions.keys()
    known = versions | {other.pk: other for other in Version.objects.filter(pk__in=others).defer("content")}
    ends = _own_ends(known)
    return {
        pk: sorted((End(ends[one], known[one]) for one in {pk, *depends[pk]} if one in ends), key=lambda end: end.on)
        for pk in versions
        if pk in ends
    }


def _own_ends(versions: Iterable[int]) -> dict[int, date]:
    signed = Signature.objects.filter(version__in=versions).values_list("version").annotate(end=Max("ends_on"))
    ends = dict(signed.order_by())
    overdue = Embedding.objects.filter(
        Q(embedded__material__versions__withdrawal__isnull=True)
        | Q(
            embedded__material__versions__withdrawal__effective_on__gte=F(
                "embedded__material__versions__signatures__first_use_on"
            )
        ),
        version__in=versions,
        embedded__material__versions__number__gt=F("embedded__number"),
        embedded__material__versions__signatures__embedders_end_on__isnull=False,
    ).values_list("version", "embedded__material__versions__signatures__embedders_end_on")
    for version, day in overdue:
        if version in ends:
            ends[version] = min(ends[version], day)
    return ends


def _linked(versions: Iterable[int], *, on: date) -> list[tuple[int, int]]:
    """Pairs: a Version, and the live Version at an address it links to."""
    links = list(Link.objects.filter(version__in=versions, address__startswith="/").values_list("version", "address"))
    addresses = {address for _, address in links}
    former = dict(FormerAddress.objects.filter(address__in=addresses).values_list("address", "material__address"))
    live = Signature.objects.live(on=on).filter(version__material__address__in=addresses | set(former.values()))
    at = dict(live.values_list("version__material__address", "version"))
    found = ((version, at.get(former.get(address, address)) or at.get(address)) for version, address in links)
    return [(version, linked) for version, linked in found if linked]


def due_for_replacement(*, on: date, of: Version | None = None) -> list[tuple[Version, Version, date]]:
    """Live Versions with a text inside that was replaced: the Version, the new text's, and the last day's morrow.

    `of` asks for those that only one new text makes due. Soonest deadline first.
    """
    began = Signature.objects.begun(on=on).filter(embedders_end_on__isnull=False).select_related("version")
    if of is not None:
        began = began.filter(version=of)
    due = {}
    embeddings = (
        Embedding.objects.filter(Found(Signature.objects.live(on=on).filter(version=OuterRef("version"))))
        .select_related("version", "embedded")
        .defer("version__content", "embedded__content")
    )
    newest: dict[int, list[Signature]] = defaultdict(list)
    materials = {embedding.embedded.material_id for embedding in embeddings}
    for signature in began.filter(version__material__in=materials):
        newest[signature.version.material_id].append(signature)
    for embedding in embeddings:
        for signature in newest[embedding.embedded.material_id]:
            if signature.version.number > embedding.embedded.number:
                row = (embedding.version, signature.version, signature.embedders_end_on)
                if embedding.version_id not in due or row[2] < due[embedding.version_id][2]:
                    due[embedding.version_id] = row
    return sorted(due.values(), key=lambda row: row[2])
