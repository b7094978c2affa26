"""What breaks, broken on purpose: `make faults`, or one alone with `python -m tests.faults.killed_worker`.

Figures, and what users see of each: docs/faults.md.
"""
