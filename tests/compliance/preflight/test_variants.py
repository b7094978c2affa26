"""Machine-made variants of the seed page: every breach is found, and nothing harmless is stopped."""

from dataclasses import replace

import pytest

from compliance.preflight import ERROR, check
from tests.compliance.preflight.seed import around, seed_page
from tests.compliance.preflight.variants import harmful, harmless

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def errors(subject, register) -> list[str]:
    return [str(one) for one in check(subject, register) if one.severity == ERROR]


def test_the_seed_page_has_no_errors():
    seed = seed_page()

    assert errors(seed, around(seed)) == []


def test_every_obligatory_item_that_is_removed_moved_hidden_recoloured_or_broken_is_missed():
    seed = seed_page()
    register = around(seed)
    variants = list(harmful(seed.body))

    missed = [variant.name for variant in variants if not errors(replace(seed, body=variant.body), register)]

    assert len({variant.body for variant in variants}) >= 200
    assert missed == []


def test_nothing_harmless_is_an_error():
    seed = seed_page()
    register = around(seed)
    variants = list(harmless(seed.body))

    stopped = {variant.name: errors(replace(seed, body=variant.body), register) for variant in variants}

    assert len({variant.body for variant in variants}) == 200
    assert {name: found for name, found in stopped.items() if found} == {}
