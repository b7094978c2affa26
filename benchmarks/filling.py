"""Fills an empty database with a register: the rows that the actions would have left, written in bulk."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import islice

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from benchmarks.plan import STEPS, Plan, PlannedVersion
from compliance.models import (
    Authorship,
    Citation,
    Embedding,
    Event,
    Link,
    Material,
    Product,
    Rendition,
    Review,
    Signatory,
    Signature,
    Submission,
    Version,
    Withdrawal,
)
from compliance.models.event import BEGINNING
from downloads.models import Leaflet
from gating.models import Interstitial
from pages.models import Page, PrescribingInformation

AT_ONCE = 5000  # rows
PEOPLE = {"Editors": range(1, 11), "Reviewers": range(11, 16), "Signatories": range(16, 21)}  # pks
CHILDREN = {model._meta.model_name: model for model in (Interstitial, Leaflet, Page, PrescribingInformation)}
WORDS = "<p>Give it slowly, over at least an hour, and watch the patient for an hour afterwards.</p>"


def fill(versions: int) -> None:
    """Write a register of so many Versions, and ten Events for each."""
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-500000")  # kilobytes; for filling only
    plan = Plan(versions, today=timezone.localdate())
    with transaction.atomic():
        _people()
        _materials(plan)
        for model, rows in (
            (Version, _versions(plan)),
            (Rendition, _renditions(plan)),
            (Authorship, _authorships(plan)),
            (Link, _links(plan)),
            (Citation, _citations(plan)),
            (Embedding, _embeddings(plan)),
            (Submission, _submissions(plan)),
            (Review, _reviews(plan)),
            (Signature, _signatures(plan)),
            (Withdrawal, _withdrawals(plan)),
            (Event, _events(plan)),
        ):
            _store(model, rows)
        _go_on_after_the_highest_pk()
    if connection.vendor == "postgresql":  # its own housekeeping would, in time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    connection.close()  # so that the database can be given its name


def _store(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(some)


def _people() -> None:
    for group, pks in PEOPLE.items():
        for pk in pks:
            person = User.objects.create(pk=pk, username=f"person{pk}", first_name=f"Ana{pk}", is_staff=True)
            person.groups.add(Group.objects.get(name=group))
    day = timezone.localdate() - timedelta(days=3650)
    for pk in PEOPLE["Signatories"]:
        Signatory.objects.create(
            user_id=pk,
            profession=Signatory.Profession.PHARMACIST,
            registration_number=f"{pk:07d}",
            notified_mhra_on=day,
            notified_pmcpa_on=day,
            begins_on=day,
        )


def _materials(plan: Plan) -> None:
    Product.objects.bulk_create(
        Product(
            pk=pk,
            brand=f"BRAND {pk}",
            substance=f"substance {pk}",
            code=plan.code(pk),
            company="Company Limited",
            report_phone="0000 000000",
            additional_monitoring=False,
            monitoring_checked_on=plan.today,
            demonstration=False,
        )
        for pk in plan.products
    )
    saves = dict.fromkeys(plan.materials, 0)
    for version in plan.versions:
        saves[version.material] += version.saves
    found = [_material(plan, pk, revision=saves[pk]) for pk in plan.materials]
    Material.objects.bulk_create(
        Material(**{field.attname: getattr(one, field.attname) for field in Material._meta.concrete_fields})
        for one in found
    )
    for one in found:
        one.save_base(raw=True, force_insert=True)  # the child's own row; its parent's stands by now


def _material(plan: Plan, pk: int, *, revision: int) -> Material:
    kind = plan.kind_of(pk)
    material = CHILDREN[kind](
        pk=pk,
        material_ptr_id=pk,
        kind=kind,
        address=plan.address_of(pk),
        title=_title(pk),
        audience="public" if kind == "interstitial" else "hcp",
        product_id=plan.product_of(pk) or None,
        revision=revision,
    )
    material.heading = _title(pk)
    return material


def _title(material: int) -> str:
    return f"Material {material}"


def _versions(plan: Plan) -> Iterator[Version]:
    # Only the framed kinds have a frame; as its title never changed, every Version has today's.
    frames = {}
    for pk in plan.materials:
        kind = CHILDREN[plan.kind_of(pk)]
        material = kind(pk=pk, address=plan.address_of(pk), audience="hcp")
        frames[pk] = material.frame_sha256(title=_title(pk))
    for version in plan.versions:
        yield Version(
            pk=version.pk,
            material_id=version.material,
            number=version.number,
            title=_title(version.material),
            job_code=version.job_code,
            prepared_on=version.frozen_at.date(),
            frozen_at=version.frozen_at,
            content={
                "title": _title(version.material),
                "job_code": version.job_code,
                "public_address": "https://www.example.org/",
                "blocks": [{"kind": "text", "anchor": f"text-{n}", "html": WORDS * 3} for n in range(7)],
            },
            frame_sha256=frames[version.material],
        )


def _body(version: PlannedVersion, kind: str) -> bytes:
    """About two kilobytes, different for each Version."""
    if kind == "leaflet":
        return b"%PDF-1.7\n" + f"% {version.job_code}\n".encode() + b"0" * 2000
    return (
        f'<main id="content"><h1>{_title(version.material)}</h1>{WORDS * 21}<p>{version.job_code}</p></main>'.encode()
    )


def _renditions(plan: Plan) -> Iterator[Rendition]:
    for version in plan.versions:
        kind = plan.kind_of(version.material)
        body = _body(version, kind)
        is_file = kind == "leaflet"
        yield Rendition(
            pk=version.pk,
            version_id=version.pk,
            form=Rendition.Form.PDF if is_file else Rendition.Form.BODY,
            media_type="application/pdf" if is_file else "text/html; charset=utf-8",
            sha256=sha256(body).hexdigest(),
            size_bytes=len(body),
            body=body,
        )


def _person(group: str, version: PlannedVersion) -> int:
    people = PEOPLE[group]
    return people[version.material % len(people)]


def _authorships(plan: Plan) -> Iterator[Authorship]:
    for version in plan.versions:
        yield Authorship(version_id=version.pk, user_id=_person("Editors", version))


def _links(plan: Plan) -> Iterator[Link]:
    """To the product's prescribing information and to two other Materials."""
    for version in plan.versions:
        if product := plan.product_of(version.material):
            others = ((version.material + step) % len(plan.materials) + 1 for step in (1, 100))
            for address in {plan.address_of(one) for one in (1 + product, *others)}:
                yield Link(version_id=version.pk, address=address)


def _citations(plan: Plan) -> Iterator[Citation]:
    for version in plan.versions:
        for source in {version.material % 60, 60 + version.material % 7}:
            yield Citation(version_id=version.pk, source=f"reference:{source}")


def _embeddings(plan: Plan) -> Iterator[Embedding]:
    for version in plan.versions:
        if embedded := plan.embedded_in(version):
            yield Embedding(version_id=version.pk, embedded_id=embedded)


def _submissions(plan: Plan) -> Iterator[Submission]:
    for version in plan.versions:
        if "submitted" in STEPS[version.way]:
            by = _person("Editors", version)
            yield Submission(pk=version.pk, version_id=version.pk, by_id=by, at=version.frozen_at)


def _reviews(plan: Plan) -> Iterator[Review]:
    for version in plan.versions:
        for verdict in Review.Verdict.values:
            if verdict in STEPS[version.way]:
                yield Review(
                    version_id=version.pk,
                    submission_id=version.pk,
                    verdict=verdict,
                    by_id=_person("Reviewers", version),
                    at=version.frozen_at,
                )


def _signatures(plan: Plan) -> Iterator[Signature]:
    for version in plan.versions:
        if "certified" in STEPS[version.way]:
            signatory = _person("Signatories", version)
            yield Signature(
                version_id=version.pk,
                rendition_id=version.pk,
                sha256=sha256(_body(version, plan.kind_of(version.material))).hexdigest(),
                signatory_id=signatory,
                name=f"Ana{signatory}",
                profession=Signatory.Profession.PHARMACIST.label,
                registration_number=f"{signatory:07d}",
                meaning="I have examined the final form of this material.",
                code_edition="2024",
                signed_at=version.frozen_at + timedelta(hours=1),
                first_use_on=version.first_use_on,
                ends_on=version.ends_on,
                embedders_end_on=version.first_use_on + timedelta(days=14),
            )


def _withdrawals(plan: Plan) -> Iterator[Withdrawal]:
    for version in plan.versions:
        if "withdrawn" in STEPS[version.way]:
            yield Withdrawal(
                version_id=version.pk,
                reason="Not needed.",
                by_id=_person("Signatories", version),
                withdrawn_at=version.frozen_at,
                effective_on=version.frozen_at.date(),
            )


def _events(plan: Plan) -> Iterator[Event]:
    """Chained as `Event.record` does it: each Draft's savings, then the steps of the Version made of it."""
    revisions = dict.fromkeys(plan.materials, 0)
    last = BEGINNING
    for version in plan.versions:
        editor = _person("Editors", version)
        for n, step in enumerate(("draft-saved",) * version.saves + STEPS[version.way]):
            is_saving = step == "draft-saved"
            revisions[version.material] += is_saving
            event = Event(
                kind=step,
                at=version.frozen_at + timedelta(minutes=n - version.saves),
                by_id=editor,
                material_id=version.material,
                version_id=None if is_saving else version.pk,
                detail={"revision": revisions[version.material]} if is_saving else {"job_code": version.job_code},
                previous_sha256=last,
            )
            last = event.sha256 = event.digest()
            yield event


def _go_on_after_the_highest_pk() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [User, Product, Material, Version, Rendition, Submission]
        ):
            cursor.execute(statement)
