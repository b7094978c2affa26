"""Each part of the cluster is stopped, killed or frozen under load, and comes back: two instances behind nginx.

Frozen (SIGSTOP) is worse than stopped: connections are not refused, they wait. `python -m tests.faults.stopped_parts
"Redis frozen"` tries one alone.
"""

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from os import kill

from tests.cluster import site
from tests.faults.killed_postgres import start_again
from tests.faults.load import ASKED_AGAIN, GOOD, NOBODY_THERE, Load, told, under_load
from tests.faults.outcome import Outcome, end
from tests.faults.place import LastingPostgres
from tools.cluster import Cluster, folder
from tools.servers import Server

READERS = 12  # more than the eight threads of both instances
THREADS = 4  # of each instance
QUIET_SECONDS = 5  # before and after
BACK_WITHIN_SECONDS = 15
ENDING = "/faults/ends/{}/"


@dataclass(frozen=True)
class Fault:
    name: str
    do: Callable[[Cluster], None]
    undo: Callable[[Cluster], None]
    seconds: int = 8
    fails: frozenset = frozenset()  # kinds of answer that may be refused meanwhile
    refusals: frozenset = frozenset({503})
    worst_seconds: float = 10
    register_is_there: bool = True  # a page can be withdrawn meanwhile
    cuts: bool = False  # answers that were half sent
    empties: bool = False  # our bucket has no disk: nobody asks it for pictures until they are put in again


def freeze(server: Server) -> None:
    for pid in server.pids():
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGSTOP)


def thaw(server: Server) -> None:
    for pid in reversed(server.pids()):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGCONT)


def start_and_fill(cluster: Cluster) -> None:
    """It kept nothing."""
    cluster.bucket.start()
    cluster.bucket.make()
    cluster.in_the_site("from tests.cluster import site; site.put_files()")


FAULTS = (
    Fault("Redis stopped", lambda c: c.redis.stop(), lambda c: c.redis.start()),
    Fault("Redis frozen", lambda c: freeze(c.redis), lambda c: thaw(c.redis), seconds=15),
    Fault(
        "PostgreSQL stopped",
        lambda c: c.postgres.stop(),
        lambda c: c.postgres.start(),
        fails=frozenset(GOOD),
        register_is_there=False,
    ),
    Fault(
        "PostgreSQL killed",
        lambda c: c.postgres.kill(),
        lambda c: start_again(c.postgres),
        fails=frozenset(GOOD),
        register_is_there=False,
    ),
    Fault(
        "PostgreSQL frozen",
        lambda c: freeze(c.postgres),
        lambda c: thaw(c.postgres),
        seconds=60,
        fails=frozenset(GOOD),
        worst_seconds=30,
        register_is_there=False,
    ),
    Fault("bucket stopped", lambda c: c.bucket.stop(), start_and_fill, fails=frozenset({"picture"}), empties=True),
    Fault(
        "bucket frozen",
        lambda c: freeze(c.bucket),
        lambda c: thaw(c.bucket),
        seconds=60,
        fails=frozenset({"picture"}),
        worst_seconds=30,
    ),
    Fault(
        "one instance killed",
        lambda c: c.instances[0].kill(),
        lambda c: c.instances[0].start(),
        fails=frozenset({"gate"}),  # nginx asks the other again, but never sends a form twice
        refusals=frozenset({502}),
        cuts=True,
        worst_seconds=30,  # what waits in its socket waits until it is back
    ),
    Fault(
        "nginx killed",
        lambda c: c.nginx.kill(),
        lambda c: c.nginx.start(),
        fails=frozenset(GOOD),
        refusals=frozenset(NOBODY_THERE),
    ),
)


def fill(cluster: Cluster) -> None:
    cluster.in_the_site("from tests.faults import stopped_parts; stopped_parts.make()")


def make() -> None:
    """What the tests of the cluster have, and a page for each fault to be withdrawn in it."""
    from tests.factories import PageFactory, certified

    site.make()
    for number in range(len(FAULTS)):
        certified(PageFactory(address=ENDING.format(number)))


def withdraw(cluster: Cluster, load: Load, address: str) -> None:
    """From here on nobody may be shown it, wherever they are led."""
    cluster.in_the_site(
        "from compliance import actions\nfrom compliance.models import Signatory, Version\n"
        f"version = Version.objects.get(material__address={address!r})\n"
        "actions.withdraw(version, by=Signatory.objects.latest('pk').user, reason='It is the turn of the next.')"
    )
    load.ended.append(address)


def suffer(fault: Fault, cluster: Cluster, load: Load, outcome: Outcome) -> None:
    address = ENDING.format(FAULTS.index(fault))
    if not fault.register_is_there:
        withdraw(cluster, load, address)
    time.sleep(QUIET_SECONDS)
    gone = time.monotonic()
    fault.do(cluster)
    if fault.register_is_there:
        withdraw(cluster, load, address)
    time.sleep(max(0, fault.seconds - (time.monotonic() - gone)))
    if fault.empties:
        load.left_out.add("picture")
        time.sleep(2)
    fault.undo(cluster)
    load.left_out.clear()
    back = time.monotonic()
    time.sleep(BACK_WITHIN_SECONDS + QUIET_SECONDS)
    before = [answer for answer in load.between(gone - QUIET_SECONDS, gone) if answer.ended < gone]
    meanwhile = load.between(gone, back)
    after = load.between(back, time.monotonic())
    outcome.see("before", told(before))
    for kind in GOOD:
        outcome.see(f"while it was away ({back - gone:.0f} s): {kind}", told([a for a in meanwhile if a.kind == kind]))
    first = min((a.ended for a in after if a.is_good and a.kind == "page" and a.ended > back), default=None)
    last = max((a.ended for a in after if not a.is_good), default=back)
    outcome.see(
        "first good page, and last refusal, after it was back", f"{(first or 0) - back:.1f} s, {last - back:.1f} s"
    )
    judge(fault, before, meanwhile, after, outcome)
    outcome.promise(first is not None, "No page came any more.")
    outcome.promise(last - back < BACK_WITHIN_SECONDS, f"Refusals went on for {last - back:.0f} s.")


def judge(fault: Fault, before: list, meanwhile: list, after: list, outcome: Outcome) -> None:
    outcome.promise(all(a.is_good for a in before), f"Before anything was done: {told(before)}")
    bad = [answer for answer in meanwhile + after if not answer.is_good]
    outcome.promise(not any(a.kind == "ended" and a.status == 200 for a in bad), "A withdrawn page was shown.")
    outcome.promise(not any(a.is_inside for a in bad), "An answer shows the inside of the program.")
    outcome.promise(all(a.says_when for a in bad), "A refusal without Retry-After or the plain page.")
    permitted = {(kind, status) for kind in fault.fails for status in fault.refusals}
    if "gate" in fault.fails:
        permitted |= {(kind, ASKED_AGAIN) for kind in GOOD}
    if fault.cuts:
        permitted |= {(kind, status) for kind in GOOD for status in NOBODY_THERE}
        cut = sum(a.status in NOBODY_THERE for a in bad)
        outcome.promise(cut <= THREADS, f"{cut} answers were cut off, of {THREADS} that can have been half sent.")
    surprising = Counter((a.kind, a.status) for a in bad if (a.kind, a.status) not in permitted)
    outcome.promise(not surprising, f"Refused, and should not be: {dict(surprising)}")
    worst = max((a.seconds for a in meanwhile + after), default=0)
    outcome.promise(worst <= fault.worst_seconds, f"Somebody waited {worst:.0f} s.")


def main(*names: str) -> list[Outcome]:
    outcomes = []
    rates = {"RATE_GATE": "1000000/d", "RATE_SEARCH": "1000000/d"}
    with folder() as made:
        cluster = Cluster(made, fill=fill, **rates)
        cluster.postgres = LastingPostgres(cluster.postgres.folder)
        try:
            cluster.start()
            with under_load(cluster, readers=READERS) as load:
                for fault in FAULTS:
                    if not names or fault.name in names:
                        outcome = Outcome(f"{fault.name}, {READERS} readers")
                        suffer(fault, cluster, load, outcome)
                        outcomes.append(outcome.over())
        finally:
            cluster.stop()
    return outcomes


if __name__ == "__main__":
    end(*main(*sys.argv[1:]))
