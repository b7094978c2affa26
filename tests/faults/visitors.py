"""People who read for as long as a fault lasts."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

import requests

PAGE = "/medicine/besponsa/dosing/administration/"


@dataclass
class Seen:
    """What readers got: statuses, or the name of what cut them off; and how long each answer took, in seconds."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    traces: int = 0  # answers that showed the inside of the program

    def __str__(self):
        told = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items(), key=str))
        return f"{told}; median {self.median_ms:.0f} ms, worst {self.worst_ms:.0f} ms"

    @property
    def median_ms(self) -> float:
        return median(self.seconds or [0]) * 1000

    @property
    def worst_ms(self) -> float:
        return max(self.seconds or [0]) * 1000

    @property
    def faults(self) -> int:
        """Answers no visitor should ever get."""
        return self.statuses[500] + self.traces


def professional(address: str, **options) -> requests.Session:
    """Somebody who said Yes at the gate."""
    session = requests.Session()
    session.trust_env = False  # a CA_BUNDLE of the machine is not for our certificate
    if "127.0.0.1" in address:  # past nginx
        session.headers["Host"] = "localhost"
    for name, value in options.items():
        setattr(session, name, value)
    form = session.get(f"{address}/confirm/", timeout=30).text
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|text)" value="([^"]*)"', form))
    said = session.post(
        f"{address}/confirm/",
        fields | {"answer": "yes"},
        headers={"Referer": f"{address}/"},
        allow_redirects=False,
        timeout=30,
    )
    if said.status_code != 302:
        raise RuntimeError(f"The gate answered {said.status_code}.")
    return session


@contextmanager
def readers(
    address: str, *paths: str, number: int = 2, pause: float = 0.05, patience: float = 30, **options
) -> Iterator[Seen]:
    """`number` of them, who said Yes before the fault begins."""
    seen, over = Seen(), threading.Event()

    def read(session: requests.Session) -> None:
        turn = 0
        while not over.is_set():
            began = time.monotonic()
            try:
                path = (paths or (PAGE,))[turn % max(len(paths), 1)]
                answer = session.get(address + path, timeout=patience, allow_redirects=False)
                seen.statuses[answer.status_code] += 1
                seen.traces += b"Traceback" in answer.content
                seen.seconds.append(time.monotonic() - began)
            except requests.RequestException as fault:
                seen.statuses[type(fault).__name__] += 1
            turn += 1
            time.sleep(pause)

    threads = [threading.Thread(target=read, args=[professional(address, **options)]) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()
