"""Counting what was served: right, late by seconds, and never in a visitor's way."""

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.conf import settings as project
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from compliance import uses
from compliance.models import Use
from compliance.retention import kept_until, last_used_at
from compliance.use_chart import HEIGHT, use_chart
from compliance.verification import Outcome, verify
from tests.compliance.concurrency import Crew, database, manage
from tests.conftest import Visitor
from tests.factories import LeafletFactory, PageFactory, PrescribingInformationFactory, UserFactory, certified, frozen

ADDRESS = "/dosing/"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def counted() -> list[tuple]:
    """What stands in the database: job code, day, how often."""
    uses.waiting.write_down()
    rows = Use.objects.order_by("version__job_code", "day").values_list("version__job_code", "day", "count")
    return [(str(code), day, count) for code, day, count in rows]


@pytest.fixture
def version(professional):
    counted()  # the gate's own
    Use.objects.all().delete()
    return certified(PageFactory(address=ADDRESS))


def today(version, count: int) -> list[tuple]:
    return [(str(version.job_code), timezone.localdate(), count)] if count else []


def test_a_page_that_is_opened_counts_once_each_time(professional, version):
    for _ in range(3):
        professional.get(ADDRESS)

    assert counted() == today(version, 3)
    assert timezone.now() - Use.objects.get().last_at < timedelta(minutes=1)


def test_nothing_is_written_while_somebody_waits(professional, version, django_assert_num_queries):
    professional.get(ADDRESS)

    with django_assert_num_queries(1):  # the session and the newest Event
        professional.get(ADDRESS)
    assert not Use.objects.exists()


@pytest.mark.parametrize(
    ("method", "headers", "count"),
    [
        ("get", {}, 1),
        ("head", {}, 0),
        ("get", {"range": "bytes=0-99"}, 1),
        ("get", {"range": "bytes=100-199"}, 0),
        ("get", {"range": "bytes=0-9,100-109"}, 1),
        ("get", {"range": "bytes=-5"}, 0),
        ("get", {"range": "bytes=99999999-"}, 0),
        ("get", {"if-none-match": "*"}, 1),
        ("post", {}, 0),
    ],
)
def test_a_download_counts_by_its_beginning(professional, method, headers, count):
    certified(PrescribingInformationFactory())
    leaflet = certified(LeafletFactory(address="/downloads/facts.pdf"))
    counted()
    Use.objects.all().delete()

    getattr(professional, method)("/downloads/facts.pdf", headers=headers)

    assert counted() == today(leaflet, count)


def test_the_gates_text_counts_when_it_is_shown(stranger, gate):
    stranger.get("/confirm/")

    assert counted() == today(gate, 1)


@pytest.mark.parametrize("address", ["/nothing/", "/Dosing", "/search/", "/static/none.css"])
def test_what_serves_no_version_counts_nothing(professional, version, address):
    professional.get(address)

    assert counted() == []


def test_who_is_sent_to_the_gate_has_opened_nothing(version):
    Visitor().get(ADDRESS)

    assert counted() == []


def test_previews_of_staff_count_nothing(professional, version):
    staff = Visitor()
    staff.force_login(UserFactory(group="Reviewers"))

    assert staff.get(reverse("admin:compliance_version_shown", args=[version.pk])).status_code == 200
    assert counted() == []


def test_the_register_that_verifies_itself_opens_nothing(professional, version):
    outcome = Outcome()
    list(verify(outcome))

    assert outcome.faults == []
    assert counted() == []


def test_no_visitor_can_pass_for_the_register(professional, version):
    professional.get(ADDRESS, headers={"compliance.verifying": "1", "compliance-verifying": "1"})

    assert counted() == today(version, 1)


@pytest.mark.any_database
def test_nothing_about_a_person_has_a_column():
    assert {field.name for field in Use._meta.get_fields()} == {"id", "version", "day", "count", "last_at"}


def test_a_count_sets_no_cookie_and_changes_no_session(professional, version):
    response = professional.get(ADDRESS)

    assert not response.cookies


# Gathering and writing


@pytest.fixture
def waiting():
    return uses.Waiting()


def test_many_threads_lose_nothing(version, waiting):
    threads = [Thread(target=lambda: [waiting.add(version.pk, at=NOON) for _ in range(500)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waiting.write_down()

    assert Use.objects.get().count == 4000


def test_what_is_written_adds_to_what_stands_there(version, waiting):
    for at in (NOON, NOON + timedelta(hours=1), NOON - timedelta(hours=1)):
        waiting.add(version.pk, at=at)
        waiting.write_down()

    use = Use.objects.get()
    assert (use.count, use.last_at) == (3, NOON + timedelta(hours=1))


def test_a_day_ends_at_midnight_here(version, waiting):
    """In June London is an hour ahead of UTC."""
    for at in (datetime(2026, 6, 1, 22, 59, tzinfo=UTC), datetime(2026, 6, 1, 23, 1, tzinfo=UTC)):
        waiting.add(version.pk, at=at)
    waiting.write_down()

    assert sorted(Use.objects.values_list("day", "count")) == [(date(2026, 6, 1), 1), (date(2026, 6, 2), 1)]


def test_what_the_database_does_not_take_is_written_later(version, waiting, monkeypatch):
    def fail(counts):
        raise DatabaseError("locked")

    waiting.add(version.pk, at=NOON)
    with monkeypatch.context() as broken:
        broken.setattr(uses, "_write", fail)
        assert waiting.write_down() is False
    waiting.add(version.pk, at=NOON + timedelta(minutes=1))
    assert waiting.write_down() is True

    use = Use.objects.get()
    assert (use.count, use.last_at) == (2, NOON + timedelta(minutes=1))


@pytest.mark.any_database
def test_what_waits_does_not_grow_for_ever(waiting, monkeypatch):
    monkeypatch.setattr(uses, "MOST_WAITING", 2)

    for pk in (1, 2, 3, 1):
        waiting.add(pk, at=NOON)

    assert [(key[0], found.count) for key, found in waiting._counts.items()] == [(1, 2), (2, 1)]


def test_a_database_that_is_gone_harms_no_request(professional, version, monkeypatch):
    monkeypatch.setattr(uses, "_write", lambda counts: (_ for _ in ()).throw(DatabaseError))

    assert professional.get(ADDRESS).status_code == 200
    assert uses.waiting.write_down() is False
    assert professional.get(ADDRESS).status_code == 200


@pytest.mark.any_database
@pytest.mark.parametrize("status", [403, 404, 410, 416, 500])
def test_what_was_refused_is_no_use(status):
    assert not uses.is_use(RequestFactory().get("/"), HttpResponse(status=status))


NOTE = """
import signal, sys, time
from django.conf import settings
from django.utils import timezone
from compliance import uses
from compliance.models import Version
pk = Version.objects.values_list("pk", flat=True).first()
settings.USES_WRITTEN_EVERY_SECONDS = {every}
for _ in range({times}):
    uses.waiting.add(pk, at=timezone.now())
print("noted", flush=True)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with database(tmp_path_factory.mktemp("uses")) as environment:
        with Crew(environment, size=1) as crew:
            crew.ask("prepare")
        yield environment


class TestProcesses:
    """Real processes on a database of their own."""

    def start(self, site, code: str) -> subprocess.Popen:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.Popen(command, cwd=project.BASE_DIR, env=site, stdout=subprocess.PIPE, text=True)

    def total(self, site) -> int:
        ask = "from compliance.models import Use; print(sum(Use.objects.values_list('count', flat=True)))"
        return int(manage(site, "shell", "--no-imports", "--command", ask))

    def test_two_that_end_at_once_both_write_what_they_have(self, site):
        before = self.total(site)
        running = [self.start(site, NOTE.format(every=60, times=100)) for _ in range(2)]

        for process in running:
            with process:
                assert process.wait(timeout=60) == 0
        assert self.total(site) == before + 200

    def test_one_that_goes_on_writes_now_and_then(self, site):
        before = self.total(site)
        with self.start(site, NOTE.format(every=0.1, times=3) + "time.sleep(60)") as running:
            running.stdout.readline()
            last_moment = time.monotonic() + 30
            while self.total(site) != before + 3 and time.monotonic() < last_moment:
                pass
            os.kill(running.pid, signal.SIGKILL)

        assert self.total(site) == before + 3


# The last use, and how long a Version is kept


def test_retention_counts_from_the_last_time_it_was_served(professional, version):
    Use.objects.create(version=version, day=NOON.date(), count=1, last_at=NOON)

    assert last_used_at(version) == NOON
    assert kept_until(version) == date(2029, 6, 1)


def test_what_was_counted_by_nobody_is_kept_from_the_end_of_its_use(version):
    assert (timezone.now() - last_used_at(version)) < timedelta(minutes=1)


def test_what_visitors_never_got_was_never_used(db):
    assert last_used_at(frozen(PageFactory())) is None


# What staff see


def test_bars_stand_on_each_other_and_reach_the_top(version):
    page = version.material
    second = certified(page.as_kind())
    for one, day, count in ((version, 1, 3), (second, 1, 1), (second, 2, 2)):
        Use.objects.create(version=one, day=date(2026, 6, day), count=count, last_at=NOON)

    chart = use_chart(page, days=30, on=date(2026, 6, 30))

    assert (chart.total, chart.most, chart.since) == (6, 4, date(2026, 6, 1))
    assert [(bar.y, bar.height) for bar in chart.bars] == [(35, 105), (0, 35), (70, 70)]
    assert sum(bar.height for bar in chart.bars[:2]) == HEIGHT
    assert [(total.version, total.count) for total in chart.totals] == [(second, 3), (version, 3)]
    assert chart.by_day == [(date(2026, 6, 2), 2), (date(2026, 6, 1), 4)]


def test_days_before_are_not_in_it(version):
    Use.objects.create(version=version, day=date(2026, 5, 31), count=1, last_at=NOON)

    assert use_chart(version.material, days=30, on=date(2026, 6, 30)).bars == []


@pytest.fixture
def reviewer(db):
    staff = Visitor()
    staff.force_login(UserFactory(group="Reviewers"))
    return staff


def test_the_history_shows_how_often_it_was_opened(version, reviewer):
    page = reverse("admin:compliance_material_change", args=[version.material_id])
    assert "Nobody opened it in these 90 days." in reviewer.get(page).text
    Use.objects.create(version=version, day=timezone.localdate(), count=7, last_at=timezone.now())

    shown = reviewer.get(page, {"days": "30"}).text

    assert "Opened 7 times in 30 days" in shown
    assert 'aria-current="true">30 days' in shown


@pytest.mark.parametrize("days", ["", "31", "-1", "x", "²"])
def test_other_periods_than_those_offered_are_ninety_days(version, reviewer, days):
    page = reverse("admin:compliance_material_change", args=[version.material_id])

    assert 'aria-current="true">90 days' in reviewer.get(page, {"days": days}).text


def test_the_record_says_how_often_and_when_last(version, reviewer):
    Use.objects.create(version=version, day=timezone.localdate(), count=7, last_at=timezone.now())

    shown = reviewer.get(reverse("admin:compliance_version_change", args=[version.pk])).text

    assert "7 times, last on" in shown


def test_all_days_come_as_csv(version, reviewer):
    Use.objects.create(version=version, day=NOON.date(), count=7, last_at=NOON)

    response = reviewer.get(reverse("admin:compliance_material_uses", args=[version.material_id]))

    rows = list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines()))
    assert rows == [
        ["Day", "Job code", "Version", "Opened", "Last opened at"],
        ["2026-06-01", str(version.job_code), "1", "7", "13:00"],
    ]


def test_nobody_else_gets_it(version, professional):
    address = reverse("admin:compliance_material_uses", args=[version.material_id])
    clerk = Visitor()
    clerk.force_login(UserFactory())

    assert professional.get(address).status_code == 302
    assert clerk.get(address).status_code == 403
