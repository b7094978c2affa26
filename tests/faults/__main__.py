"""All of them, one after the other; ends with 1 if a promise was broken."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.place import KEPT

SCRIPTS = (
    "killed_worker",
    "killed_postgres",
    "power_cut",
    "stopped_parts",
    "slow_clients",
    "full_disk",
    "clock_back",
    "clock_ahead",
    "two_codes",
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="besponsa-filled.") as filled:
        Path(filled).chmod(0o711)  # PostgreSQL runs as another user
        environment = os.environ | {KEPT: filled}
        ended = [
            subprocess.run([sys.executable, "-m", f"tests.faults.{name}"], check=False, env=environment).returncode
            for name in SCRIPTS
        ]
    sys.exit(1 if any(ended) else 0)
