"""History is added to, never rewritten: by no model, no queryset, no SQL."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from compliance import triggers
from compliance.actions import withdraw
from compliance.errors import WriteOnceError
from compliance.models import (
    Authorship,
    Embedding,
    Event,
    Link,
    Rendition,
    Signature,
    Version,
    Withdrawal,
    WriteOnce,
)
from tests.factories import LeafletFactory, PrescribingInformationFactory, ProductFactory, UserFactory, certified

KEPT = [Version, Rendition, Signature, Withdrawal, Event, Authorship, Embedding, Link]


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """At least one row of every write-once model, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("downloads.models.render_pdf", lambda html: b"%PDF-1.7 not looked into here")
        patched.setattr("downloads.models.page_count", lambda pdf: 1)
        product = ProductFactory()
        certified(PrescribingInformationFactory(product=product))
        version = certified(LeafletFactory(product=product, text='<p><a href="https://example.org/">More</a></p>'))
        withdraw(version, by=UserFactory(), reason="Replaced")
        yield
        transaction.set_rollback(True)


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


def test_a_material_with_a_version_cannot_be_deleted(history):
    version = Version.objects.first()

    with pytest.raises((models.ProtectedError, WriteOnceError)):
        version.material.as_kind().delete()
