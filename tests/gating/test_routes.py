"""Every route is behind the gate or on its list."""

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from gating import allow_list
from tests.conftest import visitor

pytestmark = pytest.mark.any_database

OPEN_ROUTES = {"healthz", "readyz", "robots.txt", "confirm/"}


# Pages about a sign-in that failed.
SAY_NOTHING = ("/sign-in/inactive/", "/sign-in/provider/cancelled/", "/sign-in/provider/error/")


def routes(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)


def outside_the_admin():
    return [route for route in routes() if not route.startswith(f"{settings.ADMIN_PATH}/")]


def example_of(route):
    """A path that the route matches."""
    return "/" + route.replace("<str:name>", "name.pdf").replace("^(?P<path>.*)$", "any/page/")


def test_there_are_routes_to_look_at():
    assert len(outside_the_admin()) >= 6


@pytest.mark.parametrize("route", outside_the_admin())
def test_each_route_is_gated_or_listed(db, route):
    path = example_of(route)

    if route in OPEN_ROUTES:
        assert allow_list.is_open(path)
    else:
        assert not allow_list.is_open(path)
        assert visitor().get(path)["Location"].startswith("/confirm/?next=")


@pytest.mark.parametrize("route", [route for route in routes() if route.startswith(f"{settings.ADMIN_PATH}/")])
def test_the_admin_shows_nothing_but_its_door(db, route):
    """Each of the admin's own addresses asks for a sign-in, or refuses."""
    path = "/" + route.replace("<path:object_id>", "1").replace("<int:pk>", "1").replace("<str:name>", "name.png")
    for piece in ("<int:content_type_id>", "<path:object_id>", "<id>"):
        path = path.replace(piece, "1")
    path = path.replace("(?P<url>.*)$", "").replace("^(?P<app_label>auth|", "auth").rstrip("$")

    response = visitor().get(path)

    assert response.status_code in {302, 403, 404, 405} or path.endswith(("/login/", "/jsi18n/", *SAY_NOTHING))


@pytest.mark.parametrize("address", sorted(allow_list.ADDRESSES - {"/confirm/", "/healthz", "/readyz", "/robots.txt"}))
def test_a_listed_address_serves_material_for_the_public_only(gate, address):
    from tests.factories import PageFactory, certified

    certified(PageFactory(address=address, audience="hcp", text="<p>Only for professionals.</p>"))

    response = visitor().get(address)

    assert response.status_code == 404
    assert "Only for professionals" not in response.text
