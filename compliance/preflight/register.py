"""What the rules need to know of the register on the day: medicines, addresses, watched phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q


@dataclass(frozen=True)
class Medicine:
    """A Product as it is now. `prescribing_information` is the address of the one that is live and complete."""

    code: str
    brand: str
    substance: str
    company: str
    report_phone: str
    additional_monitoring: bool
    prescribing_information: str = ""
    monitoring_checked_on: date | None = None
    launched_on: date | None = None
    indication_words: tuple[str, ...] = ()

    @cached_property
    def named(self) -> re.Pattern:
        """Its brand or its substance, as a word."""
        return re.compile(rf"\b(?:{re.escape(self.brand)}|{re.escape(self.substance)})\b", re.IGNORECASE)

    @cached_property
    def branded(self) -> re.Pattern:
        return re.compile(rf"\b{re.escape(self.brand)}\b", re.IGNORECASE)

    @cached_property
    def in_full(self) -> re.Pattern:
        """Brand, nothing but ® ™ and ▼ after it, then the substance in brackets."""
        return re.compile(
            rf"\b{re.escape(self.brand)}\s*[®™]?\s*▼?\s*\(\s*{re.escape(self.substance)}\s*\)", re.IGNORECASE
        )

    @cached_property
    def indicated(self) -> re.Pattern | None:
        words = "|".join(re.escape(word) for word in self.indication_words)
        return re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None


@dataclass(frozen=True)
class Target:
    """What stands at an address of this site. `moved_to` is where what stood there is now."""

    title: str
    kind: str
    audience: str
    is_live: bool
    was_shown: bool
    moved_to: str = ""


@dataclass(frozen=True)
class Phrase:
    """A watched phrase: what to look for, of which kind, and why."""

    text: str
    kind: str
    reason: str
    instead: str = ""
    undertaking: str = ""

    @cached_property
    def pattern(self) -> re.Pattern:
        """The phrase as whole words, spaces of any width; `*` at the end of a word stands for any ending."""
        words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in self.text.split())
        return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Register:
    """A picture of the register on `on`. `targets` has what is known of the addresses asked for, by path."""

    on: date
    edition: str = "2024"
    medicines: tuple[Medicine, ...] = ()
    targets: dict[str, Target] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    company: str = ""
    company_hosts: tuple[str, ...] = ()
    other_codes: frozenset[str] = frozenset()

    def medicine(self, code: str) -> Medicine | None:
        return next((medicine for medicine in self.medicines if medicine.code == code), None)

    @classmethod
    def today(cls, *, on: date, addresses: Iterable[str] = (), codes: Iterable[str] = ()) -> Register:
        """As the database has it. `addresses` are those whose targets are asked about, `codes` job codes likewise."""
        from compliance.models import Product, Version, WatchedPhrase, Wording

        addresses = set(addresses)
        products = list(Product.objects.all())
        live = _live(addresses, on=on) if addresses or products else []
        informed = {version.product: version.address for version in live if version.kind == "prescribinginformation"}
        return cls(
            on=on,
            edition=Wording.in_force().code_edition,
            medicines=tuple(_medicine(product, informed.get(product.pk, "")) for product in products),
            targets=_targets(addresses, {version.address for version in live}) if addresses else {},
            phrases=tuple(phrase.as_watched() for phrase in WatchedPhrase.objects.watched(on=on)),
            company=settings.COMPANY_NAME,
            company_hosts=tuple(settings.COMPANY_HOSTS),
            other_codes=frozenset(
                str(code) for code in Version.objects.filter(job_code__in=codes).values_list("job_code", flat=True)
            )
            if codes
            else frozenset(),
        )


class _Live(NamedTuple):
    address: str
    kind: str
    product: int | None


def _live(addresses: set[str], *, on: date) -> list[_Live]:
    """What is live at `addresses`, and all prescribing information that is: one query, since it is a long one."""
    from compliance.models import Version

    wanted = Q(material__address__in=addresses) | Q(material__kind="prescribinginformation")
    rows = Version.objects.live(on=on).filter(wanted)
    return [_Live(*row) for row in rows.values_list("material__address", "material__kind", "material__product")]


def _medicine(product, prescribing_information: str) -> Medicine:
    return Medicine(
        code=product.code,
        brand=product.brand,
        substance=product.substance,
        company=product.company,
        report_phone=product.report_phone,
        additional_monitoring=product.additional_monitoring,
        monitoring_checked_on=product.monitoring_checked_on,
        prescribing_information=prescribing_information,
        launched_on=product.launched_on,
        indication_words=tuple(filter(None, map(str.strip, product.indication_words.splitlines()))),
    )


def targets(addresses: set[str], *, on: date) -> dict[str, Target]:
    """What stands at those of `addresses` that are, or were, on this site."""
    return _targets(addresses, {version.address for version in _live(addresses, on=on)})


def _targets(addresses: set[str], live: set[str]) -> dict[str, Target]:
    from compliance.models import FormerAddress, Material, Signature

    found = {}
    signed = set(
        Signature.objects.filter(version__material__address__in=addresses).values_list(
            "version__material_id", flat=True
        )
    )
    for material in Material.objects.filter(address__in=addresses):
        found[material.address] = Target(
            title=material.title,
            kind=material.kind,
            audience=material.audience,
            is_live=material.address in live,
            was_shown=material.pk in signed,
        )
    for former in FormerAddress.objects.filter(address__in=addresses - set(found)).select_related("material"):
        material = former.material
        found[former.address] = Target(
            material.title, material.kind, material.audience, False, True, moved_to=material.address
        )
    return found
