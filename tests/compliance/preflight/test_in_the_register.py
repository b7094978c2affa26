"""Preflight at work: beside the Draft, at freezing, in review, at signing, on the certificate and by command."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from compliance import actions, preflight
from compliance.certificate_facts import certificate_facts
from compliance.errors import OpenFindings, StepRefused
from compliance.models import Event, Version, WatchedPhrase, Wording
from pages.blocks import TextBlock
from tests.conftest import visitor
from tests.factories import (
    PASSWORD,
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
    submitted,
)

pytestmark = pytest.mark.django_db

UNDERTAKING = {
    "kind": "undertaking",
    "text": "works wonders",
    "reason": "Ruled misleading.",
    "undertaking": "AUTH/1/23",
}


def staff(group: str):
    client = visitor()
    client.force_login(UserFactory(group=group))
    return client


def preflighted(*arguments: str) -> tuple[str, int]:
    """What the command prints, and its exit status."""
    out = StringIO()
    try:
        call_command("preflight", *arguments, stdout=out, stderr=StringIO(), no_color=True)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_what_is_found_is_kept_with_the_version_hint_and_clause_included():
    version = frozen(PageFactory(text="<p>It is safe.</p>"))

    finding = version.findings.get()

    assert (finding.rule, finding.severity) == ("WRD001", "warning")
    assert finding.anchor in version.parts()
    assert finding.hint.startswith("Give the rate")
    assert finding.clause == "ABPI Code 2024, clause 6.4"


def test_the_event_of_freezing_says_how_many_rules_looked_and_what_they_found():
    frozen(PageFactory(text="<p>It is safe.</p>"))

    detail = Event.objects.filter(kind=Event.Kind.FROZEN).first().detail

    assert detail["rules"] == len(preflight.all_rules())
    assert detail["findings"] == ["warning WRD001"]


def test_the_edition_in_force_names_the_clause():
    actions.set_wording(text="I have examined it.", code_edition="2019", by=UserFactory())

    version = frozen(PageFactory(text="<p>It is safe.</p>"))

    assert version.findings.get().clause == "ABPI Code 2019, clause 7.9"


def test_an_error_blocks_and_an_unanswered_warning_does():
    broken = frozen(PageFactory(text='<p><a href="/nowhere/">More</a></p>'))
    doubtful = submitted(PageFactory(text="<p>It is safe.</p>"))

    with pytest.raises(StepRefused, match="where there is nothing"):
        actions.submit(broken, by=broken.authors.first())
    with pytest.raises(StepRefused, match="open finding, WRD001"):
        actions.approve(doubtful, by=UserFactory(group="Reviewers"))


def test_the_certificate_has_the_findings_and_their_answers():
    version = approved(PageFactory(text="<p>It is safe.</p>"))
    by = SignatoryFactory().user
    days = {"first_use_on": timezone.localdate(), "ends_on": timezone.localdate() + timedelta(days=9)}

    facts = certificate_facts(version, by=by, wording=Wording.in_force(), signed_at=timezone.now(), **days)

    (rule, severity, message, answer, _) = facts.findings[0]
    assert (rule, severity, answer) == ("WRD001", "warning", "As it should be.")
    assert "safe" in message


def test_signing_looks_again_since_what_was_in_order_may_be_a_breach_by_now():
    version = approved(PageFactory(text="<p>It works wonders.</p>"))
    WatchedPhrase.objects.create(**UNDERTAKING)

    with pytest.raises(OpenFindings, match="WRD005: “works wonders” is given up by undertaking"):
        actions.certify(version, by=SignatoryFactory().user, password=PASSWORD)

    assert not version.is_certified


def test_a_certified_version_that_breaks_a_rule_of_today_is_not_certified_again():
    version = certified(PageFactory(text="<p>It works wonders.</p>"), ends_on=timezone.localdate() + timedelta(days=9))
    WatchedPhrase.objects.create(**UNDERTAKING)

    with pytest.raises(OpenFindings, match="WRD005"):
        actions.recertify(version, by=SignatoryFactory().user, password=PASSWORD)

    assert version.signatures.count() == 1


class TestLinkedFiles:
    """A page is certified for no longer than the leaflets and prescribing information it offers."""

    @pytest.fixture
    def soon(self):
        return timezone.localdate() + timedelta(days=30)

    @pytest.fixture
    def page(self, soon):
        product = ProductFactory()
        certified(PrescribingInformationFactory(product=product))
        certified(LeafletFactory(product=product, address="/downloads/facts.pdf", title="Facts"), ends_on=soon)
        text = '<p><a href="/downloads/facts.pdf">Read the facts</a></p>'
        return approved(PageFactory(product=product, text=text))

    def test_without_a_day_it_ends_with_the_first_of_them(self, page, soon):
        signature = actions.certify(page, by=SignatoryFactory().user, password=PASSWORD)

        assert signature.ends_on == soon

    def test_a_later_day_is_refused(self, page, soon):
        with pytest.raises(ValidationError, match=f"Facts v1 .* which ends on {soon:%-d %B %Y}"):
            actions.certify(page, by=SignatoryFactory().user, password=PASSWORD, ends_on=soon + timedelta(days=1))

    def test_certifying_again_waits_for_the_file(self, page, soon):
        by = SignatoryFactory().user
        actions.certify(page, by=by, password=PASSWORD)
        facts = Version.objects.get(title="Facts")

        with pytest.raises(ValidationError, match="Certify that again first"):
            actions.recertify(page, by=by, password=PASSWORD)
        actions.recertify(facts, by=by, password=PASSWORD)

        assert actions.recertify(page, by=by, password=PASSWORD).ends_on > soon

    def test_pages_that_link_to_each_other_do_not_hold_each_other_up(self):
        one, other = PageFactory(address="/one/"), PageFactory(text='<p><a href="/one/">One</a></p>')
        certified(one, ends_on=timezone.localdate() + timedelta(days=9))

        assert certified(other).ends_on == actions.latest_end(timezone.localdate())


class TestBesideTheDraft:
    def address(self, view: str, page) -> str:
        return reverse(f"admin:pages_page_{view}", args=[page.pk])

    def test_saving_says_what_the_rules_find(self):
        page = PageFactory(text="<p>It is safe.</p>")
        client = staff("Editors")
        form = client.get(self.address("change", page)).context["adminform"].form
        empty = {
            f"{kind}-{field}": "0" for kind in _prefixes(client, page) for field in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        given = {name: form.initial.get(name) or "" for name in form.fields} | {"revision_seen": page.revision}
        given |= {"heading_citations": []}

        answer = client.post(self.address("change", page), given | empty, follow=True)

        assert "Preflight finds 1 warning in the Draft" in answer.text
        assert self.address("preflight", page) in answer.text

    def test_each_finding_is_told_with_its_block(self):
        page = PageFactory(text="<p>It is safe.</p>")

        answer = staff("Editors").get(self.address("preflight", page))

        assert f'data-anchor="text-{TextBlock.objects.get().pk}"' in answer.text
        assert "1. It is safe." in answer.text
        assert "1 warning: a reviewer would have to answer it" in answer.text

    def test_a_draft_that_cannot_be_frozen_says_why_instead(self):
        answer = staff("Editors").get(self.address("preflight", PageFactory(text="")))

        assert "The page is empty" in answer.text

    def test_a_clean_draft_is_told_to_be_clean(self):
        ProductFactory(demonstration=False)

        answer = staff("Editors").get(self.address("preflight", PageFactory()))

        assert "The rules find nothing" in answer.text

    def test_only_staff_who_may_see_the_draft_see_what_is_found(self):
        page = PageFactory()

        assert visitor().get(self.address("preflight", page)).status_code == 302
        assert staff("").get(self.address("preflight", page)).status_code == 403
        assert staff("Editors").post(self.address("preflight", page)).status_code == 405

    def test_the_form_and_the_freezing_screen_fetch_it(self):
        page, client = PageFactory(), staff("Editors")

        for view in ("change", "freeze"):
            assert f'data-address="{self.address("preflight", page)}"' in client.get(self.address(view, page)).text


def _prefixes(client, page) -> list[str]:
    formsets = client.get(reverse("admin:pages_page_change", args=[page.pk])).context["inline_admin_formsets"]
    return [formset.formset.prefix for formset in formsets]


class TestTheCommand:
    def test_a_version_by_its_code(self):
        version = frozen(PageFactory(text="<p>It is safe.</p>"))

        out, status = preflighted(str(version.job_code))

        assert f"{version.job_code} [text-" in out
        assert "warning WRD001: “safe” needs care." in out
        assert "1 looked at: 0 errors, 1 warnings, 0 notes" in out
        assert status == 0

    def test_an_error_is_the_exit_status(self):
        version = frozen(PageFactory(text='<p><a href="/nowhere/">More</a></p>'))

        out, status = preflighted(str(version.job_code))

        assert "error LNK001" in out
        assert status == 1

    def test_all_are_those_that_visitors_see_or_may_come_to_see(self):
        live, waiting = certified(PageFactory()), frozen(PageFactory(text="<p>It works wonders.</p>"))
        gone = certified(PageFactory(text="<p>It works wonders.</p>"))
        actions.withdraw(gone, by=SignatoryFactory().user, reason="Not needed")
        WatchedPhrase.objects.create(**UNDERTAKING)

        out, status = preflighted("--all")

        assert "2 looked at" in out
        assert f"{waiting.job_code} [" in out
        assert str(gone.job_code) not in out
        assert str(live.job_code) not in out
        assert status == 1

    def test_drafts_as_they_would_be_frozen(self):
        PageFactory(address="/empty/", text="")
        PageFactory(address="/safe/", text="<p>It is safe.</p>")

        out, status = preflighted("--drafts")

        assert "Draft /empty/ cannot be frozen: The page is empty." in out
        assert "Draft /safe/ [text-" in out
        assert status == 1

    def test_an_unknown_code_is_refused(self):
        with pytest.raises(CommandError, match="no job code in this register"):
            preflighted("PP-INO-GBR-0001")

    def test_the_rules_as_a_table(self):
        out, status = preflighted("--rules")

        assert "| TRI001 | error | pages and PDFs |" in out
        assert status == 0
        assert out.strip() in (settings.BASE_DIR / "docs" / "preflight.md").read_text()


class TestWatchedPhrases:
    address = "/admin/compliance/watchedphrase/add/"

    def test_a_signatory_adds_an_undertaking_and_is_told_what_says_it(self):
        live = certified(PageFactory(text="<p>It works <strong>wonders</strong>.</p>"))
        certified(PageFactory())

        answer = staff("Signatories").post(self.address, UNDERTAKING, follow=True)

        assert f"{live} says it, and visitors can open it." in answer.text.replace("&quot;", '"')
        assert WatchedPhrase.objects.filter(kind="undertaking").get().text == "works wonders"
        assert Event.objects.filter(kind=Event.Kind.PHRASE_CHANGED).get().detail["phrase"] == "works wonders"

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"undertaking": ""}, "Name the case"),
            ({"kind": "spelling", "instead": ""}, "Write what it is called"),
            ({"reason": ""}, "Say why"),
            ({"text": "…"}, "Write at least one word"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, changed, said):
        answer = staff("Signatories").post(self.address, UNDERTAKING | changed)

        assert said in answer.text
        assert not WatchedPhrase.objects.filter(kind="undertaking").exists()

    @pytest.mark.parametrize("group", ["Editors", "Reviewers"])
    def test_others_may_look_and_not_change(self, group):
        client = staff(group)

        assert client.get("/admin/compliance/watchedphrase/").status_code == 200
        assert client.post(self.address, UNDERTAKING).status_code == 403

    def test_nobody_deletes_one(self):
        phrase = WatchedPhrase.objects.first()
        admin = visitor()
        admin.force_login(UserFactory(is_superuser=True))

        assert admin.post(f"/admin/compliance/watchedphrase/{phrase.pk}/delete/", {"post": "yes"}).status_code == 403
        assert WatchedPhrase.objects.filter(pk=phrase.pk).exists()

    def test_a_retired_one_is_not_looked_for(self):
        WatchedPhrase.objects.filter(text="safe").update(retired_on=date(2026, 1, 1))

        assert not frozen(PageFactory(text="<p>It is safe.</p>")).findings.exists()

    def test_an_ending_may_be_left_open(self):
        WatchedPhrase.objects.create(kind="competitor", text="bland*", reason="Another company's.")

        assert frozen(PageFactory(text="<p>Blandexil is another.</p>")).findings.get().rule == "WRD006"
        assert not frozen(PageFactory(text="<p>Gland.</p>")).findings.exists()
