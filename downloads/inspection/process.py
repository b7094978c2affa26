"""Has a PDF read by a process of its own, and believes it only if that ends well."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from downloads.inspection.limits import Limits
from downloads.inspection.reasons import ASK, Reason

CHILD = Path(__file__).with_name("child.py")
MOST_REASONS = 20


@dataclass(frozen=True)
class Outcome:
    """`reasons` against the file; with none of them, `facts` is what was read in it (see `printed`)."""

    reasons: tuple[Reason, ...] = ()
    facts: dict = field(default_factory=dict)


def inspect(body: bytes, limits: Limits, *, program: Path = CHILD) -> Outcome:
    """Read `body` in a child process. Raises for nothing that is in the file, and takes no longer than allowed."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(body)
        question.seek(0)
        ending = _run([sys.executable, "-I", str(program), limits.as_text()], question, answer, limits)
        answer.seek(0)
        reasons, facts = _read(answer.read(limits.answer_bytes))
    if ending or (facts is None and not reasons):
        # What was found before it ended counts too.
        reasons.append(Reason("gave-up", ending or "Reading the file ended without an answer."))
    return Outcome(tuple(dict.fromkeys(reasons))[:MOST_REASONS], facts if facts and not reasons else {})


def _run(command: list[str], question, answer, limits: Limits) -> str:
    """Why the process did not end by itself and well; "" if it did. Nothing of it is left running."""
    process = subprocess.Popen(  # noqa: S603 our own program
        command,
        stdin=question,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    late = "The file could not be checked within {:g} seconds."
    try:
        code = process.wait(limits.patience)
    except subprocess.TimeoutExpired:
        return late.format(limits.patience)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with whatever it started
        process.wait()
    if code == -signal.SIGXCPU:
        return late.format(limits.seconds)
    if code < 0:
        return f"The program that reads the file broke off ({signal.Signals(-code).name})."
    return "The program that reads the file broke off." if code else ""


def _read(answer: bytes) -> tuple[list[Reason], dict | None]:
    """The reasons and, if the process came to its end, the facts: a line of JSON for each."""
    reasons, facts = [], None
    for line in answer.splitlines():
        with suppress(ValueError):  # cut off in the middle
            found = json.loads(line)
            if isinstance(found, dict) and "facts" in found:
                facts = found["facts"]
            elif isinstance(found, list) and len(found) == 2 and found[0] in ASK:
                reasons.append(Reason(*found))
    return reasons, facts
