"""What visitors were shown, and when: worked out afterwards, to the minute."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from compliance import actions
from compliance.checks import retention_settings
from compliance.history import last_shown_at, midnight, shown, shown_on
from compliance.models import Material, Version
from compliance.retention import kept_until
from compliance.timeline import timeline
from tests.factories import PASSWORD, PageFactory, SignatoryFactory, UserFactory, certified, frozen

TODAY = timezone.localdate()
DAY = timedelta(days=1)


class Clock:
    """Lets days pass: what the register takes for now is what this says."""

    def __init__(self, monkeypatch):
        self.at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.at)

    def forward(self, **by):
        self.at += timedelta(**by)
        return self.at


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def test_each_version_from_its_signature_to_what_ended_it(db, clock):
    page = PageFactory()
    began = clock.at
    first = certified(page)
    second_began = clock.forward(days=10)
    second = certified(page)
    ended = clock.forward(days=5, hours=3)
    actions.withdraw(second, by=UserFactory(), reason="Out of date")

    assert [(one.version, one.since, one.until, one.ended_by) for one in shown(page)] == [
        (first, began, second_began, "superseded"),
        (second, second_began, ended, "withdrawn"),
    ]


def test_the_day_it_changed_shows_both(db, clock):
    page = PageFactory()
    first = certified(page)
    day = timezone.localdate(clock.forward(days=10))
    second = certified(page)

    assert [one.version for one in shown_on(page, day - DAY)] == [first]
    assert [one.version for one in shown_on(page, day)] == [first, second]
    assert [one.version for one in shown_on(page, day + DAY)] == [second]
    assert shown_on(page, day - 11 * DAY) == []


def test_an_end_comes_at_midnight_in_britain(db, clock):
    """The clocks go forward on 29 March 2026: the first moment of 1 April is 23:00 UTC the day before."""
    page = PageFactory()
    ends_on = timezone.localdate(clock.at).replace(month=4, day=1)
    certified(page, ends_on=ends_on)

    assert shown(page)[0].until == datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
    assert shown_on(page, ends_on) == []
    assert len(shown_on(page, ends_on - DAY)) == 1


def test_certified_again_without_a_gap_is_one_stretch_and_with_a_gap_two(db, clock):
    page = PageFactory()
    ends_on = timezone.localdate(clock.at) + 10 * DAY
    version = certified(page, ends_on=ends_on)
    signatory = SignatoryFactory().user
    clock.forward(days=5)
    actions.recertify(version, by=signatory, password=PASSWORD, ends_on=ends_on + 10 * DAY)
    assert len(shown(page)) == 1

    clock.forward(days=30)
    actions.recertify(version, by=signatory, password=PASSWORD)

    assert [one.ended_by for one in shown(page)] == ["expired", "expired"]
    assert shown(page)[0].until == midnight(ends_on + 10 * DAY)


def test_what_was_withdrawn_before_its_first_day_was_never_shown(db, clock):
    page = PageFactory()
    first = certified(page)
    later = certified(page, first_use_on=timezone.localdate(clock.at) + 5 * DAY)
    actions.withdraw(later, by=UserFactory(), reason="Not needed")

    assert [one.version for one in shown(page)] == [first]


def test_it_agrees_with_what_was_live_on_each_day(db, clock):
    """Two ways to the same answer: the one that serves, asked on the day, and the one that looks back."""
    page = PageFactory()
    begin = timezone.localdate(clock.at)
    certified(page, ends_on=begin + 20 * DAY)
    certified(page, first_use_on=begin + 9 * DAY, ends_on=begin + 30 * DAY)
    certified(page, first_use_on=begin + 42 * DAY)
    stretches = shown(page)

    for day in (begin + days * DAY for days in range(60)):
        at_noon = midnight(day) + timedelta(hours=12)
        looking_back = [one.version for one in stretches if one.since <= at_noon < one.until]
        assert looking_back == list(Version.objects.live(on=day).filter(material=page)), day


def test_a_material_never_shown_has_no_history(db):
    page = PageFactory()
    version = frozen(page)

    assert (shown(page), timeline(shown(page)), last_shown_at(version), kept_until(version)) == ([], None, None, None)


def test_the_drawing_has_a_bar_for_each_stretch_within_its_width(db, clock):
    page = PageFactory()
    certified(page)
    clock.forward(days=100)
    certified(page)

    drawing = timeline(shown(page))

    assert len(drawing.bars) == 2
    assert drawing.bars[0].y < drawing.bars[1].y
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in drawing.bars)
    assert {tick.label for tick in drawing.ticks} == {"2027", "2028"}


def test_it_is_kept_three_years_after_its_last_use(db, clock):
    version = certified(PageFactory())
    last = clock.forward(days=10)
    actions.withdraw(version, by=UserFactory(), reason="Out of date")
    clock.forward(days=100)

    assert kept_until(version) == timezone.localdate(last).replace(year=2029)
    with override_settings(RETENTION_YEARS=5):
        assert kept_until(version).year == 2031


@pytest.mark.parametrize(("years", "refused"), [(2, True), (0, True), (3, False), (10, False)])
def test_a_shorter_retention_than_three_years_is_refused(settings, years, refused):
    settings.RETENTION_YEARS = years

    assert [error.id for error in retention_settings(None)] == (["compliance.E001"] if refused else [])


def test_every_material_can_be_asked(db):
    certified(PageFactory())

    assert all(shown(material) for material in Material.objects.all())
