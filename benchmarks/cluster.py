"""Two instances behind nginx beside one: requests a second, and where the processor's time goes.

    python -m benchmarks.cluster

wrk, nginx, PostgreSQL and Redis share the machine's cores with the instances: how many cores each kept busy is shown.
Turns in which anything else kept the machine busy are put aside, and counted. Ends with 1 when the goal is missed.
`make bench-cluster` calls this with everything set up.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools.cluster import Cluster, running
from tools.servers import Server
from tools.web_servers import Nginx

GOAL = 1.7
TURNS = 11
MOST_TURNS = 25
REST = "all else"
QUIET = 0.25  # cores that anything else may keep busy
SECONDS = 4
CONNECTIONS = 8
TICK = os.sysconf("SC_CLK_TCK")
ASKED = {
    "a page": "/medicine/besponsa/dosing/administration/",
    "a leaflet": "/downloads/besponsa-fast-facts.pdf",
    "a search": "/search/?q=infusion",
}


@dataclass(frozen=True)
class Round:
    """Requests a second in one round, and how many cores each part kept busy."""

    rate: float
    cores: dict[str, float]


def main() -> int:
    cores = len(os.sched_getaffinity(0))
    with running(RATE_SEARCH="1000000/s") as cluster, _nginx_before_one(cluster) as alone:
        parts = {
            "instances": cluster.instances,
            "nginx": [cluster.nginx, alone],
            "PostgreSQL": [cluster.postgres],
            "Redis": [cluster.redis],
        }
        cookie = cluster.in_the_site("from benchmarks.visitors import declaration; print(declaration())")
        _say(f"{cores} cores, instances of one worker, {CONNECTIONS} connections, medians of {TURNS} turns")
        _say(f"{'':16} requests   cores busy with")
        _say(f"{'':16} a second{''.join(f'{part:>11}' for part in (*parts, 'wrk', REST))}")
        ratios = []
        for name, path in ASKED.items():
            (one, two), aside = _in_turn([server.address + path for server in (alone, cluster.nginx)], cookie, parts)
            ratios.append(_report(name, one, two, aside))
    _say(f"goal {GOAL}: {'met' if min(ratios) >= GOAL else 'missed'}")
    return int(min(ratios) < GOAL)


def _in_turn(addresses: list[str], cookie: str, parts: dict[str, list[Server]]) -> tuple[list[list[Round]], int]:
    """The rounds of each address in the quietest turns, and how many turns were put aside."""
    for address in addresses:
        _round(address, cookie, parts, seconds=1)
    turns: list[list[Round]] = []
    while sum(_noise(turn) <= QUIET for turn in turns) < TURNS and len(turns) < MOST_TURNS:
        turns.append([_round(address, cookie, parts, seconds=SECONDS) for address in addresses])
    quietest = sorted(turns, key=_noise)[:TURNS]
    return list(zip(*quietest, strict=True)), len(turns) - TURNS


def _noise(turn: list[Round]) -> float:
    """What anything else took while two instances wanted all; one leaves a core to whoever wants it."""
    return turn[-1].cores[REST]


def _report(name: str, one: list[Round], two: list[Round], aside: int) -> float:
    """Say a line for each; the median of the ratios in each turn, within which the machine is as quick for both."""
    for instances, rounds in (("one", one), ("two", two)):
        busy = "".join(f"{median(each.cores[part] for each in rounds):11.2f}" for part in rounds[0].cores)
        _say(f"{name:10}  {instances:5}{median(each.rate for each in rounds):8.0f}{busy}")
    ratio = median(with_two.rate / with_one.rate for with_one, with_two in zip(one, two, strict=True))
    _say(f"{'':10}  ratio{ratio:8.2f}{f'   ({aside} noisy turns put aside)' if aside else ''}")
    return ratio


def _round(address: str, cookie: str, parts: dict[str, list[Server]], *, seconds: int) -> Round:
    before, all_before = _taken(parts), _busy()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", f"Cookie: {cookie}", address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    if "Non-2xx or 3xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{address} was not answered as it should be:\n{said}")
    taken = {part: (after - before[part]) / seconds for part, after in _taken(parts).items()}
    all_else = (_busy() - all_before) / seconds - sum(taken.values())
    return Round(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), taken | {REST: all_else})


def _taken(parts: dict[str, list[Server]]) -> dict[str, float]:
    """Seconds of processor time that each part took so far, and wrk."""
    taken = {part: sum(_seconds(pid) for server in servers for pid in server.pids()) for part, servers in parts.items()}
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken | {"wrk": ended.ru_utime + ended.ru_stime}


def _seconds(pid: int) -> float:
    """Of one process, and of those below it that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # it ended just now: its parent's time has it
        return 0
    return sum(map(int, fields[11:15])) / TICK


def _busy() -> float:
    """Seconds that all cores together were busy."""
    user, nice, system, _idle, _waiting, *rest = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system + sum(rest[:3])) / TICK


@contextmanager
def _nginx_before_one(cluster: Cluster) -> Iterator[Nginx]:
    with tempfile.TemporaryDirectory() as folder:
        nginx = Nginx(Path(folder) / "nginx")
        nginx.instances = cluster.nginx.instances[:1]
        nginx.configure()
        nginx.start()
        try:
            yield nginx
        finally:
            nginx.stop()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
