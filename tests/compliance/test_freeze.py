"""From a Draft to a Version."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from compliance import actions
from compliance.errors import CannotFreeze, JobCodeTaken
from compliance.job_code import JobCode
from compliance.models import Event, Material, Version
from pages.blocks import TextBlock
from tests.factories import PREPARED_ON, PageFactory, ProductFactory, UserFactory, frozen

CODE = JobCode.parse("PP-PFE-GBR-0007")


def freeze(page, **changes):
    return actions.freeze(
        page, **{"job_code": CODE, "prepared_on": PREPARED_ON, "by": changes.pop("by", None) or UserFactory()} | changes
    )


def test_a_version_holds_the_draft_its_bytes_and_their_hash(db):
    version = freeze(PageFactory(title="Dosing", text="<p>Fifty.</p>"))

    assert (version.number, version.title, str(version.job_code)) == (1, "Dosing", "PP-PFE-GBR-0007")
    assert b"<p>Fifty.</p>" in bytes(version.rendition.body)
    assert version.rendition.sha256 == sha256(bytes(version.rendition.body)).hexdigest()
    assert version.content["blocks"][0]["html"] == "<p>Fifty.</p>"


def test_the_job_code_and_date_are_printed_in_the_body(db):
    body = bytes(freeze(PageFactory()).rendition.body).decode()

    assert "PP-PFE-GBR-0007" in body
    assert "March 2021" in body


def test_freezing_the_same_draft_twice_gives_the_same_content(db):
    page = PageFactory()
    first, second = frozen(page), frozen(page)

    def body(version):
        return bytes(version.rendition.body).decode().replace(str(version.job_code), "CODE")

    assert body(first) == body(second)
    assert second.number == 2


def test_what_changes_in_the_draft_later_does_not_reach_the_version(db):
    page = PageFactory(text="<p>Before.</p>")
    version = freeze(page)

    TextBlock.objects.update(html="<p>After.</p>")

    version = Version.objects.get(pk=version.pk)
    assert b"Before." in bytes(version.rendition.body)
    assert b"After." not in bytes(version.rendition.body)


def test_a_job_code_is_used_once_ever(db):
    freeze(PageFactory(title="Dosing"))

    with pytest.raises(JobCodeTaken, match="PP-PFE-GBR-0007 belongs to Dosing v1"):
        freeze(PageFactory())


def test_the_code_must_be_the_products_own(db):
    with pytest.raises(CannotFreeze, match="product part must be PFE"):
        freeze(PageFactory(), job_code=JobCode.parse("PP-INO-GBR-0001"))


def test_the_code_must_be_of_this_sites_country(db):
    with pytest.raises(CannotFreeze, match="country part must be GBR"):
        freeze(PageFactory(), job_code=JobCode.parse("PP-PFE-DEU-0001"))


def test_an_empty_page_is_refused(db):
    with pytest.raises(CannotFreeze, match="Add at least one block"):
        freeze(PageFactory(text=""))


def test_a_product_page_needs_live_prescribing_information(db):
    with pytest.raises(CannotFreeze, match="no live prescribing information"):
        freeze(PageFactory(product=ProductFactory()), job_code=JobCode.parse("PP-INO-GBR-0001"))


def test_the_date_of_preparation_cannot_lie_in_the_future(db):
    with pytest.raises(CannotFreeze, match="lies in the future"):
        freeze(PageFactory(), prepared_on=timezone.localdate() + timedelta(days=1))


def test_everyone_who_saved_the_draft_is_an_author(db):
    page, ana, ben = PageFactory(), UserFactory(), UserFactory()
    actions.record_draft_saved(page, by=ana)

    version = freeze(page, by=ben)

    assert set(version.authors.all()) == {ana, ben}


def test_a_draft_saved_while_it_is_frozen_is_refused(db, monkeypatch):
    page = PageFactory()
    render = type(page).render

    def somebody_saves_meanwhile(self, **kwargs):
        Material.objects.filter(pk=self.pk).update(revision=5)
        return render(self, **kwargs)

    monkeypatch.setattr(type(page), "render", somebody_saves_meanwhile)

    with pytest.raises(CannotFreeze, match="Somebody saved this Draft a moment ago"):
        freeze(page)
    assert not Version.objects.exists()


def test_no_version_stays_if_the_event_fails(db, monkeypatch):
    monkeypatch.setattr(Event, "record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        freeze(PageFactory())

    assert not Version.objects.exists()


def test_links_are_recorded(db):
    version = freeze(
        PageFactory(text='<p><a href="https://example.org/a#b">More</a> <a href="/therapy-areas/">All</a></p>')
    )

    addresses = set(version.links_to.values_list("address", flat=True))
    assert {"https://example.org/a", "/therapy-areas/"} <= addresses


def test_the_next_job_code_follows_the_highest_used(db):
    freeze(PageFactory(), job_code=JobCode.parse("PP-PFE-GBR-0041"))
    freeze(PageFactory(), job_code=JobCode.parse("PP-PFE-GBR-0003"))

    assert str(Version.objects.all().next_job_code("PFE")) == "PP-PFE-GBR-0042"
    assert str(Version.objects.all().next_job_code("INO")) == "PP-INO-GBR-0001"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PP-INO-GBR-0419", "PP-INO-GBR-0419"),
        (" pp-ino-gbr-0419 ", "PP-INO-GBR-0419"),
        ("PP - INO-GBR- 0419", "PP-INO-GBR-0419"),
    ],
)
def test_a_job_code_is_read_as_printed_on_paper(typed, meant):
    assert str(JobCode.parse(typed)) == meant


@pytest.mark.parametrize(
    "typed", ["", "PP-INO-GBR-419", "PP-INO-GB-0419", "PP-IN0-GBR-0419", "PP/INO/GBR/0419", "0419"]
)
def test_what_is_no_job_code_is_refused(typed):
    with pytest.raises(ValueError, match="is not a job code"):
        JobCode.parse(typed)


def test_job_codes_sort_by_number():
    assert JobCode.parse("PP-INO-GBR-0009") < JobCode.parse("PP-INO-GBR-0010")


def test_prepared_on_keeps_its_day(db):
    assert freeze(PageFactory()).prepared_on == date(2021, 3, 1)
