"""A source was revised: which Versions that concerns, and a decision for each."""

import pytest

from compliance import actions, source_keys
from compliance.errors import StepRefused
from compliance.models import Decision, Event, SourceChange
from pages.contents import source_key
from tests.factories import (
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    ReferenceFactory,
    UserFactory,
    certified,
    frozen,
)


@pytest.fixture
def reference(db):
    return ReferenceFactory(label="BESPONSA SmPC")


def citing(reference, **of):
    return PageFactory(text=f'<p>Slowly<cite data-reference="{reference.pk}">SmPC</cite></p>', **of)


def note(source, summary="Section 4.2 was revised"):
    return actions.note_source_change(source, label="SmPC", summary=summary, by=UserFactory())


def concerned(change):
    return [affected.version for affected in change.affected.order_by("pk")]


def test_the_versions_that_cite_it_and_are_or_may_be_shown_are_listed(reference):
    page = citing(reference)
    old, live, waiting = certified(page), certified(page), frozen(page)
    withdrawn = certified(citing(reference))
    actions.withdraw(withdrawn, by=UserFactory(), reason="Out of date")
    certified(PageFactory())

    change = note(source_key(reference.pk))

    assert concerned(change) == [live, waiting]
    assert old not in concerned(change)


def test_a_citation_in_the_heading_counts(reference):
    page = PageFactory()
    page.heading_citations.add(reference)
    version = certified(page)

    assert concerned(note(source_key(reference.pk))) == [version]


def test_a_revised_smpc_concerns_everything_of_the_product(db):
    product = ProductFactory()
    information = certified(PrescribingInformationFactory(product=product))
    page = certified(PageFactory(product=product))
    certified(PageFactory())

    assert concerned(note("smpc:INO")) == [information, page]


def test_each_gets_one_decision_with_its_reason(reference):
    certified(citing(reference))
    affected = note(source_key(reference.pk)).affected.get()
    reviewer = UserFactory(group="Reviewers")

    with pytest.raises(StepRefused, match="Say why"):
        actions.decide(affected, is_affected=False, reason=" ", by=reviewer)
    actions.decide(affected, is_affected=False, reason="Section 4.2 is not quoted.", by=reviewer)
    with pytest.raises(StepRefused, match="decided already"):
        actions.decide(affected, is_affected=True, reason="Is it?", by=reviewer)

    assert Decision.objects.get().reason == "Section 4.2 is not quoted."
    assert list(Event.objects.values_list("kind", flat=True)[:2]) == ["decided", "source-changed"]


def test_a_change_needs_a_word_on_what_changed(reference):
    with pytest.raises(StepRefused, match="Say what changed"):
        note(source_key(reference.pk), summary="")

    assert not SourceChange.objects.exists()


def test_sources_are_called_by_the_name_staff_know(reference):
    ProductFactory()

    assert source_keys.label_of(source_key(reference.pk)) == "BESPONSA SmPC"
    assert source_keys.label_of("smpc:INO") == "SmPC of BESPONSA"
    for nothing in ("reference:999999", "reference:x", "smpc:XXX", "other:1", "", "reference:"):
        assert source_keys.label_of(nothing) is None
