"""The pages that say no: friendly, and silent about any medicine."""

import pytest
from django.template.loader import render_to_string
from django.views.defaults import server_error


@pytest.mark.parametrize("name", ["404.html", "410.html", "500.html"])
def test_they_need_nothing_and_name_no_medicine(name):
    text = render_to_string(name)

    assert "<h1" in text
    assert 'href="/public-information/"' in text
    for word in ("besponsa", "inotuzumab", "leukaemia", "<script"):
        assert word not in text.lower()


def test_a_fault_of_ours_shows_no_detail(rf):
    response = server_error(rf.get("/medicine/besponsa/"))

    assert response.status_code == 500
    assert b"Traceback" not in response.content
    assert b"besponsa" not in response.content.lower()
