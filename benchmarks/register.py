"""Does the register stay quick as it grows? Fills a small one and a large one, and measures both in turn.

    python -m benchmarks.register sqlite:////tmp/somewhere/{name}.sqlite3

Each address is that of a database, with {name} where its name goes; what is there already is not filled again. Ends
with 1 when looking up, searching or the register's first screen grew by more than LIMIT. `make bench-register` calls
this with everything set up.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

SMALL = 100  # Versions
LIMIT = 1.5  # times as long as at SMALL
ROUNDS = 7  # and one before, to warm up
ROOT = Path(__file__).resolve().parent.parent
processes = get_context("spawn")


@dataclass(frozen=True)
class Work:
    """One row of the table."""

    title: str
    name: str
    argument: str = ""
    is_limited: bool = False
    needs_large: bool = False  # the small register has no second page
    times: int = ROUNDS


QUICK = (
    Work("live lookup by address, serving.find()", "look up", is_limited=True),
    Work("register screen", "open", "/admin/compliance/version/", is_limited=True),
    Work("… page 2", "open", "/admin/compliance/version/?p=2", needs_large=True),
    Work("… filtered by stage=live", "open", "/admin/compliance/version/?stage=live"),
    Work("… filtered by ends_within=90", "open", "/admin/compliance/version/?ends_within=90"),
    Work("… searched for “material 7”", "open", "/admin/compliance/version/?q=material+7"),
    Work("desk", "open", "/admin/"),
    Work("search by code, search.find()", "find code", is_limited=True),
    Work("search by code, the answer", "open", "/admin/compliance/version/find/?q=pp+ino+gbr+0419", is_limited=True),
    Work("search by address, search.find()", "find address", is_limited=True),
)
LONG = (
    Work("export as CSV", "csv", times=3),
    Work("export as XLSX", "xlsx", times=3),
    Work("verify_register, once", "verify", times=1),
)


class Worker:
    """A process of its own for one register, asked for one sample at a time."""

    def __init__(self, url: str):
        self.pipe, theirs = processes.Pipe()
        self.process = processes.Process(target=_serve, args=(url, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, module: str, function: str, *arguments):
        self.pipe.send((module, function, arguments))
        answer = self.pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def leave(self) -> None:
        self.pipe.send(None)
        self.process.join()


def _serve(url: str, pipe: Connection) -> None:
    from importlib import import_module

    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "besponsa_site.settings"}
    import django

    django.setup()
    while asked := pipe.recv():
        module, function, arguments = asked
        try:
            pipe.send(getattr(import_module(module), function)(*arguments))
        except Exception as error:  # shown by who asked
            pipe.send(RuntimeError(f"{function}{arguments}: {error!r}"))


def ready(pattern: str, versions: int) -> str:
    """The address of a register of so many Versions; filled if it is not there."""
    name = f"register_{versions}_{_fingerprint()}"
    url = pattern.format(name=name)
    if pattern.startswith("sqlite"):
        path, unfinished = (Path(address.removeprefix("sqlite:///")) for address in (url, f"{url}.unfinished"))
        if not path.exists():
            unfinished.unlink(missing_ok=True)
            _fill(f"sqlite:///{unfinished}", versions)
            unfinished.rename(path)
        return url
    import psycopg

    with psycopg.connect(pattern.format(name="postgres"), autocommit=True) as postgres:
        if not postgres.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            postgres.execute("DROP DATABASE IF EXISTS unfinished")
            postgres.execute("CREATE DATABASE unfinished")
            _fill(pattern.format(name="unfinished"), versions)
            postgres.execute(f"ALTER DATABASE unfinished RENAME TO {name}")
    return url


def _fill(url: str, versions: int) -> None:
    began = time.monotonic()
    worker = Worker(url)
    worker.ask("benchmarks.filling", "fill", versions)
    worker.leave()
    _say(f"filled a register of {versions:,} Versions in {time.monotonic() - began:.0f} s")


def _fingerprint() -> str:
    """Changes with the tables and with what is filled in, so that a register kept from before is not taken."""
    sources = [*ROOT.glob("*/migrations/*.py"), *(ROOT / "benchmarks" / name for name in ("plan.py", "filling.py"))]
    return sha256(b"".join(source.read_bytes() for source in sorted(sources))).hexdigest()[:8]


def measure(urls: dict[int, str]) -> tuple[dict[Work, dict[int, float]], dict[Work, dict[int, float]]]:
    """Seconds, and megabytes at the peak, for each work by the register's size; every work runs on both in turn."""
    seconds: dict[Work, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    peaks: dict[Work, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    workers = {size: Worker(url) for size, url in urls.items()}
    for turn in range(ROUNDS + 1):
        for work in QUICK:
            for size, worker in workers.items():
                if work.needs_large and size == SMALL:
                    continue
                taken = worker.ask("benchmarks.measuring", "sample", work.name, work.argument)
                if turn:
                    seconds[work][size].append(taken)
        _say(f"round {turn} of {ROUNDS}" if turn else "warmed up")
    for worker in workers.values():
        worker.leave()
    for work in LONG:
        for _ in range(work.times):
            for size, url in urls.items():
                worker = Worker(url)
                taken, peak = worker.ask("benchmarks.measuring", "alone", work.name)
                worker.leave()
                seconds[work][size].append(taken)
                peaks[work][size].append(peak)
        _say(work.title)
    return _medians(seconds), _medians(peaks)


def _medians(found: dict[Work, dict[int, list[float]]]) -> dict[Work, dict[int, float]]:
    return {work: {size: median(values) for size, values in by_size.items()} for work, by_size in found.items()}


def show(database: str, large: int, seconds: dict[Work, dict[int, float]], peaks: dict[Work, dict[int, float]]) -> None:
    """The table, and how many rows the exports write in a second."""
    head = (f"{database}, median", f"{SMALL:,} Versions", f"{large:,} Versions", "ratio", "limit")
    rows = []
    for work, by_size in seconds.items():
        rows.append((work.title, _time(by_size.get(SMALL)), _time(by_size[large]), _ratio(by_size, large), work))
        if work.name in ("csv", "xlsx"):
            rows.append(("… rows per second", *(f"{size / by_size[size]:,.0f}" for size in (SMALL, large)), "", None))
        if work in peaks:
            peak = peaks[work]
            rows.append(
                ("… peak memory", *(f"{peak[size]:.0f} MB" for size in (SMALL, large)), _ratio(peak, large), None)
            )
    lines = ["{:40} {:>14} {:>16} {:>7} {:>6}".format(*head)]
    for title, small, big, ratio, work in rows:
        limit = LIMIT if work and work.is_limited else ""
        lines.append(f"{title:40} {small:>14} {big:>16} {ratio:>7} {limit:>6}")
    sys.stdout.write("\n{}\n\n".format("\n".join(lines)))
    sys.stdout.flush()


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.{2 if seconds < 0.01 else 0}f} ms"


def _ratio(by_size: dict[int, float], large: int) -> str:
    return f"{by_size[large] / by_size[SMALL]:.2f}" if SMALL in by_size else ""


def _say(what: str) -> None:
    sys.stderr.write(f"    {what}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", nargs="+", help="with {name} for the name")
    parser.add_argument("--versions", type=int, default=100_000, help="in the large register (%(default)s)")
    options = parser.parse_args()
    too_slow = []
    for pattern in options.databases:
        database = "SQLite" if pattern.startswith("sqlite") else "PostgreSQL"
        urls = {size: ready(pattern, size) for size in (SMALL, options.versions)}
        seconds, peaks = measure(urls)
        show(database, options.versions, seconds, peaks)
        for work, by_size in seconds.items():
            if work.is_limited and by_size[options.versions] > LIMIT * by_size[SMALL]:
                too_slow.append(f"{database}: {work.title} takes {_ratio(by_size, options.versions)} times as long.")
    if too_slow:
        sys.exit("\n".join([f"More than {LIMIT} times as long as with {SMALL} Versions:", *too_slow]))


if __name__ == "__main__":
    main()
