"""Where one sentence ends and the next begins."""

import re

END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“(▼≥≤<>0-9])|\n")
ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|vs|al|etc|approx|no|fig|Dr|Prof)\.$", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """`text` sentence by sentence; “et al. 2016” is not an end."""
    found: list[str] = []
    for piece in END.split(text):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found
