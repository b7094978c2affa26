"""When the use of a Version ends, and what else ends with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, QuerySet

from compliance.models import Embedding, FormerAddress, Link, Signature, Version
from compliance.models.found import Found
from compliance.models.signature import SignatureQuerySet

# A Version to be frozen anew, the Version that replaced the text inside it, and the first day it is not served.
Due = tuple[Version, Version, date]


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


def end_of_what_it_links_to(version: Version, *, on: date) -> End | None:
    """The soonest end among the live leaflets and prescribing information that `version` links to.

    A page may not be certified for longer than a file it offers (PMCPA AUTH/3447/12/20). Pages that link to each
    other do not hold each other up: of two, neither could ever be certified again.
    """
    linked = Version.objects.filter(pk__in=[pk for _, pk in _linked([version.pk], on=on)]).exclude(
        material=version.material_id
    )
    files = [found for found in linked.select_related("material") if found.material.as_kind().ends_what_links]
    ends = []
    for found in files:
        signed = Signature.objects.beginning().filter(
            version__material=found.material_id, version__withdrawal__isnull=True
        )
        ends.append(End(signed.aggregate(end=Max("ends_on"))["end"], found))
    return min(ends, key=lambda end: end.on, default=None)


def _own_ends(versions: Iterable[int]) -> dict[int, date]:
    signed = Signature.objects.filter(version__in=versions).values_list("version").annotate(end=Max("ends_on"))
    ends = dict(signed.order_by())
    for embedding, replacing in replacements(Embedding.objects.filter(version__in=versions)):
        if embedding.version_id in ends:
            ends[embedding.version_id] = min(ends[embedding.version_id], replacing.embedders_end_on)
    return ends


def replacements(
    embeddings: QuerySet[Embedding], signatures: SignatureQuerySet | None = None
) -> Iterator[tuple[Embedding, Signature]]:
    """Each of `embeddings` with every Signature that replaces, or will replace, the text inside it.

    Two queries for any number. `signatures` narrows down which count; all that begin if not given.
    """
    signatures = Signature.objects.beginning() if signatures is None else signatures
    embeddings = list(embeddings.select_related("version", "embedded").defer("version__content", "embedded__content"))
    later: dict[int, list[Signature]] = defaultdict(list)
    materials = {embedding.embedded.material_id for embedding in embeddings}
    for signature in (
        signatures.filter(version__material__in=materials, embedders_end_on__isnull=False)
        .select_related("version")
        .defer("version__content")
    ):
        later[signature.version.material_id].append(signature)
    for embedding in embeddings:
        for signature in later[embedding.embedded.material_id]:
            if signature.version.number > embedding.embedded.number:
                yield embedding, signature


def _linked(versions: Iterable[int], *, on: date) -> list[tuple[int, int]]:
    """Pairs: a Version, and the live Version at an address it links to."""
    links = list(Link.objects.filter(version__in=versions, address__startswith="/").values_list("version", "address"))
    addresses = {address for _, address in links}
    former = dict(FormerAddress.objects.filter(address__in=addresses).values_list("address", "material__address"))
    live = Signature.objects.live(on=on).filter(version__material__address__in=addresses | set(former.values()))
    at = dict(live.values_list("version__material__address", "version"))
    found = ((version, at.get(former.get(address, address)) or at.get(address)) for version, address in links)
    return [(version, linked) for version, linked in found if linked]


def due_for_replacement(*, on: date, of: Version | None = None) -> list[Due]:
    """Live Versions with a text inside that was replaced.

    `of` asks for those that only one new text makes due. Soonest deadline first.
    """
    began = Signature.objects.begun(on=on)
    if of is not None:
        began = began.filter(version=of)
    live = Embedding.objects.filter(Found(Signature.objects.live(on=on).filter(version=OuterRef("version"))))
    due = {}
    for embedding, new in sorted(replacements(live, began), key=lambda pair: pair[1].embedders_end_on):
        due.setdefault(embedding.version, (embedding.version, new.version, new.embedders_end_on))
    return list(due.values())
