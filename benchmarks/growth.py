"""Does the visitor's path stay quick as the register grows, and a worker small?

    python -m benchmarks.growth sqlite:////tmp/somewhere/{name}.sqlite3 ...

Fills registers as benchmarks.register does, for one database after the other; what is there already is not filled
again. Needs gunicorn and wrk. Ends with 1 when a figure fell by more than LIMIT, or a worker grew beyond MOST_MB.
`make bench-growth` calls this with everything set up.
"""

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import load
from benchmarks.register import Worker, ready

SIZES = (100, 10_000, 100_000)  # Versions; of each ten is a Material
ROUNDS = 5
LIMIT = 1.2
MOST_MB = 150
PATHS = 1000


def main(patterns: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
    too_much = False
    for pattern in patterns:
        urls = {size: ready(pattern, size) for size in SIZES}
        first, rates, memory = _measured(urls)
        sys.stdout.write(f"{'SQLite' if pattern.startswith('sqlite') else 'PostgreSQL'}\n")
        too_much |= _show(first, rates, memory)
    return int(too_much)


def visitor() -> tuple[str, list[str], str]:
    """The cookie of a Declaration, live pages, and a live leaflet; asked in a process that has the register."""
    from django.utils import timezone

    from benchmarks.visitors import declaration
    from compliance.models import Version

    live = Version.objects.live(on=timezone.localdate()).order_by("pk")
    pages = live.filter(material__kind="page").values_list("material__address", flat=True)[:PATHS]
    leaflet = live.filter(material__kind="leaflet").values_list("material__address", flat=True).first()
    return declaration(), list(pages), leaflet


def _measured(urls: dict[int, str]) -> tuple[dict[int, float], dict[str, dict[int, float]], dict[int, float]]:
    """By size: milliseconds for a page that nobody opened before; requests a second for each that is asked, by what it
    is; the megabytes of the worker afterwards.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        asked, sites, first = {}, {}, {}
        for size, url in urls.items():
            worker = Worker(url)
            cookie, pages, leaflet = worker.ask("benchmarks.growth", "visitor")
            worker.leave()
            site = running.enter_context(load.server("site", beside=Path(folder), DATABASE_URL=url))
            sites[size] = site
            first[size] = median(_milliseconds(load.Asked(f"{site}{path}", cookie)) for path in pages)
            asked["one page", size] = load.Asked(f"{site}{pages[0]}", cookie)
            asked[f"up to {PATHS:,} pages in turn", size] = load.Asked(site, cookie, tuple(pages))
            asked["a leaflet", size] = load.Asked(f"{site}{leaflet}", cookie)
            asked["the gate's redirect", size] = load.Asked(f"{site}{pages[0]}")
        found = load.rates(asked, rounds=ROUNDS)
        memory = {size: load.worker_mb(site) for size, site in sites.items()}
    rates: dict[str, dict[int, float]] = {}
    for (what, size), rate in found.items():
        rates.setdefault(what, {})[size] = rate
    return first, rates, memory


def _milliseconds(asked: load.Asked) -> float:
    began = time.perf_counter()
    load.body(asked)
    return (time.perf_counter() - began) * 1000


def _show(first: dict[int, float], rates: dict[str, dict[int, float]], memory: dict[int, float]) -> bool:
    """Print the table; whether something grew too much."""
    lines = [f"{f'requests a second, median of {ROUNDS} in turn':44}" + "".join(f"{size:>10,}" for size in SIZES)]
    too_much = False
    for what, by_size in rates.items():
        slower = max(by_size[SIZES[0]] / by_size[size] for size in SIZES)
        too_much |= slower > LIMIT
        cells = "".join(f"{by_size[size]:10.0f}" for size in SIZES)
        lines.append(f"{what:44}{cells}   {slower:.2f} times slower, limit {LIMIT}")
    lines.append(f"{'a page opened for the first time, ms':44}" + "".join(f"{first[size]:10.1f}" for size in SIZES))
    too_much |= max(memory.values()) > MOST_MB
    lines.append(f"{'a worker, MB':44}" + "".join(f"{memory[size]:10.0f}" for size in SIZES) + f"   limit {MOST_MB}")
    sys.stdout.write("\n".join(lines) + "\n")
    return too_much


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
