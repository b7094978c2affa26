"""`python -m tests.replays.document > docs/replays.md`: the replays as a document, read from their docstrings."""

import ast
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.replays.cases import ALL, CATEGORIES
from tests.replays.outside import OUTSIDE

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "replays.md"
NAME = re.compile(r"test_pm_(\d\d)_\w+")
FORM = re.compile(
    r"(?P<ruling>[^\n]+)\.\n\nHappened: (?P<happened>.+?)\nHere: (?P<here>.+?)\nRules: (?P<rules>[^\n]+)"
    r"(?:\nNot yet: (?P<gap>.+))?\s*",
    re.DOTALL,
)
INTRODUCTION = """\
# Published cases, replayed

The Prescription Medicines Code of Practice Authority (PMCPA) publishes its rulings. Here are {all} of them about
companies' websites, files and certificates. For {tests} there is a test in `tests/replays/` that puts this product
where the company was, through the same screens and addresses that people use, and passes only if the fault is
prevented, stopped, or shown to staff before anybody outside could complain. {harmless} of these were ruled to be no
breach: there the test shows that the same harmless thing passes without a false alarm, or what the product does so
that nobody need complain. In the other {outside} a website's register has no hand; they are listed at the end, with
the reason.
{open}
Clause numbers are those of the edition of the Code in brackets. A rule with a number, such as PI001, is explained in
`docs/preflight.md`; other features are in `docs/register.md`. This document is made from the tests:
`python -m tests.replays.document > docs/replays.md`.
"""


@dataclass(frozen=True)
class Replay:
    """One case with a test: what its docstring says."""

    case: str
    ruling: str
    happened: str
    here: str
    rules: str
    gap: str = ""

    @property
    def is_no_breach(self) -> bool:
        """Nothing in it was ruled in breach."""
        return "no breach" in self.ruling and not re.search(r"(?<!no )breach|some breaches", self.ruling)


def replays() -> list[Replay]:
    """Every test that is named after a case, in the order of the cases."""
    found = [replay for path in sorted(HERE.glob("test_*.py")) for replay in _in(path)]
    return sorted(found, key=lambda replay: ALL.index(replay.case))


def _in(path: Path) -> Iterator[Replay]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and (name := NAME.fullmatch(node.name)):
            said = FORM.fullmatch(ast.get_docstring(node) or "")
            if said is None:
                raise ValueError(f"The docstring of {node.name} is not in the form that is read here.")
            parts = {key: " ".join(text.split()) for key, text in said.groupdict(default="").items()}
            yield Replay(f"PM-{name[1]}", **parts)


def as_markdown() -> str:
    """The whole document."""
    found = {replay.case: replay for replay in replays()}
    counts = {"all": len(ALL), "tests": len(found), "outside": len(OUTSIDE)}
    counts["harmless"] = sum(replay.is_no_breach for replay in found.values())
    parts = [INTRODUCTION.format(**counts, open=_open([replay for replay in found.values() if replay.gap]))]
    for category, cases in CATEGORIES.items():
        if rows := [_row(found[case]) for case in cases if case in found]:
            head = "| case | what happened | what the product does | rules |\n| --- | --- | --- | --- |"
            parts.append(f"## {category}\n\n" + "\n".join([head, *rows]) + "\n")
    parts.append("## Outside this product\n\n" + "\n".join(_item(outside) for outside in OUTSIDE) + "\n")
    return "\n".join(parts)


def _open(gaps: list[Replay]) -> str:
    """What the document says of those that the product does not answer yet; nothing when there are none."""
    if not gaps:
        return ""
    cases = ", ".join(replay.case for replay in gaps)
    said = (
        f"**The product does not do all of this yet.** The tests of {cases} fail today; what is missing stands "
        "with each as *Not yet*."
    )
    return f"\n{textwrap.fill(said, width=120)}\n"


def _row(replay: Replay) -> str:
    here = f"{replay.here} *Not yet:* {replay.gap}" if replay.gap else replay.here
    cells = [f"{replay.case}: {replay.ruling}", replay.happened, here, replay.rules]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _item(outside) -> str:
    line = (
        f"- **{outside.case}: {outside.ruling}, {outside.company}, {outside.outcome}.** {outside.happened} "
        f"*Why not here:* {outside.because}"
    )
    line += f" *What there is:* {outside.offers}" if outside.offers else ""
    return textwrap.fill(line, width=120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
