"""The people of these replays, each signed in."""

import pytest

from compliance.models import Version
from tests.factories import PrescribingInformationFactory, SignatoryFactory, certified
from tests.replays import steps


@pytest.fixture
def editor(db):
    return steps.signed_in("Editors")


@pytest.fixture
def reviewer(db):
    return steps.signed_in("Reviewers")


@pytest.fixture
def signatory(db):
    return steps.signed_in("Signatories", SignatoryFactory().user)


@pytest.fixture
def administrator(db):
    return steps.signed_in("Administrators")


@pytest.fixture
def product(db):
    return steps.besponsa()


@pytest.fixture
def information(product) -> Version:
    """The live prescribing information of BESPONSA."""
    return certified(PrescribingInformationFactory(product=product))


@pytest.fixture
def restyled(monkeypatch, tmp_path):
    """Leave one more rule in the site's styles."""
    return lambda rule: steps.styled(monkeypatch, tmp_path, rule)


def pytest_collection_modifyitems(items):
    """What the product does is the question here; that both databases do it alike is asked everywhere else."""
    for item in items:
        if "replays" in item.path.parts:
            item.add_marker(pytest.mark.any_database)
