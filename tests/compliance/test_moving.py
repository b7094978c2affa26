"""From one address to another, and what the old ones answer."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from compliance import actions, serving
from compliance.errors import CannotMove
from compliance.models import Event, FormerAddress
from pages.models import Page
from tests.conftest import visitor
from tests.factories import LeafletFactory, PageFactory, PrescribingInformationFactory, UserFactory, certified, frozen

OLD, NEW = "/dosing/", "/medicine/dosing/"


@pytest.fixture
def page(db):
    return PageFactory(address=OLD)


def move(material, address=NEW):
    return actions.move(material, address=address, by=UserFactory())


def test_the_old_address_leads_to_the_new_while_live(professional, page):
    version = certified(page)
    move(page)

    old, new = professional.get(f"{OLD}?from=letter"), professional.get(NEW)

    assert (old.status_code, old["Location"]) == (301, f"{NEW}?from=letter")
    assert (new.status_code, serving.find(NEW).version) == (200, version)


def test_nothing_is_told_without_a_declaration(gate, page):
    certified(page)
    move(page)

    response = visitor().get(OLD)

    assert (response.status_code, response["Location"]) == (302, f"/confirm/?next={OLD}")


def test_every_address_it_ever_had_is_gone_after_withdrawal(professional, page):
    version = certified(page)
    move(page)
    move(page, "/third/")

    actions.withdraw(version, by=UserFactory(), reason="Out of date")

    for address in (OLD, NEW, "/third/"):
        assert professional.get(address).status_code == 410, address


def test_a_leaflets_old_file_name_leads_on_and_ends_with_it(professional):
    certified(PrescribingInformationFactory())
    leaflet = LeafletFactory(address="/downloads/facts.pdf")
    version = certified(leaflet)
    move(leaflet, "/downloads/fast-facts.pdf")

    assert professional.get("/downloads/facts.pdf")["Location"] == "/downloads/fast-facts.pdf"
    actions.withdraw(version, by=UserFactory(), reason="Out of date")
    assert professional.get("/downloads/facts.pdf").status_code == 410


def test_it_may_come_back(professional, page):
    certified(page)
    move(page)
    move(page, OLD)

    assert professional.get(OLD).status_code == 200
    assert professional.get(NEW)["Location"] == OLD


def test_what_nobody_was_ever_shown_leaves_no_address_behind(page):
    frozen(page)
    move(page)

    with pytest.raises(serving.NotHere):
        serving.find(OLD)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/taken/", "Another Material has this address"),
        ("/once-taken/", "was at this address once"),
        ("/Not An Address", "Write a path like"),
        (OLD, "already"),
    ],
)
def test_it_cannot_go_just_anywhere(page, address, reason):
    certified(page)
    PageFactory(address="/taken/")
    other = PageFactory(address="/once-taken/")
    certified(other)
    move(other, "/elsewhere/")

    with pytest.raises(CannotMove, match=reason):
        move(page, address)

    assert serving.find(OLD).material.pk == page.pk


def test_a_leaflet_stays_among_the_files(db):
    certified(PrescribingInformationFactory())
    leaflet = LeafletFactory()
    certified(leaflet)

    with pytest.raises(CannotMove, match="leaflet's address"):
        move(leaflet, "/not-a-file/")


def test_no_new_material_takes_an_address_that_was_in_use(page):
    certified(page)
    move(page)

    with pytest.raises(ValidationError, match="was at this address once"):
        Page(address=OLD, title="Dosing", heading="Dosing").full_clean()


def test_an_address_is_not_changed_past_the_action(page):
    certified(page)
    page.address = NEW

    with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
        page.save()


def test_moving_is_on_the_trail_or_does_not_happen(page, monkeypatch):
    certified(page)
    move(page)
    event = Event.objects.first()
    assert (event.kind, event.detail["before"], event.detail["after"]) == ("moved", OLD, NEW)

    monkeypatch.setattr(Event, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        move(page, "/third/")
    assert not FormerAddress.objects.filter(address=NEW).exists()
