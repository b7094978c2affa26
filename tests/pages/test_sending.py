"""Pages as they go out: in the best form that the browser takes, each with an ETag of its own."""

import gzip

import brotli
import pytest

from tests.factories import PageFactory, certified

ADDRESS = "/medicine/test/"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture
def page(professional):
    certified(PageFactory(address=ADDRESS))
    return lambda accepted, **headers: professional.get(ADDRESS, headers={"accept-encoding": accepted, **headers})


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br; q=0.000, gzip;q=0", ""),
        ("gzipped, brotli", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_a_page_goes_out_in_the_best_form_that_is_taken(page, accepted, form):
    answer = page(accepted)

    assert answer.headers.get("Content-Encoding", "") == form
    assert UNPACKED[form](answer.content) == page("").content
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_a_browser_has_already_is_only_confirmed(page):
    etags = {form: page(form).headers["ETag"] for form in UNPACKED}

    assert len(set(etags.values())) == 3
    assert {form: page(form, **{"if-none-match": etag}).status_code for form, etag in etags.items()} == {
        "br": 304,
        "gzip": 304,
        "": 304,
    }
    assert page("br", **{"if-none-match": etags["gzip"]}).status_code == 200


def test_who_works_on_another_state_of_a_page_is_told(page):
    etag = page("").headers["ETag"]

    assert page("", **{"if-match": etag}).status_code == 200
    assert page("", **{"if-match": '"other"'}).status_code == 412
