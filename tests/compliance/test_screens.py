"""The register's screens, as reviewers, signatories and administrators use them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from compliance import actions
from compliance.models import Event, Material, Signatory, SourceChange, Wording
from pages.blocks import TextBlock
from pages.contents import source_key
from tests.conftest import Visitor
from tests.factories import (
    PASSWORD,
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    ReferenceFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
    submitted,
)

TODAY = timezone.localdate()


def of(group, user=None):
    client = Visitor()
    client.user = user or UserFactory(group=group)
    client.force_login(client.user)
    return client


@pytest.fixture
def editor(db):
    return of("Editors")


@pytest.fixture
def reviewer(db):
    return of("Reviewers")


@pytest.fixture
def signatory(db):
    return of("Signatories", SignatoryFactory().user)


@pytest.fixture
def administrator(db):
    """Who has just shown again who they are, as is asked before accounts are changed."""
    administrator = of("Administrators")
    administrator.post("/admin/sign-in/again/", {"password": PASSWORD})
    return administrator


def url(view, thing, model="version"):
    return reverse(f"admin:compliance_{model}_{view}", args=[thing.pk])


def record(version):
    return url("change", version)


class TestReviewing:
    def test_from_comment_to_approval(self, editor, reviewer):
        version = frozen(PageFactory(text="<p>Give it slowly.</p>"), by=editor.user)
        anchor = f"text-{TextBlock.objects.get(parent=version.material).pk}"
        editor.post(url("submit", version), {"remark": "First draft"})

        reviewer.post(url("comment", version), {"anchor": anchor, "text": "How slowly?"})
        comment = version.comments.get()
        refused = reviewer.post(url("approve", version), {"remark": ""})
        assert "has 1 open comment. Resolve them, or return it." in refused.text
        editor.post(url("answer", comment, "comment"), {"text": "Over one hour."})
        reviewer.post(url("resolve", comment, "comment"))
        reviewer.post(url("approve", version), {"remark": "Good"})

        assert version.stage(on=TODAY) == "approved"
        page = reviewer.get(record(version)).text
        for words in ("How slowly?", "Over one hour.", "1. Give it slowly.", "Good", f"shown/#{anchor}"):
            assert words in page

    def test_returning_without_a_word_says_what_to_do(self, reviewer):
        version = submitted(PageFactory())

        response = reviewer.post(url("return", version), {"remark": ""})

        assert "Say why it is returned" in response.text
        assert version.stage(on=TODAY) == "in-review"

    def test_a_refused_comment_keeps_what_was_typed(self, reviewer):
        version = submitted(PageFactory())

        response = reviewer.post(url("comment", version), {"anchor": "nowhere", "text": "How slowly?"})

        assert "How slowly?" in response.text
        assert not version.comments.exists()

    def test_an_empty_answer_is_told(self, reviewer):
        comment = actions.comment(submitted(PageFactory()), by=reviewer.user, text="How slowly?")

        page = reviewer.post(url("answer", comment, "comment"), {"text": ""}, follow=True).text

        assert "The answer is empty." in page

    def test_only_the_steps_that_may_be_taken_are_offered(self, editor, reviewer, signatory):
        version = submitted(PageFactory())

        assert "Approve…" in reviewer.get(record(version)).text
        assert "Submit for review…" not in editor.get(record(version)).text
        assert "Approve…" not in editor.get(record(version)).text
        assert "Certify…" not in signatory.get(record(version)).text

    @pytest.mark.parametrize("view", ["submit", "approve", "return", "certify", "recertify", "withdraw"])
    def test_each_step_is_for_its_own_people(self, administrator, view):
        version = approved(PageFactory())

        assert administrator.post(url(view, version), {}).status_code == 403
        assert version.stage(on=TODAY) == "approved"

    @pytest.mark.parametrize("view", ["comment", "answer", "resolve", "answer_finding"])
    def test_and_each_word(self, administrator, reviewer, view):
        version = submitted(PageFactory(text="<p>Give the the dose.</p>"))
        comment = actions.comment(version, by=reviewer.user, text="How slowly?")
        finding = version.findings.get(severity="warning")
        address = {
            "comment": url("comment", version),
            "answer": url("answer", comment, "comment"),
            "resolve": url("resolve", comment, "comment"),
            "answer_finding": url("answer", finding, "finding"),
        }[view]

        assert administrator.post(address, {"text": "x", "anchor": ""}).status_code == 403

    def test_a_draft_says_that_a_version_is_in_review(self, editor):
        version = submitted(PageFactory())

        text = editor.get(reverse("admin:pages_page_change", args=[version.material.pk])).text

        assert "is in review. What you save here does not change it" in text

    def test_the_desk_shows_what_waits_and_to_whom(self, editor, reviewer, signatory):
        waiting = submitted(PageFactory(title="Dosing"), by=editor.user)
        ready = approved(PageFactory(title="Home"))
        actions.comment(waiting, by=reviewer.user, text="How slowly?")

        assert str(waiting) in reviewer.get("/admin/").text
        assert str(ready) not in reviewer.get("/admin/").text
        assert str(ready) in signatory.get("/admin/").text
        assert "How slowly?" in editor.get("/admin/").text
        assert "Nothing waits for you." in of("Administrators").get("/admin/").text

    def test_nobody_finds_their_own_work_on_the_pile_to_review(self, db):
        both = UserFactory(group="Reviewers")
        both.groups.add(Group.objects.get(name="Editors"))
        version = submitted(PageFactory(title="Dosing"), by=both)

        piles = {pile.heading for pile in of(None, both).get("/admin/").context["piles"]}

        assert "To review" not in piles
        assert version.stage(on=TODAY) == "in-review"


class TestSigning:
    def test_the_screen_shows_changes_findings_comments_and_the_declaration(self, signatory, reviewer):
        page = PageFactory(text="<p>Give 0.8 mg.</p>")
        certified(page)
        TextBlock.objects.filter(parent=page.pk).update(html="<p>Give 1.8 mg. Do not not wait.</p>")
        version = submitted(page)
        comment = actions.comment(version, by=reviewer.user, text="Which dose?")
        actions.resolve(comment, by=reviewer.user)
        actions.answer_finding(version.findings.get(severity="warning"), by=reviewer.user, text="As printed.")
        actions.approve(version, by=reviewer.user)

        text = signatory.get(url("certify", version)).text

        for words in ("<del>0.8</del>", "<ins>1.8</ins>", "As printed.", "Which dose?", "fair and truthful", "<iframe"):
            assert words in text

    def test_a_refusal_stands_where_the_form_would(self, signatory):
        version = submitted(PageFactory())

        text = signatory.get(url("certify", version)).text

        assert "is in review; it cannot be certified. A reviewer must approve or return it first." in text
        assert 'name="password"' not in text

    def test_certifying_again_in_one_click_from_the_list(self, signatory):
        version = certified(PageFactory(), ends_on=TODAY + timedelta(days=20))
        address = url("recertify", version)
        assert address in signatory.get(reverse("admin:compliance_version_changelist")).text

        response = signatory.post(address, {"ends_on": "", "password": PASSWORD})

        assert response.status_code == 302
        assert version.signatures.count() == 2

    def test_the_certificate_opens(self, reviewer):
        version = certified(PageFactory())
        address = reverse("admin:compliance_version_certificate", args=[version.pk, 1])
        assert address in reviewer.get(record(version)).text

        pdf = PdfReader(BytesIO(reviewer.get(address).content))

        assert str(version.job_code) in pdf.pages[0].extract_text()
        assert reviewer.get(address.replace("/1/", "/2/")).status_code == 404

    def test_new_prescribing_information_says_before_and_after_what_falls_due(self, signatory):
        product = ProductFactory()
        information = PrescribingInformationFactory(product=product)
        certified(information)
        leaflet = certified(LeafletFactory(product=product))
        version = approved(information)

        assert str(leaflet) in signatory.get(url("certify", version)).text
        page = signatory.post(
            url("certify", version), {"first_use_on": f"{TODAY:%d/%m/%Y}", "password": PASSWORD}, follow=True
        ).text

        assert f"{leaflet} has the text before inside. Freeze it anew by" in page

    def test_withdrawing_names_every_address(self, signatory):
        page = PageFactory(address="/dosing/")
        version = certified(page)
        actions.move(page, address="/medicine/dosing/", by=signatory.user)

        text = signatory.get(url("withdraw", version)).text

        assert "<strong>/medicine/dosing/</strong> and <strong>/dosing/</strong> answer “no longer available”" in text


class TestHistory:
    def test_what_was_shown_on_a_day_opens(self, reviewer):
        version = certified(PageFactory())
        history = url("change", version.material, "material")

        today = reviewer.get(history, {"on": TODAY.isoformat()}).text
        before = reviewer.get(history, {"on": "2020-01-01"}).text

        assert f"{url('shown', version)}" in today
        assert "visitors were shown nothing here" in before
        assert "<svg" in today

    @pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "0000"])
    def test_what_is_no_day_is_told(self, reviewer, day):
        version = certified(PageFactory())

        assert "That is not a day." in reviewer.get(url("change", version.material, "material"), {"on": day}).text

    def test_moving_shows_what_links_to_it_and_moves(self, signatory, professional):
        page = PageFactory(address="/dosing/")
        certified(page)
        certified(PageFactory(title="Home", text='<p><a href="/dosing/">Dosing</a></p>'))
        move = reverse("admin:compliance_material_move", args=[page.pk])

        assert "Home v1" in signatory.get(move).text
        assert "Write a path like" in signatory.post(move, {"address": "/No Such/"}).text
        signatory.post(move, {"address": "/medicine/dosing/"})

        assert professional.get("/dosing/").status_code == 301
        assert "/dosing/" in signatory.get(url("change", page, "material")).text

    def test_moving_is_for_signatories_and_administrators(self, editor, reviewer):
        page = PageFactory()

        for client in (editor, reviewer):
            assert client.post(reverse("admin:compliance_material_move", args=[page.pk]), {}).status_code == 403

    def test_the_list_of_materials_says_what_visitors_see(self, reviewer):
        version = certified(PageFactory(title="Dosing"))
        PageFactory(title="New")

        text = reviewer.get(reverse("admin:compliance_material_changelist")).text

        assert str(version.job_code) in text
        assert "nothing" in text


class TestComparison:
    def two(self):
        page = PageFactory(text="<p>Give 0.8 mg.</p>")
        first = frozen(page)
        TextBlock.objects.filter(parent=page.pk).update(html="<p>Give 1.8 mg.</p>")
        return first, frozen(page)

    def test_one_figure_is_marked_in_its_place(self, reviewer):
        first, second = self.two()
        address = reverse("admin:compliance_version_marked", args=[first.pk, second.pk])

        marked = reviewer.get(address)

        assert ">0.8</del>" in marked.text
        assert ">1.8</ins>" in marked.text
        assert "compare.css" in marked.text
        assert marked["X-Frame-Options"] == "SAMEORIGIN"

    def test_the_choice_of_two_is_put_in_order(self, reviewer):
        first, second = self.two()
        chosen = reverse("admin:compliance_version_compare_chosen")

        page = reviewer.get(chosen, {"before": second.pk, "after": first.pk})

        assert "v2 compared with v1" in page.text
        assert "<del>0.8</del>" in page.text
        assert reviewer.get(chosen, {"before": "x", "after": first.pk}).status_code == 404

    def test_leaflets_are_compared_page_by_page(self, reviewer):
        certified(PrescribingInformationFactory())
        leaflet = LeafletFactory(text="<p>Give 0.8 mg.</p>")
        first = frozen(leaflet)
        TextBlock.objects.filter(parent=leaflet.pk).update(html="<p>Give 1.8 mg.</p>")
        second = frozen(leaflet)

        text = reviewer.get(reverse("admin:compliance_version_compare", args=[first.pk, second.pk])).text

        assert "<del>0.8</del>" in text
        assert 'aria-label="Page 1"' in text

    def test_the_same_twice_says_so(self, reviewer):
        first, _ = self.two()

        text = reviewer.get(reverse("admin:compliance_version_compare", args=[first.pk, first.pk])).text

        assert "No word, figure, link or picture differs" in text


class TestSources:
    def test_from_the_source_to_a_decision(self, editor, reviewer):
        reference = ReferenceFactory(label="BESPONSA SmPC")
        certified(PageFactory(title="Dosing", text=f'<p>x<cite data-reference="{reference.pk}">SmPC</cite></p>'))
        add = reverse("admin:compliance_sourcechange_add") + f"?source={source_key(reference.pk)}"
        assert add in editor.get(reverse("admin:pages_reference_change", args=[reference.pk])).text

        editor.post(add, {"source": source_key(reference.pk), "summary": "Section 4.2"})
        change = SourceChange.objects.get()
        assert change.label == "BESPONSA SmPC"
        assert "Dosing v1" in reviewer.get(url("change", change, "sourcechange")).text
        assert "1 Version to decide about" in reviewer.get("/admin/").text

        affected = change.affected.get()
        decide = reverse("admin:compliance_affected_decide", args=[affected.pk])
        prefix = f"d{affected.pk}"
        assert "This field is required" in reviewer.post(decide, {f"{prefix}-is_affected": "no"}).text
        assert editor.post(decide, {}).status_code == 403
        reviewer.post(decide, {f"{prefix}-is_affected": "no", f"{prefix}-reason": "Not quoted"})

        assert not affected.decision.is_affected
        assert "Not quoted" in reviewer.get(url("change", change, "sourcechange")).text

    def test_the_smpc_is_noted_at_the_product(self, reviewer):
        product = ProductFactory()
        information = certified(PrescribingInformationFactory(product=product))

        reviewer.post(
            reverse("admin:compliance_sourcechange_add"), {"source": "smpc:INO", "summary": "Section 4.4 was revised"}
        )

        assert SourceChange.objects.get().affected.get().version == information

    def test_a_source_that_is_none_is_refused(self, editor):
        add = reverse("admin:compliance_sourcechange_add")

        assert editor.get(add).status_code == 302
        editor.post(add, {"source": "reference:999", "summary": "x"})
        assert not SourceChange.objects.exists()


class TestAdministration:
    def test_the_wording_is_replaced_and_the_old_one_kept(self, administrator):
        add = reverse("admin:compliance_wording_add")
        assert "fair and truthful" in administrator.get(add).text

        administrator.post(add, {"text": "I have examined it anew.", "code_edition": "2027"})
        administrator.post(add, {"text": "And again.", "code_edition": "2027"})

        assert [wording.text for wording in Wording.objects.all()] == ["And again.", "I have examined it anew."]
        assert Event.objects.first().kind == "wording-set"

    @pytest.mark.parametrize("group", ["Editors", "Reviewers", "Signatories"])
    def test_nobody_else_sets_it(self, db, group):
        assert of(group).post(reverse("admin:compliance_wording_add"), {}).status_code == 403

    def test_an_account_is_made_and_put_in_groups_on_record(self, administrator):
        administrator.post(
            reverse("admin:auth_user_add"),
            {
                "username": "ben",
                "signs_in": "password",
                "first_name": "Ben",
                "last_name": "Okri",
                "email": "ben@example.org",
            },
        )
        ben = User.objects.get(username="ben")
        assert ben.is_staff
        assert not ben.is_superuser

        reviewers = Group.objects.get(name="Reviewers")
        administrator.post(
            reverse("admin:auth_user_change", args=[ben.pk]),
            {"username": "ben", "is_active": "on", "is_superuser": "on", "groups": [reviewers.pk]},
        )

        ben.refresh_from_db()
        assert (list(ben.groups.all()), ben.is_superuser) == ([reviewers], False)
        assert Event.objects.first().detail["person"] == "ben"
        assert "groups" in Event.objects.first().detail["changed"]

    def test_a_superusers_account_is_not_theirs_to_take(self, administrator):
        boss = UserFactory(is_superuser=True)

        for view in ("change", "delete", "password_change"):
            name = "auth_user_password_change" if view == "password_change" else f"auth_user_{view}"
            assert administrator.post(reverse(f"admin:{name}", args=[boss.pk]), {}).status_code == 403

    def test_a_signatory_is_entered_on_record_and_never_deleted(self, administrator):
        ben = UserFactory()
        administrator.post(
            reverse("admin:compliance_signatory_add"),
            {
                "user": ben.pk,
                "profession": "doctor",
                "registration_number": "1234567",
                "notified_mhra_on": "01/03/2021",
                "notified_pmcpa_on": "01/03/2021",
                "begins_on": "01/03/2021",
                "ends_on": "",
            },
        )

        signatory = Signatory.objects.get(user=ben)
        assert Event.objects.first().kind == "staff-changed"
        delete = reverse("admin:compliance_signatory_delete", args=[signatory.pk])
        assert administrator.post(delete, {"post": "yes"}).status_code == 403

    def test_a_registration_number_of_another_form_is_refused(self, administrator):
        response = administrator.post(
            reverse("admin:compliance_signatory_add"),
            {
                "user": UserFactory().pk,
                "profession": "doctor",
                "registration_number": "12345",
                "begins_on": "01/03/2021",
            },
        )

        assert "GMC and GPhC numbers have seven digits." in response.text
        assert not Signatory.objects.exists()

    def test_a_products_change_is_on_record(self, administrator):
        product = ProductFactory()
        change = reverse("admin:compliance_product_change", args=[product.pk])
        form = administrator.get(change).context["adminform"].form
        fields = {name: form[name].value() or "" for name in form.fields}

        administrator.post(change, fields | {"pi_deadline_days": 7, "demonstration": "on"})

        assert Event.objects.first().detail["changed"]["pi_deadline_days"] == "7"

    def test_an_administrator_neither_edits_nor_deletes_material(self, administrator):
        page = PageFactory()
        change = reverse("admin:pages_page_change", args=[page.pk])

        assert administrator.post(change, {}).status_code == 403
        assert administrator.post(reverse("admin:pages_page_delete", args=[page.pk]), {}).status_code == 403


def test_the_groups_are_put_up_with_every_migrate(db):
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "Editors",
        "Reviewers",
        "Signatories",
        "Administrators",
    }
    for name, codename in (
        ("Editors", "add_submission"),
        ("Reviewers", "add_review"),
        ("Signatories", "certify_version"),
        ("Administrators", "add_wording"),
    ):
        assert Group.objects.get(name=name).permissions.filter(codename=codename).exists()


def test_no_group_both_draws_up_and_signs_or_approves(db):
    for group in Group.objects.all():
        may = set(group.permissions.values_list("codename", flat=True))
        assert len(may & {"freeze_version", "add_review", "certify_version"}) <= 1


def test_a_material_is_never_deleted_by_its_record(db):
    page = PageFactory()
    frozen(page)
    boss = of(None, UserFactory(is_superuser=True))

    assert boss.post(reverse("admin:compliance_material_delete", args=[page.pk]), {"post": "yes"}).status_code == 403
    in_bulk = {"action": "delete_selected", "_selected_action": [page.pk], "post": "yes"}
    boss.post(reverse("admin:compliance_material_changelist"), in_bulk)
    assert Material.objects.filter(pk=page.pk).exists()
