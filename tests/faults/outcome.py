"""What a fault did: a table for people, and whether a promise was broken."""

import sys
import time
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Of one fault: what was done, what was seen of it, and what should never have happened."""

    fault: str
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0
    seen: dict[str, object] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def see(self, what: str, found: object) -> None:
        self.seen[what] = found

    def promise(self, held: bool, otherwise: str) -> None:
        if not held:
            self.broken.append(otherwise)

    def over(self) -> "Outcome":
        self.seconds = time.monotonic() - self.began
        return self

    def tell(self) -> bool:
        """Print it; True if every promise was kept."""
        print(f"\n{self.fault}  ({self.seconds:.0f} s)")
        for what, found in self.seen.items():
            print(f"  {what:<52} {found}")
        for sentence in self.broken:
            print(f"  BROKEN  {sentence}")
        print("  every promise kept" if not self.broken else f"  {len(self.broken)} promises broken", flush=True)
        return not self.broken


def end(*outcomes: Outcome) -> None:
    """Print each, and end the program with 1 if one broke a promise."""
    kept = [outcome.tell() for outcome in outcomes]
    sys.exit(0 if all(kept) else 1)
