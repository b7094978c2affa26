"""What reviewers ask, how it is answered, and that it holds up certification."""

import pytest

from compliance import actions
from compliance.errors import CommentRefused, OpenComments, OpenFindings, StepRefused
from compliance.models import Comment, Event, Resolution
from compliance.workflow import Step
from pages.blocks import TextBlock
from tests.factories import (
    PASSWORD,
    PageFactory,
    PrescribingInformationFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
    submitted,
)


@pytest.fixture
def reviewer(db):
    return UserFactory(group="Reviewers")


def block_of(version):
    return f"text-{TextBlock.objects.get(parent=version.material).pk}"


def test_a_comment_belongs_to_a_block_by_the_name_a_reader_knows(reviewer):
    version = submitted(PageFactory(text="<p>Give it slowly over an hour.</p>"))

    comment = actions.comment(version, by=reviewer, anchor=block_of(version), text="How slowly?")

    assert comment.about == "1. Give it slowly over an hour."
    assert f'id="{comment.anchor}"' in bytes(version.rendition.body).decode()


def test_prescribing_information_is_commented_section_by_section(reviewer):
    version = submitted(PrescribingInformationFactory())

    comment = actions.comment(version, by=reviewer, anchor="dosage", text="Which dose?")

    assert comment.about == "Dosage and administration"
    assert 'id="dosage"' in bytes(version.rendition.body).decode()


@pytest.mark.parametrize(("anchor", "text"), [("text-999999", "Where?"), ("", "  ")])
def test_a_comment_needs_a_place_and_a_word(reviewer, anchor, text):
    with pytest.raises(CommentRefused):
        actions.comment(submitted(PageFactory()), by=reviewer, anchor=anchor, text=text)

    assert not Comment.objects.exists()


def test_an_open_comment_keeps_a_version_from_being_approved_and_signed(reviewer):
    waiting, ready = submitted(PageFactory()), approved(PageFactory())
    signatory = SignatoryFactory().user
    comment = actions.comment(ready, by=reviewer, text="Which dose?")
    actions.comment(waiting, by=reviewer, text="Which dose?")

    with pytest.raises(StepRefused, match=r"1 open comment\. Resolve"):
        actions.approve(waiting, by=reviewer)
    with pytest.raises(OpenComments, match=r"1 open comment\. Ask for an answer"):
        actions.certify(ready, by=signatory, password=PASSWORD)

    actions.resolve(comment, by=reviewer)
    assert actions.certify(ready, by=signatory, password=PASSWORD)


def test_an_answer_alone_does_not_settle_it(reviewer):
    version = approved(PageFactory())
    comment = actions.comment(version, by=reviewer, text="Which dose?")

    actions.answer(comment, by=version.authors.first(), text="0.8 mg/m²")

    with pytest.raises(OpenComments):
        actions.certify(version, by=SignatoryFactory().user, password=PASSWORD)


def test_who_drew_it_up_answers_and_does_not_resolve(reviewer):
    version = submitted(PageFactory())
    comment = actions.comment(version, by=reviewer, text="Which dose?")

    with pytest.raises(CommentRefused, match="a reviewer resolves it"):
        actions.resolve(comment, by=version.authors.first())

    assert not Resolution.objects.exists()


def test_what_is_resolved_is_neither_answered_nor_resolved_again(reviewer):
    comment = actions.comment(submitted(PageFactory()), by=reviewer, text="Which dose?")
    actions.resolve(comment, by=reviewer)
    comment.refresh_from_db()

    with pytest.raises(CommentRefused, match="resolved"):
        actions.answer(comment, by=reviewer, text="Late")
    with pytest.raises(CommentRefused, match="already"):
        actions.resolve(comment, by=reviewer)


def test_an_empty_answer_is_refused(reviewer):
    comment = actions.comment(submitted(PageFactory()), by=reviewer, text="Which dose?")

    with pytest.raises(CommentRefused, match="empty"):
        actions.answer(comment, by=reviewer, text=" ")


def test_what_is_over_is_not_commented_on(reviewer):
    version = certified(PageFactory())
    actions.withdraw(version, by=reviewer, reason="Out of date")

    with pytest.raises(CommentRefused, match="is withdrawn"):
        actions.comment(version, by=reviewer, text="Too late")


def test_a_warning_needs_a_reviewers_answer_before_approval(reviewer):
    version = submitted(PageFactory(text="<p>Give the the dose.</p>"))
    finding = version.findings.get(severity="warning")
    assert "“the the”" in finding.message

    with pytest.raises(StepRefused, match="TXT001"):
        actions.approve(version, by=reviewer)
    actions.answer_finding(finding, by=reviewer, text="Quoted as printed in the source.")

    assert actions.approve(version, by=reviewer)


@pytest.mark.parametrize("text", ["", "Fine."])
def test_an_empty_or_second_answer_to_a_finding_is_refused(reviewer, text):
    version = submitted(PageFactory(text="<p>Give the the dose.</p>"))
    finding = version.findings.get(severity="warning")
    actions.answer_finding(finding, by=reviewer, text="Quoted.")

    with pytest.raises(CommentRefused):
        actions.answer_finding(finding, by=reviewer, text=text)


def test_who_drew_it_up_does_not_answer_its_findings(reviewer):
    version = submitted(PageFactory(text="<p>Give the the dose.</p>"))

    with pytest.raises(CommentRefused, match="a reviewer answers"):
        actions.answer_finding(version.findings.get(severity="warning"), by=version.authors.first(), text="Mine.")


def test_an_error_blocks_and_cannot_be_answered_away(reviewer, monkeypatch):
    """A body in which the job code is not printed, as a broken template would make it."""
    monkeypatch.setattr("pages.framing.render_body", lambda *args: b"<p>March 2021, no code</p>")
    version = frozen(PageFactory())
    finding = version.findings.get(rule="REF001")

    with pytest.raises(StepRefused, match="cannot be submitted"):
        actions.submit(version, by=version.authors.first())
    with pytest.raises(CommentRefused, match="cannot be answered away"):
        actions.answer_finding(finding, by=reviewer, text="Never mind")
    refusals = [type(one) for one in actions.certifying._refusals(Step.CERTIFY, version, by=SignatoryFactory().user)]
    assert OpenFindings in refusals


def test_each_word_said_is_on_the_trail(reviewer):
    version = submitted(PageFactory(text="<p>Give the the dose.</p>"))
    comment = actions.comment(version, by=reviewer, text="Which dose?")
    actions.answer(comment, by=version.authors.first(), text="0.8 mg/m²")
    actions.resolve(comment, by=reviewer)
    actions.answer_finding(version.findings.get(severity="warning"), by=reviewer, text="Quoted.")

    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-4:] == ["commented", "answered", "resolved", "finding-answered"]
