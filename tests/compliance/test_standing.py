"""Answers kept by a process: as long as they are true, and not a request longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance import serving
from compliance.actions import withdraw
from compliance.models import Event
from compliance.standing import Kept, Standing
from tests.factories import PageFactory, UserFactory, certified

ADDRESS = "/dosing/"


class Counted:
    """Answers with how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def find():
    return Counted()


A = Standing("a", timezone.localdate())


@pytest.mark.any_database
def test_an_answer_is_found_once(kept, find):
    assert [kept.get("key", A, find) for _ in range(3)] == [1, 1, 1]
    assert kept.get("other key", A, find) == 2


@pytest.mark.any_database
@pytest.mark.parametrize("other", [A._replace(newest_event="b"), A._replace(on=A.on + timedelta(days=1))])
def test_it_is_found_anew_with_another_event_or_day(kept, find, other):
    kept.get("key", A, find)

    assert kept.get("key", other, find) == 2


@pytest.mark.any_database
def test_a_fault_is_not_kept(kept, find):
    def fail():
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        kept.get("key", A, fail)

    assert kept.get("key", A, find) == 1


@pytest.mark.any_database
def test_of_very_many_those_asked_for_last_stay(find):
    kept = Kept(most=2)
    for key in ("first", "second", "third"):
        kept.get(key, A, find)

    assert kept.get("third", A, find) == 3
    assert kept.get("first", A, find) == 4


@pytest.mark.any_database
def test_what_is_too_large_is_answered_and_not_kept(find):
    kept = Kept(most=1, size_of=lambda answer: 2)

    assert [kept.get("key", A, find) for _ in range(2)] == [1, 2]


@pytest.mark.any_database
def test_an_answer_that_came_late_is_not_kept_for_a_later_standing(kept, find):
    later = A._replace(newest_event="b")

    def slow():
        kept.get("key", later, find)  # meanwhile another request sees the register as it is now
        return "late"

    assert kept.get("key", A, slow) == "late"
    assert kept.get("key", later, find) == 1


def test_each_event_makes_another_standing(db):
    before = Standing.read()
    Event.record(Event.Kind.DRAFT_SAVED, by=UserFactory())

    assert Standing.read() != before
    assert Standing.read() == Standing.read()


def test_a_second_look_asks_nothing_but_what_the_newest_event_is(db, django_assert_num_queries):
    certified(PageFactory(address=ADDRESS))
    _ = serving.find(ADDRESS).body

    with django_assert_num_queries(1):
        _ = serving.find(ADDRESS).body


def test_what_is_not_there_is_remembered_until_it_is(db):
    for _ in range(2):
        with pytest.raises(serving.NotHere):
            serving.find(ADDRESS)

    version = certified(PageFactory(address=ADDRESS))

    assert serving.find(ADDRESS).version == version


def test_a_withdrawal_is_seen_at_the_next_look(db):
    version = certified(PageFactory(address=ADDRESS))
    serving.find(ADDRESS)

    withdraw(version, by=UserFactory(), reason="Out of date")

    with pytest.raises(serving.Gone):
        serving.find(ADDRESS)
