"""Where marks may stand in a tree, and how they get there."""

from lxml import html as lxml_html

from compliance.comparison.reading import Slot

ROW_HOLDERS = {"table", "thead", "tbody", "tfoot"}
NO_MARKS_IN = ROW_HOLDERS | {"ul", "ol", "dl", "tr", "colgroup", "svg", "img", "br", "hr", "select"}

Spot = tuple[Slot, int]


def spot_ahead_of(element: lxml_html.HtmlElement) -> Spot:
    previous = element.getprevious()
    slot = Slot(element.getparent()) if previous is None else Slot(previous, is_tail=True)
    return slot, len(slot.text)


def spot_at_end_of(element: lxml_html.HtmlElement) -> Spot:
    slot = Slot(element[-1], is_tail=True) if len(element) else Slot(element)
    return slot, len(slot.text)


def allowed(spot: Spot) -> Spot:
    """`spot`, or the nearest one where HTML allows a mark: in the item or cell before it, after it, before the list."""
    slot, _ = spot
    if _may_hold_marks(slot.holder):
        return spot
    inner = slot.element if slot.is_tail else None
    while inner is not None and not _may_hold_marks(inner):
        inner = inner[-1] if len(inner) else None
    if inner is not None:
        return spot_at_end_of(inner)
    inner = slot.element.getnext() if slot.is_tail else next(iter(slot.holder), None)
    while inner is not None and not _may_hold_marks(inner):
        inner = inner[0] if len(inner) else None
    return (Slot(inner), 0) if inner is not None else allowed(spot_ahead_of(slot.holder))


def _may_hold_marks(element):
    parent = element.getparent()
    is_group_of_terms = element.tag == "div" and parent is not None and parent.tag == "dl"
    return element.tag not in NO_MARKS_IN and not is_group_of_terms


def out_of_raised(spot: Spot, stays: bool) -> tuple[Spot, bool]:
    """Where to put words, and whether that is in a raised or lowered figure: ordinary words go beside one, not in."""
    holder = spot[0].holder
    raised = next((e for e in (holder, *holder.iterancestors()) if e.tag in {"sup", "sub"}), None)
    if raised is None or stays:
        return spot, raised is not None
    is_behind = spot[1] > 0
    return (Slot(raised, is_tail=True), 0) if is_behind else spot_ahead_of(raised), False


class Sheet:
    """Collects marks for a tree, so that places found before stay true; then writes them all."""

    def __init__(self):
        self.slots: dict[Slot, list[tuple[int, int, lxml_html.HtmlElement]]] = {}
        self.wrapped: list[tuple[lxml_html.HtmlElement, lxml_html.HtmlElement]] = []

    def put(self, spot: Spot, mark: lxml_html.HtmlElement) -> None:
        slot, offset = spot
        self.slots.setdefault(slot, []).append((offset, offset, mark))

    def wrap_text(self, slot: Slot, start: int, end: int, mark: lxml_html.HtmlElement) -> None:
        self.slots.setdefault(slot, []).append((start, end, mark))

    def wrap_element(self, element: lxml_html.HtmlElement, mark: lxml_html.HtmlElement) -> None:
        self.wrapped.append((element, mark))

    def write(self) -> None:
        for slot, marks in self.slots.items():
            self._write_slot(slot, sorted(marks, key=lambda mark: mark[:2]))
        for element, mark in self.wrapped:
            mark.tail, element.tail = element.tail, None
            element.getparent().replace(element, mark)
            mark.append(element)

    def _write_slot(self, slot, marks):
        text, holder = slot.text, slot.holder
        index = holder.index(slot.element) + 1 if slot.is_tail else 0
        for n, (start, end, mark) in enumerate(marks):
            if end > start:
                mark.text = text[start:end]
            mark.tail = text[end : marks[n + 1][0]] if n + 1 < len(marks) else text[end:]
            holder.insert(index + n, mark)
        head = text[: marks[0][0]]
        if slot.is_tail:
            slot.element.tail = head
        else:
            slot.element.text = head
