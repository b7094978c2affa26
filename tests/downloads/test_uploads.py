"""Leaflets that are an agency's file: taken in as received, held against the register, served byte for byte."""

from datetime import date
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from compliance import actions
from compliance.errors import CannotFreeze, JobCodeTaken
from compliance.job_code import JobCode
from compliance.models import Event, Version
from downloads import uploads
from downloads.agency_file import AgencyFile
from downloads.checks import upload_settings
from downloads.models import Leaflet
from search.cutting import cut
from tests.conftest import Visitor
from tests.downloads import hostile
from tests.factories import (
    PREPARED_ON,
    LeafletFactory,
    PrescribingInformationFactory,
    ProductFactory,
    UserFactory,
    certified,
    frozen,
)

OWN, MONTH = "PP-INO-GBR-0430", "March 2021"
NAMED = "BESPONSA (inotuzumab ozogamicin)"


def file_of(*lines: str) -> bytes:
    """A PDF with these lines, each a paragraph of its own."""
    shown = b"".join(
        b"BT /F1 12 Tf 60 %d Td (%s) Tj ET "
        % (780 - 60 * place, line.replace("(", r"\(").replace(")", r"\)").encode("latin-1"))
        for place, line in enumerate(lines)
    )
    return hostile.leaflet(more={4: hostile.stream(shown)})


def upload(body: bytes, name: str = "fast-facts-v3.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "application/pdf")


def taken_in(*lines: str, leaflet: Leaflet | None = None) -> Leaflet:
    """A leaflet that is a file of these lines."""
    leaflet = leaflet or LeafletFactory()
    examined = uploads.examine(upload(file_of(*lines)))
    assert examined.problems == ()
    leaflet.agency_file = uploads.keep(examined, leaflet, by=UserFactory(group="Editors"))
    leaflet.save()
    return leaflet


@pytest.fixture(scope="module")
def signed_information(django_db_setup, django_db_blocker):
    """Live prescribing information, signed once for all tests here: that takes longer than most of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield certified(PrescribingInformationFactory())
        transaction.set_rollback(True)


@pytest.fixture
def information(signed_information, db):
    """What an agency prints of it."""
    return f"Prescribing information {signed_information.job_code} | {signed_information.prepared_on:%B %Y}"


@pytest.fixture
def client(db):
    client = Visitor()
    client.editor = UserFactory(group="Editors")
    client.force_login(client.editor)
    return client


def form_of(leaflet: Leaflet | None = None, **fields) -> dict:
    """What the form of a leaflet sends."""
    blocks = {}
    for name in ("textblock", "tableblock", "noticeblock", "stepsblock", "timelineblock", "chartblock", "figureblock"):
        blocks |= {f"downloads_{name}_set-{part}": 0 for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    typed = {
        "title": "Fast Facts",
        "address": leaflet.address if leaflet else "/downloads/fast-facts.pdf",
        "product": leaflet.product_id if leaflet else ProductFactory().pk,
        "heading": "",
        "introduction": "",
        "columns": 1,
        "revision_seen": leaflet.revision if leaflet else 0,
        "_continue": "1",
    }
    return typed | fields


def post(client, leaflet: Leaflet | None = None, **fields):
    """Send the form, with the formsets that it came with."""
    leaflet = leaflet and Leaflet.objects.get(pk=leaflet.pk)
    address = (
        reverse("admin:downloads_leaflet_change", args=[leaflet.pk])
        if leaflet
        else reverse("admin:downloads_leaflet_add")
    )
    page = client.get(address)
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    data = {}
    for formset in formsets:
        for form in [formset.management_form, *formset.forms]:
            for field in form:
                if field.value() is not None:
                    data[field.html_name] = field.value()
    return client.post(address, data | form_of(leaflet, **fields), follow=True)


def errors_of(response, field: str) -> list[str]:
    return list(response.context["adminform"].form.errors.get(field, []))


# Taking it in


def test_an_accepted_file_is_kept_as_received_with_who_when_and_what_was_read(client):
    body = file_of(NAMED, f"{OWN} | {MONTH}")

    response = post(client, agency_pdf=upload(body), columns=1)

    leaflet = Leaflet.objects.get()
    file = leaflet.agency_file
    assert bytes(file.body) == body
    assert (file.sha256, file.size_bytes) == (sha256(body).hexdigest(), len(body))
    assert (file.name, file.uploaded_by) == ("fast-facts-v3.pdf", client.editor)
    assert leaflet.heading == leaflet.title
    shown = response.content.decode()
    for part in ("fast-facts-v3.pdf", "1 page", "210 × 297 mm", file.sha256, OWN, MONTH, "not tagged", "Helvetica"):
        assert part in shown
    assert "was read and taken in as it is" in shown


def test_a_refused_file_is_answered_with_every_reason_and_nothing_typed_is_lost(client):
    body = hostile.leaflet(
        catalogue="/OpenAction << /S /JavaScript /JS (a) >>", page="/Annots [<< /Subtype /Text /Rect [0 0 1 1] >>]"
    )

    response = post(client, agency_pdf=upload(body), title="A title typed with care")

    errors = " ".join(errors_of(response, "agency_pdf"))
    assert "JavaScript" in errors
    assert "A comment or mark was left on page 1 (Text). Ask the agency to work comments in" in errors
    assert "A title typed with care" in response.content.decode()
    assert not Leaflet.objects.exists()
    assert not AgencyFile.objects.exists()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            ("MYLOTARG (gemtuzumab ozogamicin)",),
            "names MYLOTARG (gemtuzumab ozogamicin), and this leaflet is about BES",
        ),
        (("BESPONSA", "Dose"), "does not name BESPONSA (inotuzumab ozogamicin)"),
        (("BESPONSA (gemtuzumab ozogamicin)",), "does not name BESPONSA (inotuzumab ozogamicin)"),
    ],
)
def test_a_file_about_another_product_is_refused_at_once(client, lines, words):
    ProductFactory(code="GEM", brand="MYLOTARG", substance="gemtuzumab ozogamicin")

    response = post(client, agency_pdf=upload(file_of(*lines, f"{OWN} | {MONTH}")))

    assert words in " ".join(errors_of(response, "agency_pdf"))
    assert not AgencyFile.objects.exists()


def test_a_good_file_beside_another_mistake_is_to_be_chosen_again(client):
    response = post(client, agency_pdf=upload(file_of(NAMED)), address="/elsewhere/")

    assert errors_of(response, "agency_pdf") == [
        "Nothing is wrong with the file. Choose it again with the corrections."
    ]


@pytest.mark.parametrize("name", ["fast-facts.docx", "fast-facts", "fast-facts.pdf.exe"])
def test_a_pdf_that_is_called_otherwise_is_refused(client, name):
    response = post(
        client, agency_pdf=upload(file_of(NAMED, f"{OWN} | {MONTH}"), name), title="A title typed with care"
    )

    assert errors_of(response, "agency_pdf") == [
        f"“{name}” is a file of the kind PDF, and its name does not end in .pdf. If it is the right one, rename it."
    ]
    assert "A title typed with care" in response.text
    assert not AgencyFile.objects.exists()


def test_what_is_too_large_is_refused_before_a_byte_of_it_is_read(settings):
    settings.LEAFLET_MAX_MB = 1

    class Unread(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("It was read.")

    big = Unread("big.pdf", b"")
    big.size = 1024 * 1024 + 1

    assert "larger than 1 MB" in " ".join(uploads.examine(big).problems)


def test_an_upload_is_not_held_in_memory_while_it_arrives(settings):
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 5 * 1024 * 1024


def test_who_may_not_change_leaflets_has_nothing_read(db, monkeypatch):
    client = Visitor()
    client.force_login(UserFactory(group="Signatories"))
    monkeypatch.setattr(uploads, "examine", lambda upload: pytest.fail("It was read."))

    response = client.post(reverse("admin:downloads_leaflet_add"), {"agency_pdf": upload(b"%PDF-")})

    assert response.status_code == 403


@pytest.mark.parametrize(("megabytes", "pages"), [(0, 60), (101, 60), (20, 0), (20, 501)])
def test_limits_that_make_no_sense_are_refused(settings, megabytes, pages):
    settings.LEAFLET_MAX_MB, settings.LEAFLET_MAX_PAGES = megabytes, pages

    assert [error.id for error in upload_settings(None)] == ["downloads.E003"]


# What is kept, and what takes its place


def test_another_file_takes_its_place_and_the_first_is_kept(client):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}")
    first = leaflet.agency_file

    response = post(client, leaflet, agency_pdf=upload(file_of(NAMED, "PP-INO-GBR-0431 | May 2021"), "v4.pdf"))

    leaflet.refresh_from_db()
    assert leaflet.agency_file.name == "v4.pdf"
    assert AgencyFile.objects.filter(pk=first.pk).exists()
    assert first.name in response.content.decode()


def test_without_the_file_the_leaflet_is_made_from_its_blocks_again(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    post(client, leaflet, from_blocks="on")

    leaflet = Leaflet.objects.get(pk=leaflet.pk)
    assert leaflet.agency_file is None
    assert leaflet.problems() == []
    assert AgencyFile.objects.count() == 1


def test_taking_it_away_and_choosing_another_at_once_is_refused(client):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}")

    response = post(client, leaflet, from_blocks="on", agency_pdf=upload(file_of(NAMED)))

    assert "take one or the other" in " ".join(errors_of(response, "from_blocks"))


def test_a_leaflet_without_heading_and_file_is_refused(client):
    response = post(client)

    assert errors_of(response, "heading") == ["Write a heading, or choose a PDF from an agency."]


def test_blocks_are_kept_and_not_shown_beside_a_file(client):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}")

    page = client.get(reverse("admin:downloads_leaflet_change", args=[leaflet.pk]))

    assert page.context["inline_admin_formsets"] == []
    assert "blocks are kept, and not used" in page.content.decode()


def test_the_bytes_are_fetched_only_when_they_are_asked_for(db, django_assert_num_queries):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}")

    with django_assert_num_queries(2):
        file = Leaflet.objects.get(pk=leaflet.pk).agency_file

    assert "body" in file.get_deferred_fields()


# Before it is frozen


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((NAMED,), "No job code is printed in the file. Ask the agency to print one, like PP-INO-GBR-"),
        ((NAMED, OWN), f"No month of preparation is printed beside {OWN}"),
        ((NAMED, f"{OWN} | {MONTH}", "PP-INO-GBR-0431 | May 2021"), f"{OWN} and PP-INO-GBR-0431 are printed"),
        (("BESPONSA", f"{OWN} | {MONTH}"), "does not name BESPONSA (inotuzumab ozogamicin)"),
    ],
)
def test_what_is_not_printed_in_it_keeps_it_from_being_frozen(information, lines, words):
    leaflet = taken_in(*lines, information)

    with pytest.raises(CannotFreeze, match=r".") as refusal:
        frozen(leaflet, job_code=OWN)

    assert words in str(refusal.value)
    assert len(refusal.value.problems) == 1
    assert not Version.objects.filter(material=leaflet).exists()


def test_without_live_prescribing_information_it_is_not_frozen(db):
    product = ProductFactory(code="GEM", brand="MYLOTARG", substance="gemtuzumab ozogamicin")
    leaflet = taken_in(
        "MYLOTARG (gemtuzumab ozogamicin)", f"PP-GEM-GBR-0001 | {MONTH}", leaflet=LeafletFactory(product=product)
    )

    with pytest.raises(CannotFreeze, match="MYLOTARG has no live prescribing information"):
        frozen(leaflet, job_code="PP-GEM-GBR-0001")


def test_a_file_that_prints_no_prescribing_information_is_not_frozen(information):
    live = Version.objects.get(material__kind="prescribinginformation")
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}")

    with pytest.raises(CannotFreeze, match=f"is {live.job_code} .March 2021.; the file does not say that it holds it"):
        frozen(leaflet, job_code=OWN)


def test_a_file_that_prints_older_prescribing_information_is_not_frozen(information):
    older = Version.objects.get(material__kind="prescribinginformation")
    newer = certified(older.material)
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    with pytest.raises(CannotFreeze, match=f"is {newer.job_code} .*It prints {older.job_code}, which is not live"):
        frozen(leaflet, job_code=OWN)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("PP-INO-GBR-0999", PREPARED_ON, f"The job code printed in the file is {OWN}, not PP-INO-GBR-0999"),
        (OWN, date(2021, 4, 1), f"The month of preparation printed in the file is {MONTH}, not April 2021"),
    ],
)
def test_another_code_or_month_than_the_printed_one_is_refused(information, code, day, words):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    with pytest.raises(CannotFreeze) as refusal:
        actions.freeze(leaflet, job_code=JobCode.parse(code), prepared_on=day, by=UserFactory(group="Editors"))

    assert words in str(refusal.value)
    assert not Version.objects.filter(material=leaflet).exists()


def test_a_month_elsewhere_in_the_text_is_not_that_of_preparation(information):
    leaflet = taken_in(NAMED, "SmPC of April 2021", f"{OWN} | {MONTH}", information)

    with pytest.raises(CannotFreeze, match="printed in the file is March 2021, not April 2021"):
        actions.freeze(
            leaflet, job_code=JobCode.parse(OWN), prepared_on=date(2021, 4, 1), by=UserFactory(group="Editors")
        )


def test_a_printed_code_that_is_used_already_is_refused(information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)
    frozen(leaflet, job_code=OWN)

    with pytest.raises(JobCodeTaken, match=OWN):
        frozen(leaflet, job_code=OWN)


def test_the_printed_code_and_month_are_proposed(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    page = client.get(reverse("admin:downloads_leaflet_freeze", args=[leaflet.pk]))

    assert str(page.context["form"]["job_code"].value()) == OWN
    assert page.context["form"]["prepared_on"].value() == date(2021, 3, 1)


def test_a_printed_code_that_is_used_already_is_not_proposed(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)
    frozen(leaflet, job_code=OWN)

    page = client.get(reverse("admin:downloads_leaflet_freeze", args=[leaflet.pk]))

    assert page.context["form"]["job_code"].value() == Version.objects.all().next_job_code("INO")
    assert page.context["form"]["prepared_on"].value() == timezone.localdate()


def test_the_refusal_is_told_on_the_freeze_screen(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    page = client.post(
        reverse("admin:downloads_leaflet_freeze", args=[leaflet.pk]),
        {"job_code": "PP-INO-GBR-0999", "prepared_on": "2021-03-01"},
    )

    assert f"printed in the file is {OWN}, not PP-INO-GBR-0999" in page.content.decode()


# Frozen, and served


def test_the_version_is_exactly_the_agencys_bytes(information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)
    live = Version.objects.get(material__kind="prescribinginformation")

    version = frozen(leaflet, job_code=OWN)

    assert bytes(version.rendition.body) == bytes(leaflet.agency_file.body)
    assert version.rendition.media_type == "application/pdf"
    assert list(version.embeds.all()) == [live]
    assert version.content["page_count"] == 1
    assert version.content["agency_file"]["sha256"] == version.rendition.sha256
    assert version.parts() == {"": "all of it", "page=1": "page 1"}
    assert not version.findings.filter(rule__startswith="REF").exists()
    assert Event.objects.filter(version=version, kind=Event.Kind.FROZEN).exists()


def test_only_a_file_that_the_agency_did_not_embed_fonts_in_is_faulted_for_them(information):
    version = frozen(taken_in(NAMED, f"{OWN} | {MONTH}", information), job_code=OWN)

    assert "Helvetica" in version.findings.get(rule="PDF009").message


def test_the_preview_is_the_file_itself(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)

    response = client.get(reverse("admin:downloads_leaflet_preview", args=[leaflet.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response.content == bytes(leaflet.agency_file.body)


def test_its_first_page_is_shown_as_a_picture(client, information):
    leaflet = taken_in(NAMED, f"{OWN} | {MONTH}", information)
    picture = reverse("admin:downloads_leaflet_first_page", args=[leaflet.pk])

    response = client.get(picture)

    assert picture in client.get(reverse("admin:downloads_leaflet_change", args=[leaflet.pk])).text
    with Image.open(BytesIO(response.content)) as drawn:
        assert (drawn.format, drawn.height) == ("WEBP", 679)
        assert len(drawn.convert("L").getcolors(256)) > 10
    assert client.get(picture, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_leaflet_made_from_blocks_has_no_such_picture_and_visitors_get_none(client, professional, information):
    picture = reverse("admin:downloads_leaflet_first_page", args=[LeafletFactory().pk])

    assert client.get(picture).status_code == 404
    assert professional.get(picture).status_code == 302


def test_the_search_finds_what_stands_in_it(information):
    version = frozen(taken_in(NAMED, "Give it slowly.", f"{OWN} | {MONTH}", information), job_code=OWN)

    pieces = cut(bytes(version.rendition.body), "application/pdf").pieces

    assert "Give it slowly." in " ".join(piece.text for piece in pieces)
    assert {piece.where for piece in pieces} == {"#page=1"}


@pytest.mark.slow
def test_visitors_get_the_agencys_bytes(professional, information):
    """A leaflet as we print it, saved by another program: it has all that the rules ask for."""
    leaflet = LeafletFactory(address="/downloads/fast-facts.pdf")
    ours = leaflet.render(job_code=Version.objects.all().next_job_code("INO"), prepared_on=PREPARED_ON).body
    with pikepdf.open(BytesIO(ours)) as pdf:
        pdf.docinfo["/Producer"] = "The agency's layout program"
        pdf.save(out := BytesIO(), linearize=True)
    theirs = uploads.examine(upload(out.getvalue()))
    leaflet.agency_file = uploads.keep(theirs, leaflet, by=UserFactory(group="Editors"))
    leaflet.save()

    certified(leaflet)
    response = professional.get("/downloads/fast-facts.pdf")

    assert theirs.problems == ()
    assert response.content == out.getvalue() != ours
    assert response["ETag"] == f'"{sha256(out.getvalue()).hexdigest()}"'
