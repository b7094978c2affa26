"""Progress on the command line."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TextIO

from tqdm import tqdm

LOOK_EVERY_SECONDS = 0.3


@dataclass(frozen=True)
class Step:
    """How far a part is."""

    part: str
    done: int
    of: int = 0  # 0: nobody knows
    in_bytes: bool = False


def watched(part: str, work: Callable[[], object], done: Callable[[], int], *, of: int = 0) -> Iterator[Step]:
    """Have `work` done in a thread of its own, and tell meanwhile how many bytes are `done`. Raises what it raised."""
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        while not working.done():
            wait([working], LOOK_EVERY_SECONDS)
            yield Step(part, done(), of, in_bytes=True)
        working.result()
    yield Step(part, done(), of, in_bytes=True)


def shown(steps: Iterable[Step], out: TextIO) -> None:
    """Take every step, with a bar for each part where somebody looks."""
    bar, part = None, ""
    for step in steps:
        if step.part != part:
            if bar is not None:
                bar.close()
            how = {"unit": "B", "unit_scale": True} if step.in_bytes else {}
            bar, part = tqdm(desc=step.part, total=step.of or None, file=out, disable=None, **how), step.part
        bar.total = max(bar.total or 0, step.of) or None
        bar.update(step.done - bar.n)
    if bar is not None:
        bar.close()
