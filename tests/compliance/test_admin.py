"""The way of a page through the admin, as staff go it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.models import Event, Version
from pages.blocks import TextBlock
from pages.models import Page, Reference
from tests.conftest import Visitor
from tests.factories import (
    PASSWORD,
    PageFactory,
    ReferenceFactory,
    SignatoryFactory,
    UserFactory,
    certified,
    frozen,
)

ADDRESS = "/medicine/dosing/"


def signed_in(user) -> Client:
    client = Visitor()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db):
    return signed_in(UserFactory(group="Editors"))


@pytest.fixture
def reviewer(db):
    return signed_in(UserFactory(group="Reviewers"))


@pytest.fixture
def signatory(db):
    return signed_in(SignatoryFactory().user)


def form_of(response) -> dict:
    """What a browser would send back of a change form, unchanged."""
    fields = {}
    for form in [response.context["adminform"].form]:
        fields |= {form.add_prefix(name): form[name].value() for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        for form in [inline.formset.management_form, *inline.formset.forms]:
            fields |= {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in fields.items()}


def change_url(page):
    return reverse("admin:pages_page_change", args=[page.pk])


def freeze_url(page):
    return reverse("admin:pages_page_freeze", args=[page.pk])


def url(view, version):
    return reverse(f"admin:compliance_version_{view}", args=[version.pk])


def test_a_change_frozen_approved_and_signed_by_others_reaches_visitors(professional, editor, reviewer, signatory):
    page = PageFactory(address=ADDRESS, text="<p>Old text.</p>")
    certified(page)
    assert "Old text." in professional.get(ADDRESS).text

    filled_in = form_of(editor.get(change_url(page)))
    block = next(name for name, value in filled_in.items() if value == "<p>Old text.</p>")
    assert editor.post(change_url(page), filled_in | {block: "<p>Other text.</p>"}).status_code == 302
    assert "Old text." in professional.get(ADDRESS).text  # a Draft changes nothing

    editor.post(freeze_url(page), {"job_code": "pp-pfe-gbr-0900", "prepared_on": "01/03/2021"})
    version = Version.objects.get(job_code="PP-PFE-GBR-0900")
    assert "Old text." in professional.get(ADDRESS).text  # nor does a Version that nobody signed

    editor.post(url("submit", version), {"remark": "New text"})
    reviewer.post(url("approve", version), {"remark": ""})
    assert "Old text." in professional.get(ADDRESS).text  # nor one that is approved

    today = timezone.localdate().strftime("%d/%m/%Y")
    signatory.post(url("certify", version), {"first_use_on": today, "ends_on": "", "password": PASSWORD})
    assert "Other text." in professional.get(ADDRESS).text

    signatory.post(url("withdraw", version), {"reason": "Wrong figure"})
    gone = professional.get(ADDRESS)
    assert gone.status_code == 410
    assert "Other text." not in gone.text


def test_saving_a_draft_is_on_record(editor):
    page = PageFactory()

    editor.post(change_url(page), form_of(editor.get(change_url(page))))

    event = Event.objects.get(material=page)
    assert (event.kind, event.by.is_staff) == ("draft-saved", True)


def test_a_deleted_source_is_named_when_the_draft_is_saved(editor):
    page = PageFactory(text='<p>Slowly<cite data-reference="99">Old SmPC</cite></p>')

    response = editor.post(change_url(page), form_of(editor.get(change_url(page))), follow=True)

    assert "The source “Old SmPC” was deleted from the register. Remove it here or pick another." in response.text
    assert 'data-reference="99"' in TextBlock.objects.get(parent=page).html


def test_an_editor_cannot_sign_nor_withdraw(editor):
    version = frozen(PageFactory())

    assert editor.post(url("certify", version), {"password": PASSWORD}).status_code == 403
    assert editor.post(url("withdraw", version), {"reason": "x"}).status_code == 403


def test_a_signatory_cannot_edit_nor_freeze(signatory):
    page = PageFactory()

    assert signatory.post(change_url(page), {}).status_code == 403
    assert signatory.post(freeze_url(page), {"job_code": "PP-PFE-GBR-0001"}).status_code == 403


def test_an_author_who_may_sign_is_refused_with_the_reason(db):
    ana = SignatoryFactory().user
    version = frozen(PageFactory(), by=ana)

    response = signed_in(ana).post(
        url("certify", version), {"first_use_on": timezone.localdate().strftime("%d/%m/%Y"), "password": PASSWORD}
    )

    assert "Ask another signatory." in response.text
    assert not version.is_certified


def test_withdrawing_says_what_visitors_will_notice(signatory):
    page = PageFactory(address=ADDRESS)
    live, waiting = certified(page), frozen(page)
    certified(PageFactory(title="Home", text=f'<p><a href="{ADDRESS}">Dosing</a></p>'))

    assert "answers “no longer available”" in signatory.get(url("withdraw", live)).text
    assert "Home v1" in signatory.get(url("withdraw", live)).text
    assert "will notice nothing" in signatory.get(url("withdraw", waiting)).text
    assert "Home v1" not in signatory.get(url("withdraw", waiting)).text


def test_a_wrong_password_is_told_beside_its_field(signatory):
    version = frozen(PageFactory())

    response = signatory.post(
        url("certify", version), {"first_use_on": timezone.localdate().strftime("%d/%m/%Y"), "password": "guess"}
    )

    assert "nothing was signed" in response.context["form"].errors["password"][0]
    assert not version.is_certified


def test_a_wrong_job_code_loses_nothing_typed(editor):
    response = editor.post(freeze_url(PageFactory()), {"job_code": "PP-419", "prepared_on": "01/03/2021"})

    assert "“PP-419” is not a job code. Write it like PP-INO-GBR-0419" in response.text
    assert 'value="PP-419"' in response.text
    assert 'value="01/03/2021"' in response.text


def test_a_used_job_code_is_named_with_its_owner(editor):
    used = frozen(PageFactory(title="Dosing"))

    response = editor.post(freeze_url(PageFactory()), {"job_code": str(used.job_code), "prepared_on": "01/03/2021"})

    assert f"{used.job_code} belongs to Dosing v1. A code is used once: take another." in response.text


def test_the_next_free_job_code_is_offered(editor):
    frozen(PageFactory(), job_code="PP-PFE-GBR-0077")

    assert 'value="PP-PFE-GBR-0078"' in editor.get(freeze_url(PageFactory())).text


def test_an_empty_page_says_what_to_do(editor):
    page = PageFactory(text="")

    response = editor.post(freeze_url(page), {"job_code": "PP-PFE-GBR-0001", "prepared_on": "01/03/2021"})

    assert "The page is empty. Add at least one block." in response.text
    assert not page.versions.exists()


def test_two_editors_cannot_silently_overwrite_each_other(db):
    page = PageFactory(heading="As it was")
    ana = UserFactory(group="Editors", first_name="Ana", last_name="Lopez")
    first, second = signed_in(ana), signed_in(UserFactory(group="Editors"))
    anas, bens = form_of(first.get(change_url(page))), form_of(second.get(change_url(page)))
    first.post(change_url(page), anas | {"heading": "Ana’s heading"})

    response = second.post(change_url(page), bens | {"heading": "Ben’s heading"})

    assert "Ana Lopez saved this Draft while you were editing it." in response.text
    assert "Ben’s heading" in response.text
    assert Page.objects.get(pk=page.pk).heading == "Ana’s heading"


def test_a_script_in_rich_text_is_refused_and_the_rest_kept(editor):
    page = PageFactory(text="<p>Old text.</p>")
    filled_in = form_of(editor.get(change_url(page)))
    block = next(name for name, value in filled_in.items() if value == "<p>Old text.</p>")

    response = editor.post(
        change_url(page), filled_in | {block: "<p>Kept.<script>alert(1)</script></p>", "heading": "Kept too"}
    )

    assert response.status_code == 200
    assert "contained a script" in response.text
    assert "Kept too" in response.text


def test_an_address_of_another_form_or_already_used_is_refused(editor):
    PageFactory(address="/taken/")
    page = PageFactory()
    filled_in = form_of(editor.get(change_url(page)))

    for address, message in (
        ("/Dosing Page", "Write a path like /medicine/besponsa/dosing/"),
        ("/taken/", "Another Material has this address"),
    ):
        response = editor.post(change_url(page), filled_in | {"address": address})
        assert message in response.text


def test_an_address_in_use_is_no_part_of_the_draft(editor):
    page = PageFactory(address=ADDRESS)
    frozen(page)
    filled_in = form_of(editor.get(change_url(page)))

    editor.post(change_url(page), filled_in | {"address": "/elsewhere/"})

    assert "address" not in filled_in
    assert Page.objects.get(pk=page.pk).address == ADDRESS


def test_a_source_in_use_cannot_be_deleted(editor):
    reference = ReferenceFactory(label="BESPONSA SmPC")
    PageFactory(title="Dosing", text=f'<p>x<cite data-reference="{reference.pk}">BESPONSA SmPC</cite></p>')
    delete = reverse("admin:pages_reference_delete", args=[reference.pk])

    response = editor.post(delete, {"post": "yes"})
    in_bulk = editor.post(
        reverse("admin:pages_reference_changelist"),
        {"action": "delete_selected", "_selected_action": [reference.pk], "post": "yes"},
    )

    for answer in (response, in_bulk):
        assert "Dosing uses “BESPONSA SmPC”. Take it out there first." in answer.text
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_what_was_frozen_cannot_be_deleted(db):
    page = PageFactory()
    frozen(page)
    boss = signed_in(UserFactory(is_superuser=True))

    assert boss.post(reverse("admin:pages_page_delete", args=[page.pk]), {"post": "yes"}).status_code == 403
    for name in ("change", "delete"):
        assert boss.post(
            reverse(f"admin:compliance_version_{name}", args=[page.versions.get().pk]), {}
        ).status_code in {
            200,
            403,
        }
    assert page.versions.exists()


def test_a_draft_made_by_mistake_can_be_deleted(editor):
    page = PageFactory()
    editor.post(change_url(page), form_of(editor.get(change_url(page))))

    assert editor.post(reverse("admin:pages_page_delete", args=[page.pk]), {"post": "yes"}).status_code == 302

    assert not Page.objects.exists()
    assert Event.objects.filter(kind="draft-saved").exists()


def test_a_preview_is_for_staff_and_marked(editor, professional):
    page = PageFactory(text="<p>Not yet signed.</p>")
    preview = reverse("admin:pages_page_preview", args=[page.pk])

    shown = editor.get(preview)

    assert "Not yet signed." in shown.text
    assert "Draft" in shown.text
    assert professional.get(preview).status_code == 302
    assert signed_in(UserFactory()).get(preview).status_code == 403


def test_the_register_shows_the_stage_of_each_version(signatory, django_assert_max_num_queries):
    page = PageFactory(title="Dosing")
    certified(page)
    certified(page, first_use_on=timezone.localdate() + timedelta(days=3))
    frozen(PageFactory(title="Home"))

    with django_assert_max_num_queries(21):
        text = signatory.get(reverse("admin:compliance_version_changelist")).text

    for stage in ("live", "scheduled", "frozen"):
        assert f">{stage}<" in text


def test_the_record_of_a_version_is_shown(signatory):
    version = certified(PageFactory(title="Dosing"))

    text = signatory.get(url("change", version)).text

    assert str(version.job_code) in text
    assert version.rendition.sha256 in text
    assert "0000000" in text


def test_staff_see_exactly_what_visitors_get(signatory, professional):
    version = certified(PageFactory(address=ADDRESS))

    assert signatory.get(url("shown", version)).content == professional.get(ADDRESS).content
