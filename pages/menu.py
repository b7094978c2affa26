"""The menu in the frame: the live pages that have a place in it, under each other as their addresses are.

It is read from signed Versions alone, so it offers nothing that is not served, and changes when they do.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from compliance.models import Audience, Signature
from compliance.standing import Kept, Standing

HOME = "/"
LAST = 1000  # where prescribing information stands: after everything about its medicine


@dataclass
class Entry:
    """A live page in the menu, with those below it. A trail is the way from the top to the page shown."""

    label: str
    address: str
    entries: list[Self] = field(default_factory=list)

    def all_below(self) -> list[Self]:
        """Those below it at any depth, in reading order."""
        return [found for entry in self.entries for found in (entry, *entry.all_below())]

    def holds(self, address: str) -> bool:
        """`address` is its own or below it. Everything is below home, but home is a place of its own."""
        return address == self.address or (self.address != HOME and address.startswith(self.address))


_kept: Kept[list[Entry]] = Kept()


def live_menu(*, on: date | None = None, as_of: Standing | None = None) -> list[Entry]:
    """The entries at the top on `on` (today if not given); `as_of` if the register's standing was read already."""
    as_of = as_of or Standing.read(on=on)
    return _kept.get("menu", as_of, lambda: _tree(_live_entries(on=as_of.on)))


def section_of(menu: list[Entry], address: str) -> Entry | None:
    """The entry at the top that `address` belongs to."""
    return next((entry for entry in menu if entry.holds(address)), None)


def in_frame(menu: list[Entry], address: str) -> dict:
    """What the frame's template needs to show `menu` around the page at `address`."""
    return {"menu": menu, "section": section_of(menu, address), "current": address}


def label_of(menu: list[Entry], address: str) -> str:
    """What the menu calls the page at `address`; "" if it has none."""
    every = (found for entry in menu for found in (entry, *entry.all_below()))
    return next((entry.label for entry in every if entry.address == address), "")


def _live_entries(*, on: date) -> list[Entry]:
    live = Signature.objects.live(on=on).filter(
        version__material__audience=Audience.HCP, version__content__menu_order__isnull=False
    )
    rows = live.values_list("version__content__menu_order", "version__material__address", "version__title").distinct()
    return [Entry(title, address) for _order, address, title in sorted(rows)]


def _tree(entries: list[Entry]) -> list[Entry]:
    top = []
    for entry in entries:
        above = [
            other for other in entries if other is not entry and other.address != HOME and other.holds(entry.address)
        ]
        home = max(above, key=lambda other: len(other.address), default=None)
        (home.entries if home else top).append(entry)
    return top
