"""The visitor's path: what the gate and the register cost beside a static file and a bare view.

    python -m benchmarks.visit DATABASE_URL ...

Each database needs a site that was set up with the demonstration; gunicorn and wrk are needed, too. Ends with 1 when a
goal is missed. `make bench` calls this with everything set up.
"""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import load
from benchmarks.register import Worker

ROUNDS = 9
PAGE = "/medicine/besponsa/dosing/administration/"
LEAFLET_BYTES = 200_000
NAMES = {
    "a": "a signed page through the gate",
    "b": "the same as a WhiteNoise file",
    "c": "a bare view of it that reads a session",
    "d": "a bare view of it",
    "e": "a leaflet of 200 KB through the gate",
    "f": "the same as a WhiteNoise file",
    "g": "the gate's redirect",
}
GOALS = (("a", "c", 1.2), ("a", "b", 0.6), ("e", "f", 0.5))  # the first at least so many times the second


def main(urls: list[str]) -> int:
    missed = 0
    for url in urls:
        database = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
        rates = _rates(url)
        _say(f"{database}, one worker each, requests a second, median of {ROUNDS} in turn")
        for key, name in NAMES.items():
            _say(f"  ({key}) {name:42}{median(rates[key]):7.0f}")
        for one, other, goal in GOALS:
            # Within each round, in which the machine is as quick for both.
            ratio = median(ones / others for ones, others in zip(rates[one], rates[other], strict=True))
            missed += ratio < goal
            _say(f"  {one} is {ratio:.2f} times {other}, goal {goal}{'' if ratio >= goal else ': missed'}")
    return int(missed > 0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _rates(url: str) -> dict[str, list[float]]:
    worker = Worker(url)
    cookie = worker.ask("benchmarks.visitors", "declaration")
    leaflet = worker.ask("benchmarks.visitors", "leaflet_of", LEAFLET_BYTES)
    worker.leave()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        beside = Path(folder)
        with load.server("site", beside=beside, DATABASE_URL=url) as site:
            (beside / "page").write_bytes(load.body(load.Asked(f"{site}{PAGE}", cookie)))
            (beside / "leaflet.pdf").write_bytes(load.body(load.Asked(f"{site}{leaflet}", cookie)))
        site, bare, without = (
            running.enter_context(load.server(kind, beside=beside, DATABASE_URL=url))
            for kind in ("site", "bare", "bare-no-session")
        )
        asked = {
            "b": load.Asked(f"{site}/page"),
            "a": load.Asked(f"{site}{PAGE}", cookie),  # next to what it is compared with
            "c": load.Asked(f"{bare}/page", cookie),
            "d": load.Asked(f"{without}/page", cookie),
            "e": load.Asked(f"{site}{leaflet}", cookie),
            "f": load.Asked(f"{site}/leaflet.pdf"),
            "g": load.Asked(f"{site}{PAGE}"),
        }
        for keys in ("abcd", "ef"):
            if len({load.body(asked[key]) for key in keys}) > 1:
                raise RuntimeError(f"{', '.join(keys)} do not send the same bytes.")
        return load.in_turn(asked, rounds=ROUNDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
