"""The clock of the server goes back, by an hour and by a day: under a running site, and before it begins."""

import platform
import time
from pathlib import Path

import requests

from tests.faults.outcome import Outcome, end
from tests.faults.place import Place, place
from tests.faults.visitors import professional

LIBRARY = Path(f"/usr/lib/{platform.machine()}-linux-gnu/faketime/libfaketimeMT.so.1")
ADDRESS = "/faults/ends-tomorrow/"
WITHDRAWN = "/faults/withdrawn/"
READINGS = 24  # so that each process of gunicorn has its turn


def prepare() -> dict:
    """A page that is live today and not tomorrow, and one that is withdrawn."""
    from datetime import timedelta

    from django.utils import timezone

    from compliance import actions
    from tests.factories import PageFactory, SignatoryFactory, certified

    certified(PageFactory(address=ADDRESS), ends_on=timezone.localdate() + timedelta(days=1))
    withdrawn = certified(PageFactory(address=WITHDRAWN))
    actions.withdraw(withdrawn, by=SignatoryFactory().user, reason="It is the turn of the next.")
    return {}


def record() -> dict:
    """What an Event says of the clock."""
    from django.contrib.auth.models import User

    from compliance.models import Event

    return Event.record(Event.Kind.STAFF_CHANGED, by=User.objects.first()).detail


class Clock:
    """What processes that were begun with its environment believe; it can be put while they run."""

    def __init__(self, at: Place):
        self.file = at.folder / "clock"
        self.put("+0")
        self.environment = {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "GUNICORN_CMD_ARGS": "--timeout 0",  # faketime moves the clock that gunicorn times its processes by, too
        }

    def put(self, offset: str) -> None:
        self.file.write_text(f"{offset}\n")
        time.sleep(0.1)


def statuses(visitor: requests.Session, address: str, page: str = ADDRESS) -> set[int]:
    how = {"headers": {"Connection": "close"}, "allow_redirects": False}
    return {visitor.get(address + page, **how).status_code for _ in range(READINGS)}


def under_a_running_site(at: Place, clock: Clock, outcome: Outcome) -> None:
    web = at.gunicorn(**clock.environment)
    web.start()
    visitor = professional(web.address)
    try:
        outcome.promise(statuses(visitor, web.address) == {200}, "The page is not live to begin with.")
        clock.put("+1d")
        outcome.promise(statuses(visitor, web.address) == {410}, "It did not end on its day.")
        for offset in ("+0", "-1h", "-1d"):
            clock.put(offset)
            found = statuses(visitor, web.address)
            outcome.see(f"running, page that ended, clock put to {offset}", found)
            outcome.promise(found == {410}, f"What had ended came back: {found} with the clock at {offset}.")
            found = statuses(visitor, web.address, WITHDRAWN)
            outcome.promise(found == {410}, f"What was withdrawn came back: {found} with the clock at {offset}.")
        outcome.promise("The clock went back" in web.log.read_text(), "Nothing was logged.")
    finally:
        web.kill()


def before_it_begins(at: Place, clock: Clock, outcome: Outcome, offset: str) -> None:
    clock.put(offset)
    web = at.gunicorn(**clock.environment)
    web.begin()
    web.wait(path="/healthz")
    try:
        ready = requests.get(f"{web.address}/readyz", headers={"Host": "localhost"}, timeout=30)
        gate = requests.get(f"{web.address}/confirm/", headers={"Host": "localhost"}, timeout=30).status_code
    finally:
        web.kill()
    verdict = at.run("manage.py", "verify_register", **clock.environment)
    doctor = at.run("manage.py", "doctor", **clock.environment)
    outcome.see(f"begun with the clock at {offset}", f"readyz {ready.status_code} {ready.json()}, gate {gate}")
    outcome.promise(ready.status_code == 503 and ready.json()["clock"] == "fault", "It says that it is ready.")
    outcome.promise("The clock lies" in verdict.stdout, f"verify_register says nothing: {verdict.stdout}")
    outcome.promise("behind" in doctor.stdout, f"doctor says nothing: {doctor.stdout}")
    outcome.promise(gate in (200, 410), f"The gate answered {gate}.")


def main() -> Outcome:
    outcome = Outcome("clock moved back, sqlite")
    with place("sqlite") as at:
        clock = Clock(at)
        at.ask("clock_back:prepare")
        under_a_running_site(at, clock, outcome)
        for offset in ("-1h", "-1d"):
            at.ask("clock_back:record")  # by the right clock
            before_it_begins(at, clock, outcome, offset)
        marked = at.ask("clock_back:record", environment=clock.environment)
        at.ask("clock_back:record")
        outcome.see("an Event recorded then says", marked)
        outcome.promise("clock_behind_seconds" in marked, "An Event does not say that it is earlier.")
        verdict = at.verify()
        outcome.see("verify_register with the clock put right", verdict or "passes")
        outcome.promise(not verdict, verdict)
    return outcome.over()


if __name__ == "__main__":
    if not LIBRARY.exists():
        print("\nclock moved back: not tried. It needs Debian's package faketime.")
        raise SystemExit(0)
    end(main())
