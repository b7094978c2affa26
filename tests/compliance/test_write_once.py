"""History is added to, never rewritten: by no model, no queryset, no SQL."""

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from compliance import actions, triggers, verification
from compliance.errors import WriteOnceError
from compliance.models import (
    Affected,
    Answer,
    Authorship,
    Citation,
    Comment,
    Decision,
    Embedding,
    Event,
    Finding,
    FindingAnswer,
    FormerAddress,
    Link,
    Material,
    Reminder,
    Rendition,
    Resolution,
    Review,
    Signature,
    SourceChange,
    Submission,
    Verification,
    Version,
    Withdrawal,
    Wording,
    WriteOnce,
)
from downloads.agency_file import AgencyFile
from downloads.uploads import Examined, keep
from pages.blocks import TextBlock
from pages.contents import source_key
from tests.factories import (
    LeafletFactory,
    PrescribingInformationFactory,
    ProductFactory,
    ReferenceFactory,
    UserFactory,
    approved,
    certified,
    frozen,
)

KEPT = [
    Affected,
    AgencyFile,
    Answer,
    Authorship,
    Citation,
    Comment,
    Decision,
    Embedding,
    Event,
    Finding,
    FindingAnswer,
    FormerAddress,
    Link,
    Reminder,
    Rendition,
    Resolution,
    Review,
    Signature,
    SourceChange,
    Submission,
    Verification,
    Version,
    Withdrawal,
    Wording,
]


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """At least one row of every write-once model, made once for all tests here, by the register's own actions."""
    with django_db_blocker.unblock(), transaction.atomic():
        everything_once()
        yield
        transaction.set_rollback(True)


def everything_once():
    person, reviewer = UserFactory(group="Editors"), UserFactory(group="Reviewers")
    product, reference = ProductFactory(), ReferenceFactory()
    certified(PrescribingInformationFactory(product=product))
    cited = f'<cite data-reference="{reference.pk}">SmPC</cite>'
    leaflet = LeafletFactory(product=product, text=f'<p>The the <a href="https://example.org/">more</a>{cited}</p>')
    version = frozen(leaflet)
    actions.submit(version, by=person)
    comment = actions.comment(version, by=reviewer, text="Is this right?")
    actions.answer(comment, by=person, text="It is.")
    actions.resolve(comment, by=reviewer)
    actions.answer_finding(version.findings.get(severity="warning"), by=reviewer, text="Meant so.")
    actions.approve(version, by=reviewer)
    actions.withdraw(version, by=person, reason="Replaced")
    actions.move(leaflet, address="/downloads/moved.pdf", by=person)
    actions.set_wording(text="I have examined it.", code_edition="2024", by=person)
    waiting = approved(leaflet_without_doubled_words(leaflet))
    change = actions.note_source_change(source_key(reference.pk), label="SmPC", summary="Section 4.2", by=person)
    actions.decide(change.affected.get(version=waiting), is_affected=False, reason="Other section", by=reviewer)
    now = timezone.now()
    Reminder.objects.create(version=version, to=person, ends_on=now.date(), days=7, sent_at=now)
    keep(Examined("leaflet.pdf", b"%PDF-", {}), leaflet, by=person)
    verification.keep(verification.Outcome(), by=person, seconds=0)


def leaflet_without_doubled_words(leaflet):
    block = TextBlock.objects.get(parent=leaflet)
    block.html = block.html.replace("The the", "The")
    block.save()
    leaflet.refresh_from_db()
    return leaflet


@pytest.fixture
def history(once, db):
    """The same rows, whatever a test tries to do to them."""


def test_every_write_once_model_is_tried_here():
    subclasses = set(WriteOnce.__subclasses__())

    assert subclasses == set(KEPT)


@pytest.mark.parametrize("model", KEPT)
class TestKept:
    def test_it_cannot_be_saved_again(self, history, model):
        with pytest.raises(WriteOnceError):
            model.objects.first().save()

    def test_it_cannot_be_deleted(self, history, model):
        with pytest.raises(WriteOnceError):
            model.objects.first().delete()

    @pytest.mark.parametrize(
        "change",
        [
            lambda rows: rows.update(pk=99),
            lambda rows: rows.delete(),
            lambda rows: rows.bulk_update(list(rows), [rows.model._meta.fields[1].name]),
            lambda rows: rows.update_or_create(defaults={}, pk=rows.first().pk),
            lambda rows: rows.bulk_create(
                list(rows), update_conflicts=True, unique_fields=["id"], update_fields=["id"]
            ),
            lambda rows: models.QuerySet._raw_delete(rows, "default"),
        ],
        ids=["update", "delete", "bulk_update", "update_or_create", "bulk_create", "raw_delete"],
    )
    def test_no_queryset_changes_it(self, history, model, change):
        with pytest.raises((WriteOnceError, DatabaseError)), transaction.atomic():
            change(model.objects.all())

    def test_a_plain_manager_does_not_change_it(self, history, model):
        plain = models.QuerySet(model)

        with pytest.raises(DatabaseError, match="write-once"), transaction.atomic():
            plain.update(id=models.F("id") + 1000)
        with pytest.raises(DatabaseError, match="write-once"), transaction.atomic():
            plain._raw_delete("default")

    @pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
    def test_sql_does_not_change_it(self, history, model, statement):
        before = model.objects.count()

        with (
            pytest.raises(DatabaseError, match="write-once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(model._meta.db_table))

        assert model.objects.count() == before > 0

    def test_replacing_by_sql_does_not_change_it(self, history, model):
        """SQLite's REPLACE deletes without asking the triggers, unless told to; PostgreSQL has TRUNCATE."""
        table = model._meta.db_table
        statement = (
            f"REPLACE INTO {table} SELECT * FROM {table}"
            if connection.vendor == "sqlite"
            else f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE"
        )

        with (
            pytest.raises(DatabaseError, match="write-once"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_missing_triggers_are_noticed_and_put_up_again(db):
    assert triggers.missing_triggers() == []
    drop = "DROP TRIGGER compliance_version_no_update"
    with connection.cursor() as cursor:
        cursor.execute(drop if connection.vendor == "sqlite" else f"{drop} ON compliance_version")

    assert triggers.missing_triggers() == ["compliance_version_no_update"]
    triggers.put_up_triggers()
    assert triggers.missing_triggers() == []


def test_triggers_stand_aside_for_a_migration_on_sqlite_and_only_for_one(db):
    triggers.take_down_triggers(plan=[])
    assert triggers.missing_triggers() == []

    triggers.take_down_triggers(plan=["a migration"])

    missing = len(triggers.missing_triggers())
    assert missing == (len(triggers.all_triggers("sqlite")) if connection.vendor == "sqlite" else 0)
    triggers.put_up_triggers()
    assert triggers.missing_triggers() == []


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


class TestAMaterialOfWhichAVersionWasMade:
    """Retention: nothing goes, by whatever way in."""

    def test_it_cannot_be_deleted(self, history):
        with pytest.raises((models.ProtectedError, WriteOnceError)):
            Version.objects.first().material.as_kind().delete()

    def test_nor_in_bulk(self, history):
        with pytest.raises((models.ProtectedError, WriteOnceError)):
            Material.objects.all().delete()

    def test_nor_with_what_it_belongs_to(self, history):
        product = Version.objects.filter(material__product__isnull=False).first().material.product

        with pytest.raises(models.ProtectedError):
            product.delete()

    def test_nor_the_people_who_had_it_in_hand(self, history):
        for person in Version.objects.first().authors.all():
            with pytest.raises(models.ProtectedError):
                person.delete()

    @pytest.mark.parametrize("table", ["compliance_material", "downloads_leaflet"])
    def test_nor_by_a_plain_manager(self, history, table):
        model = next(model for model in triggers.material_models() if model._meta.db_table == table)

        with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
            models.QuerySet(model)._raw_delete("default")

    @pytest.mark.parametrize("table", ["compliance_material", "downloads_leaflet"])
    @pytest.mark.parametrize("statement", ["DELETE FROM {}", "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {} CASCADE"])
    def test_nor_by_sql(self, history, table, statement):
        if connection.vendor == "sqlite":
            statement = "DELETE FROM {}"  # which is all the TRUNCATE it has

        with pytest.raises(DatabaseError, match=r"is kept|write-once"), transaction.atomic():
            run(statement.format(table))

    def test_nor_be_replaced(self, history):
        """SQLite's REPLACE takes rows away silently; PostgreSQL has no such thing and says so."""
        with pytest.raises(DatabaseError, match=r"is kept|REPLACE"), transaction.atomic():
            run("REPLACE INTO compliance_material SELECT * FROM compliance_material")

    def test_its_address_is_not_left_without_a_trace(self, history):
        with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
            Material.objects.filter(versions__isnull=False).update(address="/elsewhere/")

    def test_one_that_was_never_frozen_may_go(self, history):
        leaflet = LeafletFactory(product=None, address="/downloads/never-frozen.pdf")
        TextBlock.objects.filter(parent=leaflet).delete()

        leaflet.delete()

        assert not Material.objects.filter(address="/downloads/never-frozen.pdf").exists()
