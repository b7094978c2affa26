"""Servers of one worker each, asked by wrk in turn, so that what slows the machine down slows all of them."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 4
SECONDS = 4
IN_TURN = """
local paths, at = {{ {paths} }}, 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


@dataclass(frozen=True)
class Asked:
    """What wrk asks for: an address, and the cookie it brings along; or paths of that server in turn."""

    address: str
    cookie: str = ""
    paths: tuple[str, ...] = ()


@contextmanager
def server(kind: str, *, beside: Path, **environment: str) -> Iterator[str]:
    """The base address of `benchmarks.site` as `kind`: one worker, with the site's settings but for `environment`."""
    port = _free_port()
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [gunicorn, "benchmarks.site", "--config", "besponsa_site/gunicorn.py", "--workers", "1"]
    command += ["--max-requests", "0", "--bind", f"127.0.0.1:{port}"]
    environment = os.environ | environment | {"BENCHMARK": kind, "BESIDE": str(beside)}
    # What it writes for each request goes where a server's goes: not to a terminal, which has to keep up with wrk.
    with (
        (beside / f"{kind}.log").open("ab") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as running,  # noqa: S603
    ):
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


def body(asked: Asked) -> bytes:
    """What the server sends for it."""
    request = Request(asked.address)  # noqa: S310 our own servers
    if asked.cookie:
        request.add_header("Cookie", asked.cookie)
    with urlopen(request, timeout=10) as response:  # noqa: S310
        return response.read()


def worker_mb(base_address: str) -> float:
    """The memory of the worker behind it: its own, and its share of what it has in common with others."""
    port = base_address.rpartition(":")[2]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_asked = f"127.0.0.1:{port}" in (folder / "cmdline").read_text().split("\0")
            children = (folder / "task" / folder.name / "children").read_text().split()
        except OSError:  # it has ended meanwhile
            continue
        if is_asked and children:
            rollup = Path("/proc", children[0], "smaps_rollup").read_text()
            return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[1]) / 1024
    raise RuntimeError(f"Nothing runs at {base_address}.")


def rates(every: dict[str, Asked], *, rounds: int) -> dict[str, float]:
    """Requests a second for each, the median of `rounds` in turn, after one to warm up."""
    return {name: median(found) for name, found in in_turn(every, rounds=rounds).items()}


def in_turn(every: dict[str, Asked], *, rounds: int) -> dict[str, list[float]]:
    """Requests a second for each in each of `rounds`, after one to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in every}
    for turn in range(rounds + 1):
        for name, asked in every.items():
            rate = _wrk(asked, seconds=SECONDS if turn else 1)
            if turn:
                taken[name].append(rate)
    return taken


def _wrk(asked: Asked, *, seconds: int) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    if asked.cookie:
        command += ["-H", f"Cookie: {asked.cookie}"]
    if asked.paths:
        script = Path(tempfile.gettempdir(), f"in-turn-{os.getpid()}.lua")
        script.write_text(IN_TURN.format(paths=", ".join(f'"{path}"' for path in asked.paths)))
        command += ["-s", str(script)]
    said = subprocess.run([*command, asked.address], check=True, capture_output=True, text=True).stdout  # noqa: S603
    if "Non-2xx or 3xx" in said:
        raise RuntimeError(f"{asked.address} was not answered as it should be:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    last_moment = time.monotonic() + 60
    while time.monotonic() < last_moment:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Nothing answers on port {port}.")
