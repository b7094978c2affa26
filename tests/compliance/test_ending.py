"""When use ends, what ends with it, and old prescribing information."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance import actions, serving
from compliance.ending import due_for_replacement, earliest_ends
from compliance.errors import CannotCertify
from compliance.workflow import Stage
from tests.factories import (
    PASSWORD,
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
)

TODAY = timezone.localdate()
IN = {days: TODAY + timedelta(days=days) for days in (1, 7, 13, 14, 30, 60, 400)}


def ends(version):
    return [(end.on, end.of) for end in earliest_ends([version], on=TODAY)[version.pk]]


def test_a_version_shows_the_earliest_end_among_what_it_links_to(db):
    linked = certified(PageFactory(address="/dosing/"), ends_on=IN[30])
    certified(PageFactory(address="/later/"), ends_on=IN[400])

    version = certified(PageFactory(text='<p><a href="/dosing/">Dosing</a> <a href="/later/">Later</a></p>'))

    assert ends(version)[0] == (IN[30], linked)
    assert ends(version)[-1] == (actions.latest_end(TODAY), version)


def test_a_link_to_a_former_address_counts(db):
    page = PageFactory(address="/dosing/")
    linked = certified(page, ends_on=IN[30])
    actions.move(page, address="/medicine/dosing/", by=UserFactory())

    version = certified(PageFactory(text='<p><a href="/dosing/">Dosing</a></p>'))

    assert ends(version)[0] == (IN[30], linked)


def test_an_unsigned_version_has_no_end(db):
    version = frozen(PageFactory())

    assert earliest_ends([version], on=TODAY) == {}


def test_the_ends_of_many_versions_cost_no_more_queries_than_of_one(db, django_assert_max_num_queries):
    dosing = PageFactory(address="/dosing/")
    versions = [certified(PageFactory(text='<p><a href="/dosing/">Dosing</a></p>')) for _ in range(4)]
    certified(dosing, ends_on=IN[30])

    with django_assert_max_num_queries(8):
        assert len(earliest_ends(versions, on=TODAY)) == 4


@pytest.fixture
def information(db):
    return PrescribingInformationFactory(product=ProductFactory())


@pytest.fixture
def leaflet(information):
    """A live leaflet with the first text of `information` inside."""
    first = certified(information)
    version = certified(LeafletFactory(address="/downloads/facts.pdf", product=information.product))
    assert list(version.embeds.all()) == [first]
    return version


def test_new_prescribing_information_makes_those_with_the_old_text_due(information, leaflet):
    new = certified(information)

    assert due_for_replacement(on=TODAY) == [(leaflet, new, IN[14])]
    assert ends(leaflet)[0] == (IN[14], leaflet)
    assert serving.find(leaflet.material.address).version == leaflet


def test_past_the_deadline_they_are_not_served(information, leaflet):
    certified(information)
    address = leaflet.material.address

    assert serving.find(address, on=IN[13]).version == leaflet
    with pytest.raises(serving.Gone):
        serving.find(address, on=IN[14])
    assert leaflet.stage(on=IN[14]) == Stage.OUTDATED


def test_the_deadline_is_the_products_and_is_kept_as_it_was_at_signing(information, leaflet):
    information.product.pi_deadline_days = 7
    information.product.save()
    certified(information)

    information.product.pi_deadline_days = 60
    information.product.save()

    with pytest.raises(serving.Gone):
        serving.find(leaflet.material.address, on=IN[7])


def test_a_text_that_begins_later_counts_from_its_first_day(information, leaflet):
    certified(information, first_use_on=IN[30])

    assert due_for_replacement(on=TODAY) == []
    assert len(due_for_replacement(on=IN[30])) == 1
    assert serving.find(leaflet.material.address, on=IN[30] + timedelta(days=13)).version == leaflet
    with pytest.raises(serving.Gone):
        serving.find(leaflet.material.address, on=IN[30] + timedelta(days=14))


def test_a_text_withdrawn_before_its_first_day_makes_nothing_due(information, leaflet):
    new = certified(information, first_use_on=IN[30])
    actions.withdraw(new, by=UserFactory(), reason="Not needed")

    assert due_for_replacement(on=IN[60]) == []
    assert serving.find(leaflet.material.address, on=IN[60]).version == leaflet


def test_freezing_anew_settles_it(information, leaflet):
    certified(information)

    anew = certified(leaflet.material)

    assert due_for_replacement(on=TODAY) == []
    assert serving.find(leaflet.material.address, on=IN[14]).version == anew


def test_one_with_an_old_text_inside_cannot_be_certified(information):
    certified(information)
    waiting = approved(LeafletFactory(product=information.product))
    certified(information)

    with pytest.raises(CannotCertify, match=r"which is not live any more\. Freeze a new Version"):
        actions.certify(waiting, by=SignatoryFactory().user, password=PASSWORD)


def test_nor_certified_again(information, leaflet):
    certified(information)

    with pytest.raises(CannotCertify, match="not live any more"):
        actions.recertify(leaflet, by=SignatoryFactory().user, password=PASSWORD)


def test_one_prescribing_information_is_live_for_a_product(information):
    first, second = certified(information), certified(information)

    assert [version.stage(on=TODAY) for version in (first, second)] == [Stage.SUPERSEDED, Stage.LIVE]
    other = PrescribingInformationFactory(product=information.product, address="/other-information/")
    assert "has other prescribing information already" in " ".join(other.problems())
