"""Loads the demonstration content the way staff would: drawn up by one person, approved by another, signed by a third.

Nothing is inserted into the register past its own actions; what would be refused in the admin is refused here.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.html import escape

from compliance import actions, preflight
from compliance.job_code import JobCode
from compliance.models import Material, Product, Signatory
from demonstration.gate import INTERSTITIAL
from demonstration.leaflets import ABBREVIATIONS as LEAFLET_ABBREVIATIONS
from demonstration.leaflets import LEAFLETS
from demonstration.leaflets import REFERENCES as LEAFLET_REFERENCES
from demonstration.pages import PAGES
from demonstration.prescribing_information import PRESCRIBING_INFORMATION
from demonstration.product import PRODUCT, THERAPY_AREAS
from demonstration.sources import ABBREVIATIONS, REFERENCES
from demonstration.videos import VIDEOS
from downloads.models import Leaflet
from gating.models import Interstitial
from pages.blocks import BLOCKS
from pages.models import Abbreviation, Page, PrescribingInformation, Reference, TherapyArea, Video
from pages.models.video import FILES

# Registration numbers of nobody: the registers have none of seven noughts.
STAFF = {
    "administrator": {"first_name": "Ada", "last_name": "Administrator", "is_superuser": True},
    "editor": {"first_name": "Ed", "last_name": "Editor"},
    "reviewer": {"first_name": "Rita", "last_name": "Reviewer"},
    "signatory": {"first_name": "Sigrid", "last_name": "Signatory"},
}
GROUPS = {
    "administrator": "Administrators",
    "editor": "Editors",
    "reviewer": "Reviewers",
    "signatory": "Signatories",
}
# What the reviewer has to say to warnings, by rule.
ANSWERS = {
    "LNK002": "The first pages of the site link to each other. They are certified together, on the same day.",
    "WRD004": "“Stable or better” compares the marrow with the test before, in the words of the source.",
}
MEDIA = Path(__file__).parent / "media"
KINDS = {kind.kind: kind for kind in BLOCKS}


def load(passwords: dict[str, str]) -> Iterator[str]:
    """Fill an empty database, yielding a line for each step; all of it or nothing.

    `passwords` has one for each name in STAFF.
    """
    with transaction.atomic():
        yield "Staff"
        staff = {name: _staff(name, passwords[name]) for name in STAFF}
        yield "Product, sources and abbreviations"
        product = _saved(Product(**_fields(Product, PRODUCT), monitoring_checked_on=date(2021, 3, 1)))
        areas = [_saved(TherapyArea(**_fields(TherapyArea, area))) for area in THERAPY_AREAS]
        picks = _picks()
        drafts: list[tuple[Material, dict]] = [
            (_saved(Interstitial(**_fields(Interstitial, INTERSTITIAL), audience="public")), INTERSTITIAL),
            (_saved(_prescribing_information(product)), PRESCRIBING_INFORMATION),
            *((_saved(_leaflet(text, product, picks)), text) for text in LEAFLETS),
        ]
        for text in PAGES:
            drafts.append((_page(text, product, areas[0], picks), text))
        for material, text in drafts:
            _add_blocks(material, text.get("blocks", []), picks)
            actions.record_draft_saved(material, by=staff["editor"])
        for material, text in drafts:
            yield f"{material.title}: {text['job_code']}"
            version = actions.freeze(
                material,
                job_code=JobCode.parse(text["job_code"]),
                prepared_on=text["prepared_on"],
                by=staff["editor"],
            )
            actions.submit(version, by=staff["editor"])
            for finding in version.findings.filter(severity=preflight.WARNING, rule__in=ANSWERS):
                actions.answer_finding(finding, by=staff["reviewer"], text=ANSWERS[finding.rule])
            actions.approve(version, by=staff["reviewer"])
            actions.certify(version, by=staff["signatory"], password=passwords["signatory"])


def _staff(name: str, password: str) -> User:
    user = User.objects.create_user(name, password=password, is_staff=True, **STAFF[name])
    if name in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[name]))
    if name == "signatory":
        _saved(
            Signatory(
                user=user,
                profession=Signatory.Profession.PHARMACIST,
                registration_number="0000000",
                notified_mhra_on=date(2021, 1, 1),
                notified_pmcpa_on=date(2021, 1, 1),
                begins_on=date(2021, 1, 1),
            )
        )
    return user


def _picks() -> Callable[[str], str]:
    """A function that puts real picks in place of `[cite:smpc]` and `[abbr:UV]`."""
    references = {
        key: _saved(Reference(**_fields(Reference, text))) for key, text in (LEAFLET_REFERENCES | REFERENCES).items()
    }
    abbreviations = {
        short: _saved(Abbreviation(short=short, long=long))
        for short, long in (LEAFLET_ABBREVIATIONS | ABBREVIATIONS).items()
    }

    def citation(match: re.Match) -> str:
        reference = references[match[1]]
        return f'<cite data-reference="{reference.pk}">{escape(reference.label)}</cite>'

    def abbreviation(match: re.Match) -> str:
        return f'<abbr data-abbreviation="{abbreviations[match[1]].pk}">{escape(match[1])}</abbr>'

    def pick(html: str) -> str:
        return re.sub(r"\[abbr:([^\]]+)\]", abbreviation, re.sub(r"\[cite:([^\]]+)\]", citation, html))

    pick.references = references
    return pick


def _prescribing_information(product: Product) -> PrescribingInformation:
    text = PRESCRIBING_INFORMATION
    paragraphs = {
        "presentation": f"{text['presentation']} {text['active_ingredients']}",
        "indications": text["indications"],
        "dosage": text["dosage"],
        "contraindications": text["contraindications"],
        "precautions": text["warnings"],
        "interactions": text["interactions"],
        "pregnancy": text["pregnancy"],
        "common_reactions": text["common_adverse_reactions"],
        "serious_reactions": text["serious_adverse_reactions"],
    }
    return PrescribingInformation(
        **_fields(PrescribingInformation, text) | {name: _paragraphs(text) for name, text in paragraphs.items()},
        product=product,
        medicine_name=text["name"],
        other_reactions=text["other_adverse_reactions"],
        price=f"{text['package_and_price']} {text['price_basis']}",
        holder=f"{text['holder_name']}, {text['holder_address']}",
        checked_against=text["smpc_revision_checked"],
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def _leaflet(text: dict, product: Product, pick: Callable[[str], str]) -> Leaflet:
    return Leaflet(
        address=text["address"],
        title=text["title"],
        heading=text["heading"],
        introduction=pick(text["introduction"]),
        product=product,
    )


def _page(text: dict, product: Product, area: TherapyArea, pick: Callable[[str], str]) -> Page:
    page = Page(
        **_fields(Page, text, leave_out={"parent", "therapy_area", "product", "introduction"}),
        introduction=pick(text["introduction"]),
        parent=Page.objects.filter(address=text["parent"]).first(),
        therapy_area=area if text["therapy_area"] else None,
        product=product if text["product"] else None,
    )
    _saved(page)
    page.heading_citations.set([pick.references[key] for key in text["heading_citations"]])
    return page


def _add_blocks(material: Material, texts: list[dict], pick: Callable[[str], str]) -> None:
    for place, text in enumerate(texts, start=1):
        kind = KINDS[text["kind"]]
        block = kind(
            **_fields(kind, text, leave_out={"document", "marks", "half", "reference", "video"}),
            parent_id=material.pk,
            region="main",
            ordering=place * 10,
        )
        match text["kind"]:
            case "steps":
                block.html = "<ol>" + "".join(f"<li><p>{step}</p></li>" for step in text["steps"]) + "</ol>"
            case "notice":
                block.icon_name = text["icon"]
            case "timeline":
                block.marks = "\n".join(f"{mark['hours']} h: {mark['label']}" for mark in text["marks"])
            case "download":
                block.document = Material.objects.get(address=text["address"])
            case "paper":
                block.reference = pick.references[text["reference"]]
            case "video":
                block.video = _video(VIDEOS[text["video"]], pick)
            case "link_card" if text["external"]:
                block.outside_address = text["address"]
            case "link_card":
                block.target = Material.objects.get(address=text["address"])
        for name in ("html", "note", "source"):
            if hasattr(block, name):
                setattr(block, name, pick(getattr(block, name)))
        _saved(block)


def _video(text: dict, pick: Callable[[str], str]) -> Video:
    """It is made for the first page that shows it."""
    found = Video.objects.filter(title=text["title"]).first()
    if found:
        return found
    files = {name: ContentFile((MEDIA / text[name]).read_bytes(), name=text[name]) for name in FILES}
    return _saved(Video(title=text["title"], transcript=pick(text["transcript"]), **files))


def _fields(model: type[models.Model], text: dict, leave_out: set[str] = frozenset()) -> dict:
    """The entries of `text` that are fields of `model`."""
    names = {field.name for field in model._meta.get_fields() if field.concrete and not field.many_to_many}
    return {name: value for name, value in text.items() if name in names - leave_out}


def _saved(thing: models.Model) -> models.Model:
    thing.full_clean()
    thing.save()
    return thing
