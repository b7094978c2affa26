"""Progress on the command line."""

from collections.abc import Iterable
from typing import TextIO

from tqdm import tqdm

from operations.archive import Step


def shown(steps: Iterable[Step], out: TextIO) -> None:
    """Take every step, with a bar for each part where somebody looks."""
    bar, part = None, ""
    for step in steps:
        if step.part != part:
            if bar is not None:
                bar.close()
            bar, part = tqdm(desc=step.part, total=step.of, file=out, disable=None), step.part
        bar.total = max(bar.total, step.of)
        bar.update(step.done - bar.n)
    if bar is not None:
        bar.close()
