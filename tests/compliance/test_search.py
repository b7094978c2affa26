"""One box: whatever is on the paper or in the letter opens the record."""

import pytest

from compliance import actions, search
from compliance.job_code import JobCode
from compliance.models import Version
from tests.factories import PageFactory, UserFactory, certified, frozen


@pytest.fixture
def version(db):
    return frozen(PageFactory(address="/medicine/dosing/"), job_code="PP-PFE-GBR-0419")


@pytest.mark.parametrize(
    "text",
    [
        "PP-PFE-GBR-0419",
        " pp-pfe-gbr-0419 ",
        "PP PFE GBR 0419",
        "pppfegbr0419",
        "PP–PFE–GBR–0419",
        "PP - PFE - GBR - 0419",
        "Job code: PP-PFE-GBR-0419 | March 2021",
        "PP-PFE-GBR-04 19",
    ],
)
def test_a_code_as_printed_or_typed_opens_its_record(version, text):
    assert search.find(text).version == version


@pytest.mark.parametrize(
    "text",
    [
        "/medicine/dosing/",
        "/medicine/dosing",
        "/Medicine/Dosing/",
        "medicine/dosing",
        "https://www.example.org/medicine/dosing/?utm=mail#top",
        "HTTPS://WWW.EXAMPLE.ORG/medicine/dosing/",
        "www.example.org/medicine/dosing/",
        "  /medicine/dosing/  ",
    ],
)
def test_an_address_opens_what_stands_there(version, text):
    assert search.find(text).version == version


def test_an_address_means_the_live_version_else_the_latest_signed(db):
    page = PageFactory(address="/dosing/")
    first = certified(page)
    frozen(page)
    assert search.find("/dosing/").version == first

    actions.withdraw(first, by=UserFactory(), reason="Out of date")
    assert search.find("/dosing/").version == first


def test_a_former_address_opens_the_record_too(db):
    page = PageFactory(address="/dosing/")
    version = certified(page)
    actions.move(page, address="/medicine/dosing/", by=UserFactory())

    assert search.find("https://example.org/dosing/").version == version


def test_the_address_of_a_picture_leads_to_all_that_show_it(db):
    picture = '<p><a href="/media/0123abcd.png">Picture</a></p>'
    versions = {certified(PageFactory(text=picture)) for _ in range(2)}

    assert set(search.find("/media/0123abcd.png").versions) == versions


@pytest.mark.parametrize("text", ["", "dosing", "/nothing/here/", "PP-PFE-GBR-9999", "50/50 chance", "https://", "…"])
def test_what_is_not_there_is_not_found(version, text):
    assert search.find(text) == search.Found()


def test_the_root_is_an_address(db):
    version = certified(PageFactory(address="/"))

    assert search.find("/").version == version
    assert search.find("https://example.org").version == version


class TestJobCode:
    def test_codes_compare_by_their_parts(self):
        codes = [JobCode.parse(text) for text in ("PP-INO-GBR-0002", "PP-INO-GBR-0010", "PP-ABC-GBR-9999")]

        assert sorted(codes) == [codes[2], codes[0], codes[1]]

    @pytest.mark.parametrize("text", ["PP-INO-GBR-419", "P-INO-GBR-0419", "PP-INO-GBR-04190", "PP-1NO-GBR-0419", "x"])
    def test_what_is_no_code_is_refused_with_an_example(self, text):
        with pytest.raises(ValueError, match="Write it like PP-INO-GBR-0419"):
            JobCode.parse(text)

    def test_after_the_last_number_come_those_never_used(self, db):
        for number in (1, 2, 9999):
            frozen(PageFactory(), job_code=f"PP-PFE-GBR-{number:04d}")

        assert str(Version.objects.next_job_code("PFE")) == "PP-PFE-GBR-0003"

    def test_a_withdrawn_versions_code_stays_used(self, db):
        version = frozen(PageFactory(), job_code="PP-PFE-GBR-0007")
        actions.withdraw(version, by=UserFactory(), reason="Not needed")

        assert str(Version.objects.next_job_code("PFE")) == "PP-PFE-GBR-0008"
