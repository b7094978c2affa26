"""What reading one PDF may cost, and how the system is told to hold the process to it."""

from __future__ import annotations

import json
import resource
from dataclasses import asdict, dataclass
from typing import Self

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """`seconds` are of computing, so a good file is not refused because the machine is busy; `patience` is on the wall.

    `memory_bytes` is address space, of which the programs need 300 MB.
    """

    size_bytes: int = 20 * MEGABYTE
    pages: int = 60
    seconds: int = 5
    patience: float = 20
    memory_bytes: int = 1024 * MEGABYTE
    answer_bytes: int = 4 * MEGABYTE

    @classmethod
    def from_text(cls, text: str) -> Self:
        return cls(**json.loads(text))

    def as_text(self) -> str:
        return json.dumps(asdict(self))


def hold(limits: Limits) -> None:
    """From here on the system itself keeps this process to `limits`. Call it before anything of the file is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))  # the signal of the first says why
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_NOFILE, 32),  # its own modules; more would be connections, or pipes to other programs
        (resource.RLIMIT_CORE, 0),  # a crash leaves nothing of the file behind
    ):
        resource.setrlimit(what, (most, most))
