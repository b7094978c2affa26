"""`verify_register` notices whatever somebody with the keys to the database might do."""

import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from compliance import actions, verification
from compliance.models import Event, Signature, Verification
from compliance.triggers import all_triggers, put_up_triggers
from tests.conftest import Visitor
from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    UserFactory,
    certified,
    frozen,
)


@pytest.fixture
def register(gate):
    """A live gate and page, and a Draft that was saved."""
    page = PageFactory(address="/dosing/")
    page.revision = 1
    page.save()
    actions.record_draft_saved(page, by=UserFactory())
    return certified(page)


@pytest.fixture
def leaflet(register):
    """A live leaflet beside them."""
    certified(PrescribingInformationFactory(product=ProductFactory()))
    return certified(LeafletFactory(address="/downloads/facts.pdf"))


def verify():
    outcome = verification.Outcome()
    parts = [progress.part for progress in verification.verify(outcome)]
    assert parts[0] == "Triggers"
    return outcome


def tamper(statement, parameters=(), *, table):
    """As somebody who takes the triggers of a table down first, and puts them up again."""
    with connection.cursor() as cursor:
        for name, (on, _) in all_triggers(connection.vendor).items():
            if on == table:
                cursor.execute(f"DROP TRIGGER {name}" + (f" ON {on}" if connection.vendor == "postgresql" else ""))
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, parameters)
    put_up_triggers()


def test_a_register_in_order_has_no_fault(register, leaflet):
    outcome = verify()

    assert (outcome.faults, outcome.frame_changes) == ([], [])
    assert outcome.renditions == 8  # four bodies, four certificates
    assert outcome.events == Event.objects.count()


@pytest.mark.parametrize("form", ["body", "pdf", "certificate"])
def test_changed_bytes_are_found(leaflet, form):
    tamper(
        "UPDATE compliance_rendition SET body = %s WHERE form = %s",
        [b"other bytes", form],
        table="compliance_rendition",
    )

    assert any(f"the bytes of its {form} are not those kept" in fault for fault in verify().faults)


def test_changed_bytes_with_a_changed_hash_are_found(register):
    """The hash beside the bytes fits; the Signature's does not."""
    tamper(
        "UPDATE compliance_rendition SET body = %s, sha256 = %s, size_bytes = 5 "
        "WHERE version_id = %s AND form = 'body'",
        [b"other", sha256(b"other").hexdigest(), register.pk],
        table="compliance_rendition",
    )

    faults = verify().faults

    assert f"{register.job_code}: a Signature does not cover the bytes kept." in faults
    assert any("answers 410 instead of the signed bytes" in fault for fault in faults)


def test_a_missing_trigger_is_found(register):
    with connection.cursor() as cursor:
        on = " ON compliance_event" if connection.vendor == "postgresql" else ""
        cursor.execute("DROP TRIGGER compliance_event_no_update" + on)

    assert verify().faults == ["The trigger compliance_event_no_update does not stand. Run `manage.py migrate`."]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE compliance_event SET kind = 'withdrawn' WHERE id = {third}", "was changed"),
        ("UPDATE compliance_event SET detail = '{{}}' WHERE id = {third}", "was changed"),
        ("UPDATE compliance_event SET by_id = {other} WHERE id = {third}", "was changed"),
        ("DELETE FROM compliance_event WHERE id = {third}", "does not follow the one before"),
        ("UPDATE compliance_event SET id = 999999 WHERE id = {third}", "does not follow the one before"),
        ("DELETE FROM compliance_event WHERE id = {last}", "left no Event"),
    ],
    ids=["kind", "detail", "person", "dropped", "reordered", "the last one dropped"],
)
def test_a_changed_dropped_or_reordered_event_is_found(register, statement, fault):
    keys = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    filled = statement.format(third=keys[2], last=keys[-1], other=UserFactory().pk)
    tamper(filled, table="compliance_event")

    assert any(fault in found for found in verify().faults)


def test_a_trail_cut_off_after_an_earlier_verification_is_found(register):
    by = UserFactory()
    actions.record_product_changed(ProductFactory(), by=by, changed={})
    verification.keep(verify(), by=by, seconds=0)
    last = Event.objects.first()
    tamper("DELETE FROM compliance_event WHERE id = %s", [last.pk], table="compliance_event")

    assert "The end of the audit trail is missing: an earlier verification saw more Events." in verify().faults


def test_a_whole_new_chain_is_found_by_what_an_earlier_verification_saw(register):
    verification.keep(verify(), by=None, seconds=0)
    last = Event.objects.first()
    last.detail = {"forged": True}
    tamper(
        "UPDATE compliance_event SET detail = %s, sha256 = %s WHERE id = %s",
        [json.dumps(last.detail), last.digest(), last.pk],
        table="compliance_event",
    )

    assert any("is not what an earlier verification saw" in fault for fault in verify().faults)


def test_a_row_slipped_in_past_the_actions_is_found(register):
    signature = Signature.objects.filter(version=register).get()
    signature.pk, signature._state.adding, signature.certificate = None, True, None
    signature.save()

    assert f"{register.job_code}: a signature left no Event." in verify().faults


def test_a_draft_saved_without_a_trace_is_found(register):
    register.material.revision = 7
    register.material.save()

    assert "“Administration”: the last saving of its Draft left no Event." in verify().faults


def test_what_is_served_is_asked_for_through_the_whole_site(register, monkeypatch):
    """Something between the register and the visitor adds to the signed bytes."""
    from pages import framing

    made = framing.render_to_string
    served = []

    def meddle(template, context):
        html = made(template, context)
        served.append(context)
        return html + "<p>One more thing</p>" if context.get("body") and context["current"] == "/dosing/" else html

    monkeypatch.setattr("pages.framing.render_to_string", meddle)

    assert any("serves more than the signed bytes" in fault for fault in verify().faults)
    assert served


def test_bytes_swapped_on_their_way_are_found(leaflet, monkeypatch):
    monkeypatch.setattr(
        "downloads.views.ranges.answer", lambda *args, **kwargs: __import__("django").http.HttpResponse("x")
    )

    assert any("is not what was signed" in fault for fault in verify().faults)


def test_a_changed_frame_is_reported_and_is_no_fault(register, monkeypatch):
    from pages import framing

    made = framing.render_to_string
    monkeypatch.setattr("pages.framing.render_to_string", lambda *args: made(*args) + "<!-- new frame -->")

    outcome = verify()

    assert outcome.faults == []
    assert f"{register.job_code}: the frame around it changed since it was frozen." in outcome.frame_changes


def test_it_leaves_no_session_behind(register):
    from django.contrib.sessions.models import Session

    before = Session.objects.count()
    verify()

    assert Session.objects.count() == before


def test_the_command_says_so_and_exits_with_1_on_a_fault(leaflet):
    out = StringIO()
    call_command("verify_register", stdout=out, stderr=StringIO())
    assert "0 faults" in out.getvalue()

    tamper("UPDATE compliance_rendition SET body = %s WHERE form = 'pdf'", [b"x"], table="compliance_rendition")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_register", stdout=out, stderr=StringIO())

    assert ended.value.code == 1
    assert [result.fault_count > 0 for result in Verification.objects.all()] == [True, False]


class TestTheButton:
    def visit(self, group):
        client = Visitor()
        client.force_login(UserFactory(group=group))
        return client

    def test_it_tells_how_far_it_is_and_what_it_found(self, register):
        client = self.visit("Reviewers")

        page = b"".join(client.post(reverse("admin:compliance_verification_verify")).streaming_content).decode()

        assert "Chain of Events" in page
        assert "No fault" in page
        assert page.rstrip().endswith("</html>")
        assert Verification.objects.get().by.groups.get().name == "Reviewers"

    def test_the_last_result_stands_beside_it(self, register):
        verification.keep(verification.Outcome(faults=["PP-PFE-GBR-0001: bytes"]), by=None, seconds=1)

        page = self.visit("Reviewers").get(reverse("admin:compliance_verification_changelist")).text

        assert "1 fault" in page
        assert "Verify the register now" in page

    def test_an_editor_may_look_and_not_press(self, register):
        client = self.visit("Editors")

        assert client.post(reverse("admin:compliance_verification_verify")).status_code == 403
        assert "Verify the register now" not in client.get(reverse("admin:compliance_verification_changelist")).text


def test_a_frozen_version_is_verified_too(db):
    version = frozen(PageFactory())
    tamper("UPDATE compliance_rendition SET size_bytes = 1", table="compliance_rendition")

    assert f"{version.job_code}: the bytes of its body are not those kept." in verify().faults


class TestWhatEventsTell:
    """The rows fit each other; the chain of Events tells it otherwise."""

    def test_replaced_bytes_with_all_hashes_beside_them_are_found(self, register):
        body = register.rendition.body.replace(b"Administration", b"Something else")
        digest = sha256(body).hexdigest()
        where = "version_id = %s AND form = 'body'"
        tamper(
            f"UPDATE compliance_rendition SET body = %s, sha256 = %s, size_bytes = %s WHERE {where}",
            [body, digest, len(body), register.pk],
            table="compliance_rendition",
        )
        tamper(
            "UPDATE compliance_signature SET sha256 = %s WHERE version_id = %s",
            [digest, register.pk],
            table="compliance_signature",
        )

        faults = verify().faults

        assert f"{register.job_code}: its frozen form is not as its Event tells it." in faults
        assert f"{register.job_code}: its Signature is not as its Event tells it." in faults

    @pytest.mark.parametrize(
        "change",
        [
            "ends_on = '2099-01-01'",
            "first_use_on = '2000-01-01'",
            "signatory_id = {other}",
            "name = 'Somebody Else'",
            "profession = 'UK registered medical practitioner (GMC)'",
            "registration_number = '9999999'",
        ],
    )
    def test_a_changed_signature_is_found(self, register, change):
        change = change.format(other=UserFactory().pk)
        tamper(
            f"UPDATE compliance_signature SET {change} WHERE version_id = %s",
            [register.pk],
            table="compliance_signature",
        )

        assert f"{register.job_code}: its Signature is not as its Event tells it." in verify().faults

    def test_a_withdrawal_that_was_taken_away_is_found(self, register):
        actions.withdraw(register, by=UserFactory(), reason="A new risk.")
        tamper("DELETE FROM compliance_withdrawal", table="compliance_withdrawal")

        assert f"{register.job_code}: its Withdrawal is gone." in verify().faults

    def test_a_withdrawal_as_it_was_recorded_is_none(self, register):
        actions.withdraw(register, by=UserFactory(), reason="A new risk.")

        assert verify().faults == []

    @pytest.mark.parametrize("change", ["title = 'Something else'", "prepared_on = '2000-01-01'"])
    def test_a_version_that_is_called_or_dated_otherwise_is_found(self, register, change):
        tamper(
            f"UPDATE compliance_version SET {change} WHERE id = %s",
            [register.pk],
            table="compliance_version",
        )

        assert f"{register.job_code}: its frozen form is not as its Event tells it." in verify().faults

    def test_early_events_do_not_tell_all_of_it_and_that_is_no_fault(self, gate, monkeypatch):
        """As they were recorded before."""
        record = Event.record
        late = ("title", "prepared_on", "name", "profession", "registration_number")

        def as_before(kind, **told):
            return record(kind, **{name: value for name, value in told.items() if name not in late})

        monkeypatch.setattr(Event, "record", as_before)
        early = certified(PageFactory(address="/early/"))

        assert "title" not in Event.objects.get(version=early, kind="frozen").detail
        assert verify().faults == []

    def test_a_changed_job_code_is_found(self, register):
        tamper(
            "UPDATE compliance_version SET job_code = 'PP-PFE-GBR-9999' WHERE id = %s",
            [register.pk],
            table="compliance_version",
        )

        assert "PP-PFE-GBR-9999: its frozen form is not as its Event tells it." in verify().faults
