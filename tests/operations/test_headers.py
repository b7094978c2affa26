"""What every answer carries, whoever gives it; and whose address is believed."""

import pytest
from django.test import RequestFactory

from operations.client_address import ClientAddressMiddleware
from tests.conftest import visitor

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ADDRESSES = ["/confirm/", "/nowhere/", "/admin/login/", "/static/img/favicon.png", "/robots.txt", "/healthz"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_them(gate, address):
    response = visitor().get(address)
    response.close()
    headers = response.headers

    assert EVERYWHERE.items() <= dict(headers).items()
    assert "Access-Control-Allow-Origin" not in headers
    assert "unsafe" not in headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize("address", ["/confirm/", "/nowhere/", "/admin/login/"])
def test_a_page_may_ask_for_no_part_of_the_machine(gate, address):
    policy = visitor().get(address).headers["Permissions-Policy"]

    assert "camera=()" in policy
    assert "publickey-credentials-get=(self)" in policy


def test_cookies_are_bound_to_this_host_and_kept_from_scripts(professional):
    professional.get("/confirm/")
    cookies = professional.cookies

    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        (2, "1.1.1.1, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (2, "198.51.100.7", "127.0.0.1"),
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "1.1.1.1, nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_from_our_own_proxies_alone(settings, proxies, forwarded, believed):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)

    ClientAddressMiddleware(lambda asked: asked)(request)

    assert request.META["REMOTE_ADDR"] == believed
    assert "HTTP_X_FORWARDED_FOR" not in request.META
