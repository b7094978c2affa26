"""The gate: deny by default."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance.actions import withdraw
from tests.conftest import visitor, yes
from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    UserFactory,
    certified,
    interstitial,
)
from tests.pages.test_pictures import figure, png

ADDRESS = "/medicine/dosing/"


@pytest.fixture
def page(gate):
    return certified(PageFactory(address=ADDRESS, text="<p>Fifty millilitres an hour.</p>"))


def test_a_stranger_is_sent_to_the_gate_with_what_was_asked_for(stranger, page):
    response = stranger.get(f"{ADDRESS}?a=1&b=two")

    assert response.status_code == 302
    assert response["Location"] == "/confirm/?next=/medicine/dosing/%3Fa%3D1%26b%3Dtwo"


def test_yes_leads_back_to_exactly_what_was_asked_for(stranger, page):
    to_the_gate = stranger.get(f"{ADDRESS}?a=1&b=two%20words")["Location"]

    response = stranger.post(to_the_gate, yes(), follow=True)

    assert response.redirect_chain[-1] == (f"{ADDRESS}?a=1&b=two%20words", 302)
    assert "Fifty millilitres" in response.text


def test_no_leads_to_the_public_address_and_sets_no_flag(stranger, page):
    response = stranger.post("/confirm/", {"answer": "no"})

    assert response["Location"] == "https://www.pfizer.co.uk/products/prescription-medicines"
    assert stranger.get(ADDRESS).status_code == 302


def test_no_after_yes_takes_the_flag_away(professional, page):
    assert professional.get(ADDRESS).status_code == 200

    professional.post("/confirm/", {"answer": "no"})

    assert professional.get(ADDRESS).status_code == 302


def test_any_other_answer_asks_again(stranger, page):
    response = stranger.post("/confirm/", {"answer": "perhaps"})

    assert response.status_code == 200
    assert stranger.get(ADDRESS).status_code == 302


@pytest.mark.parametrize(
    "next_address",
    [
        "https://example.com/",
        "//example.com/",
        "///example.com/",
        "/\\example.com/",
        "\\\\example.com",
        "http:example.com",
        "javascript:alert(1)",
        "example.com",
        "",
        " /page",
        "/confirm/",
        "/confirm/?next=/page/",
    ],
)
def test_next_accepts_only_paths_of_this_site(stranger, next_address):
    response = stranger.post("/confirm/", yes(), query_params={"next": next_address})

    assert response["Location"] == "/confirm/?answered=yes&next=/"
    response = stranger.get("/confirm/", {"answered": "yes", "next": next_address})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_next_cannot_add_headers(stranger):
    response = stranger.post("/confirm/", yes(), query_params={"next": "/a\r\nSet-Cookie: stolen=1"})
    response = stranger.get(response["Location"])

    assert response["Location"] == "/a%0D%0ASet-Cookie:%20stolen=1"
    assert "stolen" not in stranger.cookies


def test_the_flag_lapses_after_the_days_set(professional, page, settings):
    session = professional.session
    made = session["declaration"]
    made["at"] = (timezone.now() - timedelta(days=settings.GATE_REMEMBER_DAYS, seconds=1)).isoformat()
    session["declaration"] = made
    session.save()

    assert professional.get(ADDRESS).status_code == 302


def test_the_flag_stands_until_the_last_day(professional, page, settings):
    session = professional.session
    made = session["declaration"]
    made["at"] = (timezone.now() - timedelta(days=settings.GATE_REMEMBER_DAYS, seconds=-60)).isoformat()
    session["declaration"] = made
    session.save()

    assert professional.get(ADDRESS).status_code == 200


def test_with_no_days_the_flag_goes_with_the_browser(stranger, page, settings):
    settings.GATE_REMEMBER_DAYS = 0

    response = stranger.post("/confirm/", yes())

    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["expires"] == ""
    assert cookie["max-age"] == ""


def test_a_new_interstitial_asks_everybody_again(professional, page):
    certified(interstitial())

    assert professional.get(ADDRESS).status_code == 302


def test_without_a_live_interstitial_nobody_passes(professional, page, gate):
    withdraw(gate, by=UserFactory(), reason="Wording")

    assert professional.get(ADDRESS).status_code == 302
    assert professional.get("/confirm/").status_code == 410
    assert professional.post("/confirm/", yes()).status_code == 410


def test_a_declaration_changes_the_session_key(stranger, page, settings):
    stranger.post("/confirm/", yes())
    before = stranger.cookies[settings.SESSION_COOKIE_NAME].value

    stranger.post("/confirm/", yes())

    assert stranger.cookies[settings.SESSION_COOKIE_NAME].value != before


METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]


@pytest.mark.parametrize(
    "path",
    [
        ADDRESS,
        ADDRESS.rstrip("/"),
        ADDRESS.upper(),
        "/medicine/dosing/.",
        "/medicine/dosing/..",
        "/medicine//dosing/",
        "//medicine/dosing/",
        "/confirm/../medicine/dosing/",
        "/confirm/%2e%2e/medicine/dosing/",
        "/confirm//medicine/dosing/",
        "/CONFIRM/",
        "/unknown/",
        "/downloads/unknown.pdf",
        "/media/unknown.png",
    ],
)
def test_nothing_is_given_away_by_odd_requests(stranger, page, path):
    for method in METHODS:
        response = getattr(stranger, method)(path, headers={"range": "bytes=0-10"})

        assert (method, response.status_code, response.content) == (method, 302, b"")
        assert response["Location"].startswith("/confirm/?next=")


def test_nothing_is_found_by_climbing_out_of_the_static_files(stranger, page):
    for method in METHODS:
        response = getattr(stranger, method)("/static/../medicine/dosing/")

        assert response.status_code in {404, 405}
        assert b"millilitres" not in response.content


def test_known_and_unknown_addresses_answer_alike(stranger, page):
    known, unknown = stranger.get(ADDRESS), stranger.get("/medicine/nothing/")

    def without_address(response):  # nor the id of the request
        return {name: value for name, value in response.items() if name not in ("Location", "X-Request-ID")}

    assert known.status_code == unknown.status_code
    assert without_address(known) == without_address(unknown)


@pytest.mark.parametrize("path", [ADDRESS, "/unknown/"])
def test_gated_answers_are_kept_by_no_cache_and_no_search_engine(professional, stranger, page, path):
    for client in (professional, stranger):
        response = client.get(path)

        assert response["Cache-Control"] == "private, no-store"
        assert "Cookie" in response["Vary"]
        assert response["X-Robots-Tag"] == "noindex"


def test_the_browser_may_keep_a_file_but_asks_each_time(professional, page):
    certified(PrescribingInformationFactory())
    certified(LeafletFactory(address="/downloads/facts.pdf"))

    first = professional.get("/downloads/facts.pdf")
    again = professional.get("/downloads/facts.pdf", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
    assert professional.get("/downloads/none.pdf")["Cache-Control"] == "private, no-store"


def test_the_gate_itself_is_kept_by_no_search_engine_either(stranger):
    response = stranger.get("/confirm/")

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text


def test_the_browser_keeps_a_picture_for_a_while(professional):
    block = figure(png())
    block.save()
    certified(block.parent.as_kind())

    assert professional.get(f"/media/{block.picture.name}")["Cache-Control"] == "private, max-age=600"


def test_the_answer_needs_its_cookie(gate):
    client = visitor()
    client.handler.enforce_csrf_checks = True

    response = client.post("/confirm/", yes())

    assert response.status_code == 403
    assert "Allow cookies" in response.text
    assert "Declaration" not in response.text


def test_the_interstitial_says_what_it_must_and_names_no_claim(stranger, page):
    response = stranger.get("/confirm/?next=/medicine/dosing/%3Fq%3Dbesponsa-cures")

    text = response.text
    assert "promotional content" in text
    assert "I confirm that I am a healthcare professional*" in text
    assert "*The definition." in text
    assert "PP-PFE-GBR-0001" in text
    assert "March 2021" in text
    assert "/public-information/" in text
    for word in ("besponsa", "inotuzumab", "cures", "leukaemia", "medicine/dosing"):
        assert word not in text.lower()
    assert "<script" not in text


def test_the_form_may_lead_to_the_public_address_and_nowhere_else(stranger):
    policy = stranger.get("/confirm/")["Content-Security-Policy"]

    assert "form-action 'self' https://www.pfizer.co.uk;" in policy + ";"


def test_a_health_check_and_robots_are_open(client, db):
    assert visitor().get("/healthz").content == b"ok\n"
    assert visitor().get("/robots.txt").status_code == 200
