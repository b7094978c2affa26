"""Keeps the table of Passages in step with the register: when something is signed or withdrawn, and on demand."""

import logging
from collections.abc import Iterator
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from compliance.models import Signature, Version, Withdrawal
from compliance.workflow import Stage
from search.cutting import Cut, cut
from search.models import Passage, Synonym
from search.sealing import packed, seal
from search.words import fold

FIELDS = ("title", "heading", "names", "text")
# Words of many substances: they do not name one.
SALTS = {"acid", "citrate", "hydrochloride", "maleate", "mesilate", "phosphate", "potassium", "sodium", "tartrate"}
log = logging.getLogger(__name__)


def signed(sender, instance: Signature, raw: bool = False, **kwargs) -> None:
    """What was signed can be found from its first day; what it replaces today is let go."""
    if raw:
        return
    keep(instance)
    begun = Signature.objects.begun(on=timezone.localdate()).filter(version__material=instance.version.material_id)
    newest = begun.order_by("-version__number").values_list("version__number", flat=True).first()
    if newest is not None:
        _let_go(Version.objects.filter(material=instance.version.material_id, number__lt=newest))


def withdrawn(sender, instance: Withdrawal, raw: bool = False, **kwargs) -> None:
    if not raw:
        _let_go(Version.objects.filter(pk=instance.version_id))


def keep(signature: Signature) -> int:
    """Cut the bytes that `signature` covers, in place of what was cut of them before; returns how many Passages.

    Bytes that do not match it are not cut: nobody is shown them.
    """
    body = bytes(signature.rendition.body)
    _let_go(Version.objects.filter(pk=signature.version_id))
    if sha256(body).hexdigest() != signature.sha256:
        log.critical("The bytes of %s do not match its Signature; they are not searched.", signature.version.job_code)
        return 0
    found = cut(body, signature.rendition.media_type)
    version = signature.version
    rows = passages_of(found, version, sha256=signature.sha256)
    Passage.objects.bulk_create(Passage(version=version, **row) for row in rows)
    Synonym.objects.bulk_create(Synonym(version=version, **names) for names in synonyms_of(version.content))
    return len(found.pieces)


def passages_of(found: Cut, version, *, sha256: str) -> Iterator[dict]:
    """The Passages of what was cut of `version`, as values of fields."""
    for number, piece in enumerate(found.pieces):
        words, shown = words_at(found, number, title=version.title, job_code=str(version.job_code)), packed(piece)
        yield {
            "sha256": sha256,
            "number": number,
            **dict(zip(FIELDS, words, strict=True)),
            "shown": shown,
            "seal": seal(sha256=sha256, number=number, words=words, shown=shown),
        }


def words_at(found: Cut, number: int, *, title: str, job_code: str) -> tuple[str, ...]:
    """The words of one Passage, by FIELDS; () where there is none of that number."""
    if number >= len(found.pieces):
        return ()
    piece = found.pieces[number]
    first = (fold(title), fold(f"{found.names} {job_code}")) if number == 0 else ("", "")
    return first[0], fold(piece.heading), first[1], fold(piece.text)


def synonyms_of(content: dict) -> Iterator[dict]:
    """The names in a frozen content, as values of fields: a brand's substance and its words, and the abbreviations."""
    pairs = [(found["short"], found["long"]) for found in content.get("abbreviations") or []]
    if product := content.get("product"):
        words = [word for word in product["substance"].split() if word.lower() not in SALTS]
        pairs += [(product["brand"], meaning) for meaning in [product["substance"], *words]]
    for name, meaning in dict.fromkeys((fold(name)[:200], fold(meaning)[:400]) for name, meaning in pairs):
        if name and meaning and name != meaning:
            yield {"name": name, "meaning": meaning}


def rebuild() -> Iterator[tuple[int, int]]:
    """Cut everything anew that visitors can open or will, one Version at a time: how many are done, and of how many.

    Searching goes on meanwhile.
    """
    staged = Version.objects.with_stage(on=timezone.localdate())
    versions = sorted(staged.filter(stage_on__in=(Stage.LIVE, Stage.SCHEDULED)).values_list("pk", flat=True))
    for model in (Passage, Synonym):
        model.objects.exclude(version__in=versions).delete()
    for done, version in enumerate(versions, start=1):
        with transaction.atomic():
            signature = Signature.objects.filter(version=version).select_related("version", "rendition").first()
            keep(signature)
        yield done, len(versions)


def _let_go(versions) -> None:
    for model in (Passage, Synonym):
        model.objects.filter(version__in=versions.values("pk")).delete()
