"""The clock goes back: what has expired stays so, and everybody whom it concerns is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance import clock, verification
from compliance.models import Event
from compliance.standing import Standing
from operations import readiness
from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory, certified, frozen

A_DAY = timedelta(days=1)


@pytest.fixture
def move_clock(monkeypatch):
    """By so much, from what it says now."""
    now = timezone.now

    def move(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + by)

    return move


def faults() -> list[str]:
    outcome = verification.Outcome()
    list(verification.verify(outcome))
    return [fault for fault in outcome.faults if "clock" in fault or "earlier" in fault]


def test_what_expired_does_not_come_back_in_a_process_that_saw_it_expire(gate, professional, move_clock, caplog):
    page = PageFactory(address="/dosing/")
    certified(page, ends_on=timezone.localdate() + A_DAY)
    assert professional.get("/dosing/").status_code == 200

    move_clock(A_DAY)
    assert professional.get("/dosing/").status_code == 410
    move_clock(timedelta())

    assert professional.get("/dosing/").status_code == 410
    assert visitor().say_yes().get("/dosing/").status_code == 410
    assert sum(record.levelname == "CRITICAL" for record in caplog.records) == 1  # not for each visitor


def test_time_goes_on_from_there_once_the_clock_has_caught_up(db, move_clock):
    today = timezone.localdate()
    move_clock(A_DAY)
    Standing.read()
    move_clock(timedelta())
    assert Standing.read().on == today + A_DAY

    move_clock(2 * A_DAY)

    assert Standing.read().on == today + 2 * A_DAY


def test_an_event_says_that_it_is_earlier_than_the_one_before(db, move_clock):
    version = frozen(PageFactory())

    move_clock(-A_DAY)
    event = Event.record(Event.Kind.SUBMITTED, by=version.authors.first(), version=version)

    assert event.detail["clock_behind_seconds"] == pytest.approx(86_400, abs=60)
    assert faults() == []  # it says so itself


def test_machines_may_differ_by_a_little(db, move_clock):
    by = UserFactory()
    Event.record(Event.Kind.STAFF_CHANGED, by=by)

    move_clock(-timedelta(minutes=4))

    assert Event.record(Event.Kind.STAFF_CHANGED, by=by).detail == {}
    assert not clock.behind()


def test_verifying_says_that_the_clock_is_behind(db, move_clock):
    Event.record(Event.Kind.STAFF_CHANGED, by=UserFactory())

    move_clock(-A_DAY)

    assert "behind what the register saw last. Put it right." in faults()[0]


def test_verifying_finds_an_event_that_hides_that_it_is_earlier(db, move_clock, monkeypatch):
    by = UserFactory()
    Event.record(Event.Kind.STAFF_CHANGED, by=by)
    move_clock(-A_DAY)
    monkeypatch.setattr(Event, "CLOCK_TOLERANCE", 2 * A_DAY)
    Event.record(Event.Kind.STAFF_CHANGED, by=by)
    monkeypatch.undo()

    assert "does not say so" in faults()[0]


def test_a_server_whose_clock_is_behind_is_not_ready(db, move_clock):
    Event.record(Event.Kind.STAFF_CHANGED, by=UserFactory())
    assert readiness.PARTS["clock"]("clock").is_well

    move_clock(-A_DAY)

    part = readiness.PARTS["clock"]("clock")
    assert not part.is_well
    assert "then restart" in part.cure
