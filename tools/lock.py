"""Write the lock files: exact releases and their SHA-256, with the reason for each package that we ask for.

`make lock` keeps the releases already locked; `make lock ARGS=--upgrade` takes the newest, and
`make lock ARGS="--upgrade-package django"` the newest of one.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {  # lock file: what it is made from
    "tools/uv.txt": "tools/uv.in",
    "requirements.txt": "requirements.in",
    "requirements-dev.txt": "requirements-dev.in",
}
HEADER = "# Made by `make lock` from {source}; do not edit.\n"
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--no-header", "--generate-hashes"),
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),  # one lock for every Python and machine
]


def main(options: list[str]) -> None:
    for lock, source in LOCKS.items():
        constraints = ["--constraints", "requirements.txt"] if lock == "requirements-dev.txt" else []
        command = [sys.executable, "-m", *COMPILE, *constraints, *options, source, "--output-file", lock]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        path = ROOT / lock
        path.write_text(HEADER.format(source=source) + with_reasons(path.read_text(), reasons(source)))
        print(f"{lock}: {path.read_text().count('==')} packages")


def reasons(source: str) -> dict[str, str]:
    """Each package's comment in a .in file and in those it includes, by normal name."""
    found = {}
    for line in (ROOT / source).read_text().splitlines():
        if line.startswith("-r "):
            found |= reasons(line.removeprefix("-r ").strip())
        elif requirement := re.match(r"([\w.-]+)[^#]*#\s*(.+)", line):
            found[normal_name(requirement[1])] = requirement[2]
    return found


def with_reasons(locked: str, why: dict[str, str]) -> str:
    lines = []
    for line in locked.splitlines():
        name = re.match(r"([\w.-]+)(\[.*])?==", line)
        if name and (reason := why.get(normal_name(name[1]))):
            lines.append(f"# {reason}")
        lines.append(line)
    return "\n".join(lines) + "\n"


def normal_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main(sys.argv[1:])
