"""Two instances of the site are one site: what happens at one holds at the other, at the next request."""

import re
from hashlib import sha256

import pytest

from tests.cluster.site import FILES, LEAFLET, MEDIA, PAGES

pytestmark = pytest.mark.browser  # as those, it has a site of its own


def test_a_declaration_made_at_one_counts_at_the_other_and_so_does_taking_it_back(stranger, one, two):
    stranger.say("yes", at=one)

    assert stranger.get(PAGES["A"], at=two).status_code == 200

    stranger.say("no", at=two)

    refused = stranger.get(PAGES["A"], at=one)
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/confirm/")


def test_who_signs_in_at_one_is_signed_in_at_the_other(stranger, one, two):
    assert stranger.get("/admin/", at=two).status_code == 302

    stranger.sign_in(at=one)

    assert "Log out" in stranger.get("/admin/", at=two).text

    stranger.post("/admin/logout/", {}, at=two, form="/admin/")

    assert stranger.get("/admin/", at=one).status_code == 302


def test_static_files_have_the_same_names_and_bytes_everywhere(professional, one, two):
    pages = [professional.get(PAGES["A"], at=at).text for at in (one, two)]
    names, others = (set(re.findall(r'/static/[^"]+', page)) for page in pages)

    assert names == others
    assert any(re.search(r"\.[0-9a-f]{12}\.css$", name) for name in names)
    for name in names:
        bodies = {sha256(professional.get(name, at=at).content).hexdigest() for at in (one, two, None)}
        assert len(bodies) == 1, name


def test_media_come_from_the_bucket_through_both(professional, one, two):
    for at in (one, two, None):
        whole = professional.get(MEDIA["B"], at=at)
        part = professional.get(MEDIA["B"], at=at, headers={"Range": "bytes=10-19"})

        assert (whole.status_code, whole.content) == (200, FILES["B"])
        assert (part.status_code, part.content) == (206, FILES["B"][10:20])
        assert whole.headers["Cache-Control"] == "private, no-cache"


def test_searches_are_counted_together(professional, one, two):
    statuses = [professional.get("/search/?q=slowly", at=at).status_code for at in (one, two, one, two, one, two, one)]

    assert statuses == [200] * 5 + [429] * 2


@pytest.mark.parametrize(("address", "its_file"), [(PAGES["A"], MEDIA["A"]), (LEAFLET, LEAFLET)])
def test_a_withdrawal_at_one_holds_at_the_next_request_to_the_other(cluster, professional, staff, address, its_file):
    one, two = cluster.instances
    version = cluster.in_the_site(
        f"from compliance.models import Version; print(Version.objects.get(material__address='{address}').pk)"
    )
    for at in (one, two, one, two):  # each keeps its answer
        assert professional.get(address, at=at).status_code == 200
        assert professional.get(its_file, at=at).status_code == 200

    staff.post(f"/admin/compliance/version/{version}/withdraw/", {"reason": "Out of date."}, at=one)

    assert professional.get(address, at=two).status_code == 410
    assert professional.get(its_file, at=two).status_code == 410
    assert professional.get(address, at=one).status_code == 410
    assert professional.get(its_file).status_code == 410
