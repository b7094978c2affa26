"""The program that reads one PDF: from standard input, with limits as its argument.

It writes JSON, a line for each finding, and ends with a line of facts. Without that line the file is refused, whatever
happened here.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downloads.inspection.limits import Limits
    from downloads.inspection.reasons import Reason

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    from downloads.inspection.limits import Limits, hold

    limits = Limits.from_text(sys.argv[1])
    hold(limits)
    body = sys.stdin.buffer.read(limits.size_bytes + 1)
    facts: dict = {}
    try:
        refused = tell(problems(body, limits, facts))
    except MemoryError:
        refused = tell([("gave-up", "Reading the file takes more memory than is allowed for it.")])
    if not refused:
        say({"facts": facts})


def problems(body: bytes, limits: "Limits", facts: dict) -> "Iterator[Reason]":
    """All reasons. What is no PDF at all costs nothing but a look at its ends."""
    from downloads.inspection import envelope

    found = list(envelope.problems(body, limits))
    yield from found
    if not found:
        from downloads.inspection import reading

        yield from reading.read(body, limits, facts)


def tell(reasons: Iterable[tuple[str, str]]) -> bool:
    """Say each reason as soon as it is known: what comes after it may be what kills this process."""
    any_told = False
    for kind, what in reasons:
        say([kind, what[:300]])
        any_told = True
    return any_told


def say(line: object) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


def leave_django_out() -> None:
    """`compliance.preflight` brings the register with it, which takes longer to load than all that is needed here."""
    package = ModuleType("compliance.preflight")
    package.__path__ = [str(ROOT / "compliance" / "preflight")]
    sys.modules[package.__name__] = package


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    leave_django_out()
    main()
