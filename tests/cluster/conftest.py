import pytest

from tests.cluster import site
from tests.cluster.visiting import Visitor
from tools.cluster import Cluster, running


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """Two instances behind nginx. Who stops a part of it starts it again."""
    with running(fill=site.fill, RATE_GATE="100000/d", RATE_SEARCH="5/d") as cluster:
        yield cluster


@pytest.fixture
def one(cluster):
    return cluster.instances[0]


@pytest.fixture
def two(cluster):
    return cluster.instances[1]


@pytest.fixture
def stranger(cluster) -> Visitor:
    return Visitor(cluster)


@pytest.fixture
def professional(cluster) -> Visitor:
    """Said Yes, through nginx."""
    visitor = Visitor(cluster)
    assert visitor.say("yes").status_code == 302
    return visitor


@pytest.fixture
def staff(cluster) -> Visitor:
    """Signed in, through nginx."""
    visitor = Visitor(cluster)
    assert visitor.sign_in().status_code == 302
    return visitor
