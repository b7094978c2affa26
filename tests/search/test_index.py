"""What is searched follows the register: at once, by itself, and never anything but signed bytes."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from compliance import triggers
from compliance.actions import withdraw
from compliance.models import Event, Rendition
from pages.blocks import TextBlock
from search import engines, index
from search.models import Passage, Synonym
from tests.factories import PageFactory, UserFactory, certified, frozen
from tests.search.pages import TODAY, addresses, find, live_page, sign, signed

DAY = timedelta(days=1)


def kept():
    """Every row, but for its own number."""
    passages = Passage.objects.order_by("version", "number").values_list(
        "version", "number", *index.FIELDS, "shown", "seal"
    )
    return [*passages], sorted(Synonym.objects.values_list("version", "name", "meaning"))


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_draft_is_not_found(db):
    PageFactory(text="<p>Zebra.</p>")

    assert addresses("zebra") == []


def test_what_is_frozen_is_not_found_before_it_is_signed(db):
    version = frozen(PageFactory(address="/page/", text="<p>Zebra.</p>"))
    assert addresses("zebra") == []

    sign(version)

    assert addresses("zebra") == ["/page/"]


def test_the_draft_may_go_on_changing(db):
    version = live_page("<p>Zebra.</p>")

    TextBlock.objects.update(html="<p>Giraffe.</p>")
    version.material.as_kind().save()

    assert (addresses("zebra"), addresses("giraffe")) == (["/page/"], [])


def test_what_is_certified_is_found_and_gone_at_once_when_it_is_withdrawn(db):
    version = certified(PageFactory(address="/page/", text="<p>Zebra.</p>"))
    assert addresses("zebra") == ["/page/"]

    withdraw(version, by=UserFactory(), reason="Out of date")

    assert find("zebra").count == 0
    assert find("zebbra").suggestion == ""
    assert not Passage.objects.filter(version=version).exists()


def test_a_withdrawal_that_fails_takes_nothing_out(db, monkeypatch):
    version = live_page("<p>Zebra.</p>")
    monkeypatch.setattr(Event, "record", None)

    with pytest.raises(TypeError), transaction.atomic():
        withdraw(version, by=UserFactory(), reason="Out of date")

    assert addresses("zebra") == ["/page/"]


def test_a_signature_that_fails_leaves_no_passage(db):
    version = frozen(PageFactory(text="<p>Zebra.</p>"))

    with pytest.raises(IntegrityError), transaction.atomic():
        sign(version, ends_on=TODAY() - DAY)  # the database refuses an end before the beginning

    assert not Passage.objects.exists()


def test_of_a_replaced_version_only_the_new_words_are_found(db):
    version = live_page("<p>Zebra.</p>")
    TextBlock.objects.update(html="<p>Giraffe.</p>")

    signed(version.material.as_kind())

    assert (addresses("zebra"), addresses("giraffe")) == ([], ["/page/"])
    assert not Passage.objects.filter(version=version).exists()


def test_until_its_first_day_the_version_before_is_found(db):
    version = live_page("<p>Zebra.</p>")
    TextBlock.objects.update(html="<p>Giraffe.</p>")
    day = TODAY() + 7 * DAY

    signed(version.material.as_kind(), first_use_on=day)

    assert (addresses("zebra"), addresses("giraffe")) == (["/page/"], [])
    assert (addresses("zebra", on=day), addresses("giraffe", on=day)) == ([], ["/page/"])


def test_what_is_for_a_later_day_appears_on_it(db):
    day = TODAY() + 7 * DAY
    signed(PageFactory(address="/page/", text="<p>Zebra.</p>"), first_use_on=day)

    assert (addresses("zebra", on=day - DAY), addresses("zebra", on=day)) == ([], ["/page/"])


def test_what_has_ended_is_not_found(db):
    end = TODAY() + 7 * DAY
    signed(PageFactory(address="/page/", text="<p>Zebra.</p>"), ends_on=end)

    assert (addresses("zebra", on=end - DAY), addresses("zebra", on=end)) == (["/page/"], [])


def test_signing_again_keeps_one_of_each(db):
    version = live_page("<p>Zebra.</p>")
    before = kept()

    sign(version)

    assert kept() == before
    assert find("zebra").count == 1


def test_a_moved_page_is_found_at_its_new_address(db):
    version = live_page("<p>Zebra.</p>")
    type(version.material).objects.filter(pk=version.material_id).update(audience="public")

    assert addresses("zebra") == []


class TestTampering:
    @pytest.fixture(autouse=True)
    def page(self, db):
        self.version = live_page("<p>Give it slowly, zebra.</p>")
        self.passage = Passage.objects.get(version=self.version, text__contains="zebra")

    def test_other_words_shown_are_put_right_from_the_bytes(self):
        shown = self.passage.shown.replace("slowly", "fast")
        Passage.objects.filter(pk=self.passage.pk).update(shown=shown)

        assert find("zebra").results[0].quotes[0].text[0] == ("Give it slowly, ", False)

    def test_other_words_found_are_not_shown(self, caplog):
        Passage.objects.filter(pk=self.passage.pk).delete()
        Passage.objects.create(
            version=self.version,
            sha256=self.passage.sha256,
            number=self.passage.number,
            text="giraffe",
            shown=self.passage.shown,
            seal=self.passage.seal,
        )

        assert addresses("giraffe") == []
        assert "not what was signed" in caplog.text

    def test_words_of_other_bytes_are_not_found(self):
        Passage.objects.update(sha256="0" * 64)

        assert addresses("zebra") == []

    def test_bytes_that_were_changed_are_not_quoted(self, caplog):
        connection.check_constraints()  # PostgreSQL alters no table with something left to check
        if connection.vendor == "postgresql":
            run("ALTER TABLE compliance_rendition DISABLE TRIGGER USER")
        else:
            triggers.take_down_triggers(plan=["a migration"])
        run("UPDATE compliance_rendition SET body = %s", b"<p>Give it fast, zebra.</p>")

        assert addresses("zebra") == []
        assert "not what was signed" in caplog.text

    def test_with_another_secret_the_bytes_are_read_again(self):
        with override_settings(SECRET_KEY="another"):
            assert addresses("zebra") == ["/page/"]


def test_bytes_that_do_not_match_are_not_cut(db, caplog):
    version = live_page("<p>Zebra.</p>")
    signature = version.signatures.get()
    signature.rendition = Rendition(body=b"<p>Giraffe.</p>", media_type="text/html")

    assert index.keep(signature) == 0

    assert not Passage.objects.exists()
    assert "do not match" in caplog.text


class TestMakingItAnew:
    @pytest.fixture(autouse=True)
    def pages(self, db):
        live_page("<h2>Vials</h2><p>Zebra.</p>")
        signed(PageFactory(address="/later/", text="<p>Zebra.</p>"), first_use_on=TODAY() + 7 * DAY)
        self.gone = live_page("<p>Zebra.</p>", address="/gone/")
        self.rows = kept()

    def test_a_rebuild_gives_the_same_rows(self, capsys):
        call_command("rebuild_search")

        assert kept() == self.rows
        assert "3 of 3 Versions" in capsys.readouterr().out

    def test_a_rebuild_puts_back_what_was_lost_and_takes_out_what_is_over(self, capsys):
        stray = Passage.objects.filter(version=self.gone).first()
        withdraw(self.gone, by=UserFactory(), reason="Out of date")
        rows = kept()
        Passage.objects.all().delete()
        Passage.objects.bulk_create([stray])

        call_command("rebuild_search")

        assert kept() == rows

    def test_the_migration_fills_in_what_is_certified_and_may_run_twice(self):
        fill = import_module("search.migrations.0003_fill_passages").fill
        Passage.objects.all().delete()
        Synonym.objects.all().delete()

        for _ in range(2):
            fill(apps, None)

            assert kept() == self.rows
        assert set(addresses("zebra")) == {"/page/", "/gone/"}

    def test_an_index_that_was_lost_is_put_up_again(self):
        connection.check_constraints()
        for statement in engines.engine().TAKE_DOWN:
            run(statement)
        Passage.objects.all().delete()

        engines.put_up_after_migrate()
        engines.put_up_after_migrate()
        call_command("rebuild_search", verbosity=0)

        assert set(addresses("zebra")) == {"/page/", "/gone/"}


def test_a_rebuild_of_nothing_says_so(db, capsys):
    call_command("rebuild_search")

    assert "Nothing is live" in capsys.readouterr().out


def test_the_migrations_go_back_and_forth(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        try:
            call_command("migrate", "search", "zero", verbosity=0)
            left = connection.introspection.table_names()
        finally:
            call_command("migrate", "search", verbosity=0)

        assert [name for name in left if name.startswith("search_")] == []
        assert {"search_passage", "search_synonym"} <= set(connection.introspection.table_names())
