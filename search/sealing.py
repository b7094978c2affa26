"""A Passage is kept ready to be shown, with a seal over it: reading a leaflet's bytes again takes half a second.

Only who has the site's secret can make the seal. What does not carry it (the table was changed from outside, or the
secret was replaced) is cut from the signed bytes again before it is shown.
"""

import json
from dataclasses import astuple

from django.utils.crypto import constant_time_compare, salted_hmac

from search.cutting import Piece


def packed(piece: Piece) -> str:
    return json.dumps(astuple(piece), ensure_ascii=False)


def seal(*, sha256: str, number: int, words: tuple[str, ...], shown: str) -> str:
    """Over the bytes it was cut from, its place in them, what is found and what is shown."""
    return salted_hmac("search.passage", json.dumps([sha256, number, *words, shown]), algorithm="sha256").hexdigest()


def unsealed(*, sha256: str, number: int, words: tuple[str, ...], shown: str, kept: str) -> Piece | None:
    """The piece that was packed; None if `kept` is not its seal."""
    if constant_time_compare(seal(sha256=sha256, number=number, words=words, shown=shown), kept):
        return Piece(*json.loads(shown))
    return None
