"""What no browser sends is refused before anything looks at it, for everybody and everywhere."""

import pytest

pytestmark = pytest.mark.django_db
NUL_IN_COOKIE = '__Host-session="aaaaaaaaaaaaaaaa\\000"'


@pytest.mark.parametrize("address", ["/%00", "/static/%00", "/admin/%00", "/media/%00.png", "/downloads/%00.pdf"])
def test_a_nul_in_the_path_is_refused(professional, address):
    assert professional.get(address).status_code == 400


def test_a_nul_in_a_query_is_refused(professional):
    assert professional.get("/search/?q=dose%00").status_code == 400


@pytest.mark.parametrize("address", ["/", "/confirm/", "/admin/"])
def test_a_nul_in_a_cookie_is_refused(gate, stranger, address):
    assert stranger.get(address, headers={"cookie": NUL_IN_COOKIE}).status_code == 400


def test_the_refusal_repeats_nothing(professional):
    assert "dose" not in professional.get("/search/?q=dose%00").text


@pytest.mark.parametrize("referrer", ["http://[", "//]x["])
def test_a_referrer_that_is_no_address_is_passed_over(professional, referrer):
    assert professional.get("/nowhere/", headers={"referer": referrer}).status_code == 404
    assert professional.get("/confirm/", headers={"referer": referrer}).status_code == 200


@pytest.mark.parametrize("next_to", ["http://[", "//["])
def test_what_comes_after_signing_in_may_be_no_address(stranger, next_to):
    assert stranger.get("/admin/login/", {"next": next_to}).status_code == 200
