"""The table of all Versions: what it shows, what it can be filtered by, and what can be taken away of it."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from compliance import actions
from compliance.export import HEADINGS, harmless
from compliance.models import Version
from tests.conftest import Visitor
from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    SignatoryFactory,
    UserFactory,
    certified,
    frozen,
    submitted,
)

TODAY = timezone.localdate()
REGISTER = "/admin/compliance/version/"


@pytest.fixture
def reviewer(db):
    client = Visitor()
    client.force_login(UserFactory(group="Reviewers"))
    return client


def listed(client, **filters):
    return list(client.get(REGISTER, filters).context["cl"].result_list)


def test_each_column_is_there(reviewer):
    version = certified(PageFactory(title="Dosing"), ends_on=TODAY + timedelta(days=30))

    text = reviewer.get(REGISTER).text

    for cell in (str(version.job_code), "Dosing", "page", ">live<", "Mar 2021", version.signatures.get().name):
        assert cell in text
    assert ">30<" in text
    assert f"/admin/compliance/version/{version.pk}/recertify/" in text


def test_the_earliest_end_among_what_it_hangs_on_is_shown(reviewer):
    linked = certified(PageFactory(address="/dosing/"), ends_on=TODAY + timedelta(days=30))
    certified(PageFactory(title="Home", text='<p><a href="/dosing/">Dosing</a></p>'))

    assert f"{TODAY + timedelta(days=30):%-d %b %Y} with {linked.job_code}" in reviewer.get(REGISTER).text


def test_it_can_be_filtered_by_stage(reviewer):
    live, waiting = certified(PageFactory()), submitted(PageFactory())

    assert listed(reviewer, stage="live") == [live]
    assert listed(reviewer, stage="in-review") == [waiting]
    assert len(listed(reviewer, stage="nonsense")) == 2


def test_by_kind_and_product_and_signatory(reviewer):
    information = certified(PrescribingInformationFactory(product=ProductFactory()))
    page = certified(PageFactory())
    signatory = page.signatures.get().signatory

    assert listed(reviewer, kind="prescribinginformation") == [information]
    assert listed(reviewer, material__product__id__exact=information.material.product_id) == [information]
    assert listed(reviewer, signatory=signatory.pk) == [page]
    assert len(listed(reviewer, signatory="x")) == 2


def test_by_what_ends_within_so_many_days(reviewer):
    soon = certified(PageFactory(), ends_on=TODAY + timedelta(days=7))
    later = certified(PageFactory(), ends_on=TODAY + timedelta(days=60))
    certified(PageFactory())
    again = certified(PageFactory(), ends_on=TODAY + timedelta(days=5))
    actions.recertify(again, by=SignatoryFactory().user, password="correct horse battery staple")

    assert listed(reviewer, ends_within=7) == [soon]
    assert set(listed(reviewer, ends_within=60)) == {soon, later}


@pytest.mark.parametrize("typed", ["²", "9" * 20, "-1", "x"])
def test_what_is_no_number_filters_nothing(reviewer, typed):
    page = certified(PageFactory())

    assert listed(reviewer, ends_within=typed) == [page]
    assert listed(reviewer, signatory=typed) == [page]


def test_by_outdated_prescribing_information_inside(reviewer):
    product = ProductFactory()
    information = PrescribingInformationFactory(product=product)
    certified(information)
    leaflet = certified(LeafletFactory(product=product))
    assert listed(reviewer, pi="outdated") == []

    certified(information)

    assert listed(reviewer, pi="outdated") == [leaflet]


def test_by_the_day_it_was_prepared(reviewer):
    page = PageFactory()
    version = frozen(page)
    code = Version.objects.next_job_code("PFE")
    newer = actions.freeze(page, job_code=code, prepared_on=date(2024, 5, 6), by=UserFactory())

    text = reviewer.get(REGISTER).text
    assert "prepared_on__year=2021" in text
    assert "prepared_on__year=2024" in text
    assert listed(reviewer, prepared_on__year=2021) == [version]
    assert listed(reviewer, prepared_on__year=2024, prepared_on__month=5) == [newer]


@pytest.mark.parametrize("kind", ["year", "month", "day"])
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_hopping_along_the_index_finds_the_same_days_as_djangos_own(db, kind, order):
    from django.db.models import QuerySet

    page = PageFactory()
    for day in (date(2020, 2, 29), date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 31), date(2024, 2, 29)):
        actions.freeze(page, job_code=Version.objects.next_job_code("PFE"), prepared_on=day, by=UserFactory())

    ours = Version.objects.all().dates("prepared_on", kind, order)

    assert ours == list(QuerySet(Version).dates("prepared_on", kind, order))


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def xlsx_rows(response):
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return [list(row) for row in sheet.iter_rows()]


def test_the_export_is_exactly_what_is_filtered(reviewer):
    live = certified(PageFactory(title="Dosing"), ends_on=TODAY + timedelta(days=30))
    frozen(PageFactory())

    lines = csv_rows(reviewer.get(f"{REGISTER}export.csv", {"stage": "live"}))
    cells = xlsx_rows(reviewer.get(f"{REGISTER}export.xlsx", {"stage": "live"}))

    assert lines[0] == [cell.value for cell in cells[0]] == list(HEADINGS)
    assert len(lines) == len(cells) == 2
    assert lines[1][:2] == [str(live.job_code), "Dosing"] == [cell.value for cell in cells[1][:2]]
    assert lines[1][-2:] == [str(TODAY + timedelta(days=30)), "30"]
    assert (cells[1][-2].value.date(), cells[1][-1].value) == (TODAY + timedelta(days=30), 30)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")', "\tx", "＝1"])
def test_no_title_becomes_a_formula(reviewer, title):
    frozen(PageFactory(title=title))

    (_, line) = csv_rows(reviewer.get(f"{REGISTER}export.csv"))
    (_, cells) = xlsx_rows(reviewer.get(f"{REGISTER}export.xlsx"))

    assert line[1] == f"'{title}"
    assert cells[1].data_type == "s"
    assert cells[1].value.startswith("'")


def test_what_is_no_text_stays_what_it_is():
    assert [harmless(value) for value in (5, date(2021, 3, 1), "Dosing", "")] == [5, date(2021, 3, 1), "Dosing", ""]


def test_an_empty_register_exports_its_headings(reviewer):
    assert csv_rows(reviewer.get(f"{REGISTER}export.csv")) == [list(HEADINGS)]
    assert len(xlsx_rows(reviewer.get(f"{REGISTER}export.xlsx"))) == 1


@pytest.mark.parametrize("path", ["", "export.csv", "export.xlsx", "find/?q=x"])
def test_it_is_for_those_who_may_see_it(db, path):
    client = Visitor()
    client.force_login(UserFactory())

    response = client.get(f"{REGISTER}{path}", follow=True)

    assert response.status_code == 403


def test_the_box_on_every_screen_opens_a_record(reviewer):
    page = PageFactory(address="/dosing/")
    version = certified(page)
    record = reverse("admin:compliance_version_change", args=[version.pk])

    for text in (str(version.job_code).lower().replace("-", " "), "https://example.org/dosing/"):
        assert reviewer.get(f"{REGISTER}find/", {"q": text})["Location"] == record
    assert reviewer.get(f"{REGISTER}find/", {"q": "dosing & more"})["Location"] == f"{REGISTER}?q=dosing+%26+more"
    assert reviewer.get(f"{REGISTER}find/", {"q": "http://["})["Location"] == f"{REGISTER}?q=http%3A%2F%2F%5B"
    assert 'action="/admin/compliance/version/find/"' in reviewer.get("/admin/").text


def test_a_material_never_frozen_opens_its_history(reviewer):
    page = PageFactory(address="/new/")

    history = reverse("admin:compliance_material_change", args=[page.pk])

    assert reviewer.get(f"{REGISTER}find/", {"q": "/new/"})["Location"] == history


def test_a_picture_shown_in_several_lists_them(reviewer):
    link = '<p><a href="/media/0123abcd.png">Picture</a></p>'
    versions = [certified(PageFactory(text=link)) for _ in range(2)]

    text = reviewer.get(f"{REGISTER}find/", {"q": "/media/0123abcd.png"}).text

    assert all(str(version.job_code) in text for version in versions)
