"""Many readers without pauses, through nginx: what each got, how long it took, and when."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from statistics import median

import requests

from tests.cluster.site import LEAFLET, MEDIA, PAGES
from tests.faults.visitors import professional
from tools.cluster import Cluster

GOOD = {"page": 200, "leaflet": 200, "search": 200, "picture": 200, "gate": 302, "ended": 410}
PLAIN_PAGE = "Not available for the moment"  # of the site, and of nginx
NOBODY_THERE = {"ConnectionError", "ChunkedEncodingError"}  # as requests calls it
ASKED_AGAIN = "asked again"  # at the gate, by whom the last answer there was refused
BUSY_SECONDS = 120  # a reader gives up; nginx does before


@dataclass(frozen=True)
class Answer:
    """One, or what came in its place; moments are those of the monotonic clock."""

    kind: str  # of GOOD
    began: float
    ended: float
    status: int | str  # the name of what was raised where there was no answer
    says_when: bool = True  # a refusal has Retry-After and the plain page
    is_inside: bool = False  # it shows the inside of the program
    good: int = 0

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    @property
    def is_good(self) -> bool:
        return self.status == self.good


@dataclass
class Load:
    """What all readers got since they began; `ended` are pages withdrawn so far, which nobody may be shown."""

    answers: list[Answer] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)  # kinds that nobody asks for now

    def between(self, since: float, until: float) -> list[Answer]:
        """Those that were waited for at some time between."""
        return [answer for answer in list(self.answers) if answer.ended >= since and answer.began <= until]


def told(answers: list[Answer]) -> str:
    statuses = Counter(answer.status for answer in answers)
    seconds = [answer.seconds for answer in answers] or [0]
    counted = ", ".join(f"{number} x {status}" for status, number in sorted(statuses.items(), key=str))
    return f"{counted}; median {median(seconds) * 1000:.0f} ms, worst {max(seconds):.1f} s"


@contextmanager
def under_load(cluster: Cluster, *, readers: int) -> Iterator[Load]:
    load, over = Load(), threading.Event()

    def read() -> None:
        session = professional(cluster.address, verify=str(cluster.certificate))
        is_unsure = False
        for turn in count():
            if over.is_set():
                return
            kind = list(GOOD)[turn % len(GOOD)]
            if kind in load.left_out:
                continue
            answer = _ask(session, cluster.address, kind, load.ended, turn, is_unsure=is_unsure)
            load.answers.append(answer)
            if answer.kind == "gate":
                is_unsure = not answer.is_good
            if answer.status in NOBODY_THERE:
                time.sleep(0.1)  # people do not come a thousand times a second

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _ask(session: requests.Session, address: str, kind: str, ended: list[str], turn: int, *, is_unsure: bool) -> Answer:
    """The next of one reader, who is unsure whether the last answer at the gate arrived."""
    good = GOOD[kind] if kind != "ended" or ended else 404
    paths = {
        "page": PAGES["B"],
        "leaflet": LEAFLET,
        "search": f"/search/?q=slowly+{turn}",
        "picture": MEDIA["B"],
        "ended": ended[turn % len(ended)] if ended else "/never-was/",
    }
    began = time.monotonic()
    try:
        if kind == "gate":
            response = _say_yes(session, address)
        else:
            response = session.get(address + paths[kind], timeout=BUSY_SECONDS, allow_redirects=False)
    except requests.RequestException as fault:
        return Answer(kind, began, time.monotonic(), type(fault).__name__)
    status = response.status_code
    if kind != "gate" and is_unsure and response.headers.get("Location", "").startswith("/confirm/"):
        status = ASKED_AGAIN
    says_when = response.status_code < 500 or (
        response.headers.get("Retry-After") == "30" and PLAIN_PAGE in response.text
    )
    return Answer(kind, began, time.monotonic(), status, says_when, b"Traceback" in response.content, good)


def _say_yes(session: requests.Session, address: str) -> requests.Response:
    """At the gate; where the form does not come, what came in its place."""
    form = session.get(f"{address}/confirm/", timeout=BUSY_SECONDS)
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|text)" value="([^"]*)"', form.text))
    if form.status_code != 200:
        return form
    return session.post(
        f"{address}/confirm/",
        fields | {"answer": "yes"},
        headers={"Referer": f"{address}/"},
        allow_redirects=False,
        timeout=BUSY_SECONDS,
    )
