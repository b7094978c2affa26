"""Every action and its Event stand or fall together."""

import pytest
from django.db import transaction

from compliance import actions
from compliance.models import Event
from pages.contents import source_key
from tests.factories import (
    PASSWORD,
    PageFactory,
    ProductFactory,
    ReferenceFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
    submitted,
)


def commented(**of):
    return actions.comment(submitted(PageFactory(**of)), by=UserFactory(), text="Which dose?")


def affected():
    reference = ReferenceFactory()
    certified(PageFactory(text=f'<p>x<cite data-reference="{reference.pk}">SmPC</cite></p>'))
    change = actions.note_source_change(source_key(reference.pk), label="SmPC", summary="New", by=UserFactory())
    return change.affected.get()


# Each: what must be there before, what is done, and the rows that must not stay when its Event fails.
ACTIONS = {
    "freeze": (PageFactory, frozen, "Version"),
    "submit": (lambda: frozen(PageFactory()), lambda version: actions.submit(version, by=UserFactory()), "Submission"),
    "approve": (lambda: submitted(PageFactory()), lambda version: actions.approve(version, by=UserFactory()), "Review"),
    "return": (
        lambda: submitted(PageFactory()),
        lambda version: actions.return_with_comments(version, by=UserFactory(), remark="No"),
        "Review",
    ),
    "comment": (
        lambda: submitted(PageFactory()),
        lambda version: actions.comment(version, by=UserFactory(), text="Why?"),
        "Comment",
    ),
    "answer": (commented, lambda comment: actions.answer(comment, by=UserFactory(), text="So."), "Answer"),
    "resolve": (commented, lambda comment: actions.resolve(comment, by=UserFactory()), "Resolution"),
    "answer_finding": (
        lambda: submitted(PageFactory(text="<p>Give the the dose.</p>")).findings.get(severity="warning"),
        lambda finding: actions.answer_finding(finding, by=UserFactory(), text="So."),
        "FindingAnswer",
    ),
    "certify": (
        lambda: approved(PageFactory()),
        lambda version: actions.certify(version, by=SignatoryFactory().user, password=PASSWORD),
        "Signature",
    ),
    "withdraw": (
        lambda: certified(PageFactory()),
        lambda version: actions.withdraw(version, by=UserFactory(), reason="Old"),
        "Withdrawal",
    ),
    "move": (
        lambda: certified(PageFactory()).material,
        lambda material: actions.move(material, address="/moved/", by=UserFactory()),
        "FormerAddress",
    ),
    "note_source_change": (
        ProductFactory,
        lambda product: actions.note_source_change("smpc:INO", label="SmPC", summary="New", by=UserFactory()),
        "SourceChange",
    ),
    "decide": (
        affected,
        lambda row: actions.decide(row, is_affected=False, reason="Not quoted", by=UserFactory()),
        "Decision",
    ),
    "set_wording": (
        lambda: None,
        lambda _: actions.set_wording(text="I have examined it.", code_edition="2024", by=UserFactory()),
        "Wording",
    ),
}


def rows(model):
    from django.apps import apps

    return apps.get_model("compliance", model).objects.count()


@pytest.mark.parametrize("name", ACTIONS)
def test_it_leaves_one_event_with_who_and_when(db, name):
    given, act, model = ACTIONS[name]
    subject = given()
    before = Event.objects.count(), rows(model)

    act(subject)

    assert (Event.objects.count(), rows(model)) == (before[0] + 1, before[1] + 1)
    event = Event.objects.first()
    assert event.digest() == event.sha256
    assert event.at.utcoffset().total_seconds() == 0


@pytest.mark.parametrize("name", ACTIONS)
def test_a_failing_event_undoes_it(db, name, monkeypatch):
    given, act, model = ACTIONS[name]
    subject = given()
    before = rows(model)
    monkeypatch.setattr(Event, "record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        act(subject)

    assert rows(model) == before


def test_every_action_is_tried_here():
    changes = {"record_draft_saved", "record_phrase_changed", "record_product_changed", "record_staff_changed"}
    asked = {"why_not_certify", "why_not_recertify", "job_code_part", "latest_end"}
    named = {"return_with_comments" if name == "return" else name for name in ACTIONS}

    assert named == set(actions.__all__) - changes - {"recertify"} - asked
