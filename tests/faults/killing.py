"""What the two scripts that kill share: clerks at work, visitors reading, and the examination afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.faults.crew import ADDRESSES, CLERKS
from tests.faults.outcome import Outcome
from tests.faults.place import Place, place
from tests.faults.visitors import PAGE, Seen, readers
from tools.servers import ROOT, Server


class Crew:
    """The clerks of one place."""

    def __init__(self, at: Place, *, prepare: bool = True):
        if prepare:
            at.ask("crew:prepare")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-m", "tests.faults.crew"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=at.environment, **pipes)
        self.clerks = [self._begin(number) for number in range(CLERKS)]

    def _begin(self, number: int) -> int:
        self.process.stdin.write(f"begin {number}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def kill(self, number: int) -> None:
        """At whatever it is doing; another takes its place."""
        kill(self.clerks[number])
        self.clerks[number] = self._begin(number)

    def end(self) -> None:
        for pid in self.clerks:
            kill(pid)
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def kill(*pids: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def at_work(at: Place) -> Iterator[tuple[Crew, Server, Seen]]:
    """Clerks change the register while visitors read it."""
    web = at.gunicorn()
    crew = Crew(at)
    try:
        web.start()
        with readers(web.address, PAGE, *set(ADDRESSES)) as seen:
            yield crew, web, seen
    finally:
        crew.end()
        web.stop()


def look(at: Place, outcome: Outcome) -> dict:
    """Examine the register now; what is wrong breaks a promise."""
    ledger = at.folder / "ledger"
    found = at.ask("examination:examine", ledger=str(ledger), addresses=sorted(set(ADDRESSES)))
    outcome.broken += found["faults"]
    return found


def try_it(fault: str, database: str, rounds: int, strike: Callable[[Place, Crew, Server, random.Random], str]):
    """Strike `rounds` times at random moments, looking at the register now and then and at the end."""
    outcome = Outcome(f"{fault}, {database}")
    chance, struck = random.Random(f"{fault}{database}"), {}
    with place(database) as at:
        with at_work(at) as (crew, web, seen):
            began = time.monotonic()
            for turn in range(rounds):
                time.sleep(chance.uniform(0.05, 1.5))
                what = strike(at, crew, web, chance)
                struck[what] = struck.get(what, 0) + 1
                if turn % 20 == 19:
                    look(at, outcome)
            lasted = time.monotonic() - began
            time.sleep(1)
            wrote = web.log.read_text()
        found = look(at, outcome)
        verdict = at.verify()
    outcome.see("killed", ", ".join(f"{count} x {what}" for what, count in struck.items()) + f" in {lasted:.0f} s")
    outcome.see("acknowledged, and there afterwards", found["acknowledged"])
    outcome.see("met by clerks", found["met"] or "nothing")
    outcome.see("refused", found["refused"] or "nothing")
    outcome.see("visitors", seen)
    outcome.see("verify_register", verdict or "passes")
    outcome.promise(not verdict, f"verify_register: {verdict}")
    outcome.promise(not seen.faults, f"Visitors saw {seen.faults} faults of the program.")
    outcome.promise(sum(found["acknowledged"].values()) > rounds / 2, "The clerks got next to nothing done.")
    unexpected = [line for line in wrote.splitlines() if '"CRITICAL"' in line]
    outcome.promise(not unexpected, f"The site wrote: {unexpected[:1]}")
    return outcome.over()
