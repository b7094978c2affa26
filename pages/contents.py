"""A Draft as data: what every page and leaflet holds, with citations and abbreviations numbered.

Editors pick sources and abbreviations; a pick is stored as `<cite data-reference="12">BESPONSA SmPC</cite>` or
`<abbr data-abbreviation="3">UV</abbr>`. Numbers are given here, by order of first appearance.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils.html import escape, strip_tags
from django.utils.text import Truncator

from compliance.job_code import JobCode
from compliance.models import Material, Product
from pages.leaving import name_sites
from pages.models.abbreviation import Abbreviation
from pages.models.reference import Reference
from pages.quantities import keep_figures_with_units
from pages.rich_text import RichTextField, abbreviation_ids, clean_html, reference_ids

# The parts of a content that hold rich text, wherever they stand in it.
RICH = {"introduction", "html", "note", "caption_html", "source", "steps", "transcript"}
# Those that hold the ids of References picked beside the text: a heading's, a paper's.
PICKED = {"heading_citations", "cites"}

CITATIONS = re.compile(r'<cite data-reference="\d+">[^<]*</cite>(?:[\s,]*<cite data-reference="\d+">[^<]*</cite>)*')
ABBREVIATION = re.compile(r'<abbr data-abbreviation="(\d+)">[^<]*</abbr>')


def material_content(material: Material, *, job_code: JobCode | None, prepared_on: date) -> dict:
    """What every Material's content begins with."""
    product = material.product
    return {
        "title": material.title,
        "address": material.address,
        "audience": material.audience,
        "job_code": str(job_code) if job_code else "",
        "prepared_on": f"{prepared_on:%B %Y}",
        "prepared_on_iso": prepared_on.isoformat(),
        "demonstration": Product.marks_as_demonstration(product),
        "company": product.company if product else settings.COMPANY_NAME,
        "product": product
        and {
            "brand": product.brand,
            "substance": product.substance,
            "additional_monitoring": product.additional_monitoring,
            "company": product.company,
            "report_phone": product.report_phone,
            "prescribing_information": _prescribing_information_address(product),
            "prescribing_information_on_paper": settings.SITE_ADDRESS + _prescribing_information_address(product),
        },
    }


def number(content: dict) -> dict:
    """`content` with numbers in place of picks, and the references and abbreviations that it uses, in that order.

    The parts of `content` stand in reading order, so walking through it meets the picks in the order a reader does.
    """
    numbers: dict[int, int] = {}
    abbreviations: dict[int, Abbreviation] = {}
    # Typed, it would take the colour of the text; it must be black (PMCPA AUTH/3110/10/18).
    black_triangle = render_to_string("components/black_triangle.html").strip()

    def number_of(reference: int) -> int:
        return numbers.setdefault(reference, len(numbers) + 1)

    def citation(match: re.Match) -> str:
        links = (
            f'<a href="#reference-{n}" aria-label="Reference {n}">{n}</a>'
            for n in dict.fromkeys(number_of(reference) for reference in reference_ids(match[0]))
        )
        return f'<sup class="citation">{",".join(links)}</sup>'

    def abbreviation(match: re.Match) -> str:
        found = abbreviations.setdefault(int(match[1]), Abbreviation.objects.get(pk=int(match[1])))
        return f'<abbr title="{escape(found.long)}">{escape(found.short)}</abbr>'

    def walk(value, *, rich: bool = False):
        match value:
            case dict():
                return {
                    key: [number_of(pk) for pk in part] if key in PICKED else walk(part, rich=key in RICH)
                    for key, part in value.items()
                }
            case list():
                return [walk(part, rich=rich) for part in value]
            case str() if rich:
                numbered = ABBREVIATION.sub(abbreviation, CITATIONS.sub(citation, clean_html(value)))
                return keep_figures_with_units(name_sites(numbered)).replace("▼", black_triangle)
        return value

    numbered = walk(content)
    references = Reference.objects.in_bulk(numbers)
    return numbered | {
        "references": [
            {"number": n, "id": pk, "html": str(references[pk].citation_html())} for pk, n in numbers.items()
        ],
        "abbreviations": [
            {"short": found.short, "long": found.long}
            for found in sorted(abbreviations.values(), key=lambda found: found.short.casefold())
        ],
    }


def source_keys(content: dict) -> frozenset[str]:
    """The sources that a numbered `content` cites, as the register knows them."""
    return frozenset(source_key(reference["id"]) for reference in content.get("references", []))


def source_key(reference: int) -> str:
    """A Reference as the register knows it."""
    return f"reference:{reference}"


def part_names(content: dict) -> dict[str, str]:
    """The blocks or sections of a frozen `content`, by anchor, as a reader knows them."""
    names = {}
    for place, block in enumerate(content.get("blocks", []), start=1):
        words = (strip_tags(block.get(key) or "") for key in ("heading", "caption", "label", "alt", "html", "summary"))
        name = Truncator(next(filter(None, (" ".join(text.split()) for text in words)), block["kind"])).chars(90)
        names[block["anchor"]] = f"{place}. {name}"
    for section in content.get("sections", []):
        if section.get("anchor"):
            names[section["anchor"]] = section["heading"]
    return names


def rich_texts(thing: models.Model) -> Iterable[str]:
    """The rich texts of a Draft or block."""
    return (getattr(thing, field.attname) for field in thing._meta.get_fields() if isinstance(field, RichTextField))


def broken_picks(things: Iterable[models.Model]) -> list[str]:
    """Sources and abbreviations that were picked and deleted since, a sentence each."""
    texts = [text for thing in things for text in rich_texts(thing)]
    return [problem for text in texts for problem in broken_picks_in(text)]


def broken_picks_in(html: str) -> list[str]:
    """The same for one rich text."""
    problems = []
    for model, pattern, noun in (
        (Reference, r'<cite data-reference="{}">([^<]*)', "source"),
        (Abbreviation, r'<abbr data-abbreviation="{}">([^<]*)', "abbreviation"),
    ):
        picked = reference_ids(html) if model is Reference else abbreviation_ids(html)
        present = model.objects.in_bulk(picked)
        for pk in dict.fromkeys(picked):
            if pk not in present:
                found = re.search(pattern.format(pk), html)
                name = found[1] if found else pk
                problems.append(f"The {noun} “{name}” was deleted from the register. Remove it here or pick another.")
    return problems


def _prescribing_information_address(product) -> str:
    found = product.materials.filter(kind="prescribinginformation").values_list("address", flat=True).first()
    return found or ""
