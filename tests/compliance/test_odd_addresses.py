"""Whatever stands in the address of a list, it is shown."""

import pytest
from django.urls import reverse

from tests.conftest import Visitor
from tests.factories import UserFactory

LARGE = "9" * 20
LISTS = {"compliance_version": "prepared_on", "compliance_sourcechange": "at"}


@pytest.fixture
def reviewer(db):
    client = Visitor()
    client.force_login(UserFactory(group="Reviewers"))
    return client


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "asked",
    [
        {"year": LARGE},
        {"year": "2021", "month": LARGE},
        {"year": "2021", "month": "5", "day": LARGE},
        {"year": "9999"},
        {"year": "9999", "month": "12"},
        {"year": "9999", "month": "12", "day": "31"},
        {"year": "2021", "month": "2", "day": "31"},
        {"year": "soon"},
    ],
)
def test_a_day_that_is_none_leads_to_the_whole_list(reviewer, name, asked):
    address = reverse(f"admin:{name}_changelist")

    answer = reviewer.get(address, {f"{LISTS[name]}__{part}": value for part, value in asked.items()})

    assert (answer.status_code, answer["Location"]) == (302, f"{address}?e=1")
    assert reviewer.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"prepared_on__month": LARGE},
        {"prepared_on__day": LARGE},
        {"material__product__id__exact": LARGE},
        {"signatory": LARGE},
        {"ends_within": LARGE},
        {"p": LARGE},
        {"o": LARGE},
    ],
)
def test_nor_do_other_numbers_break_the_register(reviewer, asked):
    answer = reviewer.get(reverse("admin:compliance_version_changelist"), asked, follow=True)

    assert answer.status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("year", [LARGE, "soon"])
def test_nothing_is_exported_by_a_filter_that_is_none(reviewer, form, year):
    """All of it would pass for what was asked for."""
    answer = reviewer.get(reverse(f"admin:compliance_version_{form}"), {"prepared_on__year": year})

    assert answer.status_code == 400
