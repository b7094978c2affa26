"""The kinds of source that can change. An app that has some says here how one is called, by its key."""

from collections.abc import Callable

from compliance.models import Product

Label = Callable[[str], str | None]

LABELS: dict[str, Label] = {}


def register(kind: str, label: Label) -> None:
    """`label` gives the name of the source with a key like `12`, or None when there is none."""
    LABELS[kind] = label


def label_of(source: str) -> str | None:
    """How the source `reference:12` or `smpc:INO` is called; None when nothing is called so."""
    kind, _, key = source.partition(":")
    return LABELS[kind](key) if kind in LABELS and key else None


def _smpc(code: str) -> str | None:
    product = Product.objects.filter(code=code).first()
    return product and f"SmPC of {product.brand}"


register("smpc", _smpc)
