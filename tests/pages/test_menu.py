"""The menu offers the live pages that have a place in it, and nothing else."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from lxml import html

from compliance.actions import withdraw
from compliance.models import Version
from pages.menu import live_menu, section_of
from tests.factories import PageFactory, PrescribingInformationFactory, UserFactory, certified, frozen, interstitial

pytestmark = pytest.mark.django_db


def labels(entries):
    return [entry.label for entry in entries]


def today():
    return timezone.localdate()


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """A live gate, a home page, and a medicine with two pages below it, drawn up in another order than they stand."""
    with django_db_blocker.unblock(), transaction.atomic():
        certified(interstitial())
        yield {
            order: certified(PageFactory(address=address, title=title, menu_order=order)).pk
            for order, address, title in (
                (60, "/medicine/dosing/administration/", "Administration"),
                (50, "/medicine/dosing/", "Dosing"),
                (20, "/medicine/", "The medicine"),
                (10, "/", "Home"),
                (80, "/therapy-areas/", "Therapy areas"),
            )
        }
        transaction.set_rollback(True)


@pytest.fixture
def gate(once, db):
    """The gate that was made with them."""


@pytest.fixture
def pages(once, db):
    """Their Versions by place, whatever a test does to them."""
    return {order: Version.objects.get(pk=pk) for order, pk in once.items()}


def links(response, menu):
    tree = html.fromstring(response.content)
    return [
        (link.text_content(), link.get("href"), link.get("aria-current"))
        for link in tree.xpath(f"//nav[contains(@class, '{menu}')]//a")
    ]


def test_pages_stand_below_the_page_that_their_address_continues(pages):
    home, medicine, areas = live_menu(on=today())

    assert labels([home, medicine, areas]) == ["Home", "The medicine", "Therapy areas"]
    assert labels(medicine.entries) == ["Dosing"]
    assert labels(medicine.all_below()) == ["Dosing", "Administration"]
    assert home.entries == []


def test_prescribing_information_is_the_last_of_its_medicine(pages):
    certified(PrescribingInformationFactory(address="/medicine/prescribing-information/"))

    assert labels(live_menu(on=today())[1].entries) == ["Dosing", "Prescribing information"]


def test_a_withdrawn_page_is_out_of_the_menu_at_once_and_those_below_move_up(pages, professional):
    assert "Dosing" in professional.get("/").text

    withdraw(pages[50], by=UserFactory(), reason="Out of date")

    assert "Dosing" not in professional.get("/").text
    assert labels(live_menu(on=today())[1].entries) == ["Administration"]


def test_a_page_is_in_the_menu_from_its_first_day_to_its_last(pages):
    version = certified(
        PageFactory(address="/news/", title="News", menu_order=90),
        first_use_on=today() + timedelta(days=3),
        ends_on=today() + timedelta(days=30),
    )

    days = [today() + timedelta(days=days) for days in (0, 3, 29, 30)]

    assert version.title == "News"
    assert ["News" in labels(live_menu(on=day)) for day in days] == [False, True, True, False]


def test_drafts_and_unsigned_versions_and_pages_without_a_place_are_not_in_it(pages):
    PageFactory(title="Draft", menu_order=11)
    frozen(PageFactory(title="Unsigned", menu_order=12))
    certified(PageFactory(title="Placeless"))

    assert labels(live_menu(on=today())) == ["Home", "The medicine", "Therapy areas"]


def test_the_label_is_the_signed_title_whatever_the_draft_says(pages):
    page = pages[80].material.as_kind()
    page.title, page.menu_order = "Something else", 1
    page.save()

    assert labels(live_menu(on=today()))[-1] == "Therapy areas"


def test_the_current_page_is_marked_and_its_section_open(pages, professional):
    response = professional.get("/medicine/dosing/administration/")

    assert links(response, "site-links") == [
        ("Home", "/", None),
        ("The medicine", "/medicine/", "true"),
        ("Therapy areas", "/therapy-areas/", None),
    ]
    assert links(response, "section-menu") == [
        ("Overview", "/medicine/", None),
        ("Dosing", "/medicine/dosing/", None),
        ("Administration", "/medicine/dosing/administration/", "page"),
    ]


def test_home_is_a_place_of_its_own(pages, professional):
    assert section_of(live_menu(on=today()), "/").entries == []
    assert links(professional.get("/"), "section-menu") == []
    assert section_of(live_menu(on=today()), "/elsewhere/") is None


def test_a_page_without_a_place_is_still_within_its_section(pages, professional):
    certified(PageFactory(address="/therapy-areas/blood/", title="Blood"))

    assert links(professional.get("/therapy-areas/blood/"), "site-links")[-1] == (
        "Therapy areas",
        "/therapy-areas/",
        "true",
    )


def test_before_the_gate_nothing_of_it_is_named(pages, stranger):
    certified(PageFactory(address="/public-information/", title="Public", audience="public", text="<p>For all.</p>"))

    for address in ("/confirm/", "/public-information/", "/robots.txt"):
        assert "Therapy areas" not in stranger.get(address).text


def test_a_wrong_address_behind_the_gate_still_has_the_menu(pages, professional):
    response = professional.get("/nothing/")

    assert response.status_code == 404
    assert "Therapy areas" in response.text


def test_prescribing_information_leads_back_to_the_page_before(pages, professional):
    certified(PrescribingInformationFactory(address="/medicine/prescribing-information/"))

    def came_from(address):
        return links(professional.get("/medicine/prescribing-information/", headers={"referer": address}), "back")

    assert came_from("https://testserver/medicine/dosing/?x=1") == [("Back to Dosing", "/medicine/dosing/", None)]
    assert came_from("https://testserver/unknown/") == []
    assert came_from("https://elsewhere.example/medicine/dosing/") == []
    assert came_from("not an address") == []


def test_a_page_found_by_searching_leads_back_to_what_was_found(pages, professional):
    def came_from(address):
        return links(professional.get("/medicine/dosing/", headers={"referer": address}), "back")

    assert came_from("https://testserver/search/?q=light%22%3E") == [
        ("Back to search results", "/search/?q=light%22%3E", None)
    ]
    assert came_from("https://testserver/medicine/") == []
