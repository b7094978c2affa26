"""What is measured on a register. Each runs in a process whose DATABASE_URL leads to that register."""

import random
import resource
import time
from collections.abc import Callable, Iterable
from functools import cache
from statistics import median

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from benchmarks.filling import PEOPLE
from compliance import search, serving, verification
from compliance.models import Version

REGISTER = f"/{settings.ADMIN_PATH}/compliance/version/"
CODE = "pp ino gbr 0419"


def sample(name: str, argument: str = "") -> float:
    """Seconds that the work called `name` takes, once."""
    return QUICK[name](argument)


def alone(name: str) -> tuple[float, float]:
    """Seconds, and this process's peak memory in megabytes, for a long piece of work."""
    began = time.perf_counter()
    LONG[name]()
    seconds = time.perf_counter() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _look_up(_: str) -> float:
    return _each(serving.find, _live_addresses())


def _find_code(_: str) -> float:
    return _each(search.find, [CODE] * 50)


def _find_address(_: str) -> float:
    return _each(search.find, _live_addresses()[:50])


def _each(work: Callable[[str], object], arguments: Iterable[str]) -> float:
    """The median over several calls: each is too short for one to tell anything."""
    return median(_seconds(lambda argument=argument: work(argument)) for argument in arguments)


def _open(path: str) -> float:
    """A reviewer opens a screen of the admin."""
    return _seconds(lambda: _get(path))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _get(path: str):
    response = _reviewer().get(path, secure=settings.HTTPS)
    if response.status_code not in (200, 302) or "e=1" in response.get("Location", ""):
        raise RuntimeError(f"{path} answers {response.status_code}.")
    return response


@cache
def _reviewer() -> Client:
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.get(pk=PEOPLE["Reviewers"][0]))
    return client


@cache
def _live_addresses() -> list[str]:
    """Up to 200, the same at every run."""
    live = Version.objects.live(on=timezone.localdate()).order_by("pk").values_list("material__address", flat=True)
    found = list(live)
    return random.Random(1).sample(found, min(200, len(found)))  # noqa: S311 no secret


def _export(kind: str) -> None:
    for _ in _get(f"{REGISTER}export.{kind}").streaming_content:
        pass


def _verify() -> None:
    outcome = verification.Outcome()
    for _ in verification.verify(outcome):
        pass
    if outcome.faults or outcome.frame_changes:
        raise RuntimeError(f"The register is not sound: {(outcome.faults + outcome.frame_changes)[:3]}")


QUICK: dict[str, Callable[[str], float]] = {
    "look up": _look_up,
    "find code": _find_code,
    "find address": _find_address,
    "open": _open,
}
LONG: dict[str, Callable[[], None]] = {
    "csv": lambda: _export("csv"),
    "xlsx": lambda: _export("xlsx"),
    "verify": _verify,
}
