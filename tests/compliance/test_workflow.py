"""The table of steps, tried in full: every step from every stage is taken or refused as the table says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance import actions
from compliance.errors import AlreadyCertified, CannotWithdraw, ComplianceError, StepRefused
from compliance.models import Event, Review, Version
from compliance.workflow import BY_NOBODY, INSTEAD, STEPS, Stage, Step, is_permitted
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

TODAY = timezone.localdate()


def returned(material):
    version = submitted(material)
    actions.return_with_comments(version, by=UserFactory(group="Reviewers"), remark="See the SmPC")
    return version


def superseded(material):
    version = certified(material)
    certified(material)
    return version


def withdrawn(material):
    version = certified(material)
    actions.withdraw(version, by=UserFactory(), reason="Out of date")
    return version


def outdated():
    """A leaflet whose prescribing information was replaced, with no day left."""
    product = ProductFactory(pi_deadline_days=0)
    information = PrescribingInformationFactory(product=product)
    certified(information)
    version = certified(LeafletFactory(product=product))
    certified(information)
    return version


# How a Version comes to each stage, and the day to look at it.
WAYS = {
    Stage.FROZEN: lambda: frozen(PageFactory()),
    Stage.IN_REVIEW: lambda: submitted(PageFactory()),
    Stage.RETURNED: lambda: returned(PageFactory()),
    Stage.APPROVED: lambda: approved(PageFactory()),
    Stage.SCHEDULED: lambda: certified(PageFactory(), first_use_on=TODAY + timedelta(days=7)),
    Stage.LIVE: lambda: certified(PageFactory(), ends_on=TODAY + timedelta(days=30)),
    Stage.OUTDATED: outdated,
    Stage.SUPERSEDED: lambda: superseded(PageFactory()),
    Stage.WITHDRAWN: lambda: withdrawn(PageFactory()),
}
TAKE = {
    Step.SUBMIT: lambda version: actions.submit(version, by=version.authors.first()),
    Step.RETURN: lambda version: actions.return_with_comments(version, by=UserFactory(), remark="Not yet"),
    Step.APPROVE: lambda version: actions.approve(version, by=UserFactory()),
    Step.CERTIFY: lambda version: actions.certify(version, by=SignatoryFactory().user, password=PASSWORD),
    Step.SCHEDULE: lambda version: actions.certify(
        version, by=SignatoryFactory().user, password=PASSWORD, first_use_on=TODAY + timedelta(days=3)
    ),
    Step.RECERTIFY: lambda version: actions.recertify(version, by=SignatoryFactory().user, password=PASSWORD),
    Step.WITHDRAW: lambda version: actions.withdraw(version, by=UserFactory(), reason="Out of date"),
}


def test_the_table_names_every_step_and_reaches_every_stage():
    assert set(STEPS) == set(Step)
    assert {to for _, to in STEPS.values()} == set(Stage) - {Stage.FROZEN}  # freezing makes the Version
    assert set(TAKE) == set(Step) - BY_NOBODY
    assert set(INSTEAD) == set(Stage)


def test_no_stage_is_a_dead_end_but_the_last():
    left = {stage for stages, _ in STEPS.values() for stage in stages}

    assert set(Stage) - left == {Stage.WITHDRAWN}


@pytest.mark.parametrize("stage", WAYS)
def test_each_way_leads_where_it_says_and_the_register_lists_it_there_on_any_day(db, stage):
    version = WAYS[stage]()

    assert version.stage(on=TODAY) == stage
    for day in (TODAY + timedelta(days=days) for days in (-1, 0, 8, 31, 800)):
        assert version.stage(on=day) == Version.objects.with_stage(on=day).get(pk=version.pk).stage_on
        assert version.is_live(on=day) == Version.objects.live(on=day).filter(pk=version.pk).exists()


@pytest.mark.parametrize(
    ("stage", "step"), [(stage, step) for stage in WAYS for step in TAKE if is_permitted(step, stage)]
)
def test_a_step_in_the_table_is_taken_and_leads_where_it_says(db, stage, step):
    version = WAYS[stage]()
    before = Event.objects.count()

    TAKE[step](version)

    assert version.stage(on=TODAY) == STEPS[step][1]
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("stage", WAYS)
def test_every_other_step_is_refused_in_words_and_changes_nothing(db, stage):
    version = WAYS[stage]()
    before = Event.objects.count()

    for step, take in TAKE.items():
        if not is_permitted(step, stage):
            with pytest.raises(ComplianceError) as refusal:
                take(version)
            assert str(version.job_code) in str(refusal.value), step
            assert str(refusal.value).count(". ") >= 1, "it says what is so, and what to do"

    assert Version.objects.get(pk=version.pk).stage(on=TODAY) == stage
    assert Event.objects.count() == before


def test_an_expired_version_may_be_certified_again(db, monkeypatch):
    """Time travel: the day is asked for in one place."""
    version = certified(PageFactory(address="/dosing/"), ends_on=TODAY + timedelta(days=1))
    day_after = TODAY + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day_after)
    assert version.stage(on=day_after) == Stage.EXPIRED
    with pytest.raises(AlreadyCertified, match=r"is expired; it cannot be certified\. Certify it again"):
        TAKE[Step.CERTIFY](version)

    TAKE[Step.RECERTIFY](version)

    assert version.stage(on=day_after) == Stage.LIVE


def test_days_alone_begin_and_end_a_version(db):
    first, ends = TODAY + timedelta(days=7), TODAY + timedelta(days=30)
    version = certified(PageFactory(), first_use_on=first, ends_on=ends)

    assert [version.stage(on=day) for day in (TODAY, first, ends - timedelta(days=1), ends)] == [
        Stage.SCHEDULED,
        Stage.LIVE,
        Stage.LIVE,
        Stage.EXPIRED,
    ]


def test_an_unsigned_version_that_was_overtaken_is_superseded(db):
    page = PageFactory()
    waiting = approved(page)

    certified(page)

    assert waiting.stage(on=TODAY) == Stage.SUPERSEDED


def test_the_last_verdict_counts(db):
    version = submitted(PageFactory())
    reviewer = UserFactory(group="Reviewers")
    actions.approve(version, by=reviewer)
    actions.return_with_comments(version, by=reviewer, remark="On second thoughts")
    assert version.stage(on=TODAY) == Stage.RETURNED

    actions.submit(version, by=version.authors.first())
    assert version.stage(on=TODAY) == Stage.IN_REVIEW
    actions.approve(version, by=reviewer)

    assert version.stage(on=TODAY) == Stage.APPROVED
    assert Review.objects.count() == 3


def test_nobody_approves_what_they_drew_up(db):
    version = submitted(PageFactory())

    with pytest.raises(StepRefused, match="Ask another reviewer"):
        actions.approve(version, by=version.authors.first())


def test_returning_needs_a_word_on_why(db):
    version = submitted(PageFactory())

    with pytest.raises(StepRefused, match="Say why it is returned"):
        actions.return_with_comments(version, by=UserFactory())


def test_editing_in_review_leaves_the_version_as_it_is(db):
    page = PageFactory(heading="As frozen")
    version = submitted(page)
    before = bytes(version.rendition.body)

    page.heading = "Edited since"
    page.save()
    second = frozen(page)

    assert bytes(Version.objects.get(pk=version.pk).rendition.body) == before
    assert version.stage(on=TODAY) == Stage.IN_REVIEW
    assert (second.number, second.stage(on=TODAY)) == (2, Stage.FROZEN)


def test_withdrawing_again_is_refused_in_words(db):
    with pytest.raises(CannotWithdraw, match="is withdrawn; it cannot be withdrawn"):
        TAKE[Step.WITHDRAW](withdrawn(PageFactory()))
