"""The tags of a PDF as screen readers want them: what WeasyPrint's own lack is put right before the file is written.

WeasyPrint 70 tags each piece of an element that is broken over pages, columns or lines as an element of its own, links
what stands in the margins to no tag, and writes neither the scope of header cells nor an inner language. It hands the
finished tags to `complete()`; which HTML element a tag was made for it does not say, so that is noted along the way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

    from weasyprint import Document


@contextmanager
def noted() -> "Iterator[dict[int, Element]]":
    """The HTML element of each tag, by the tag's number, filled while WeasyPrint works. Not for two threads at once."""
    from weasyprint.pdf import tags

    origins: dict[int, Element] = {}
    original = tags._build_box_tree

    def noting(box, *arguments):
        for tag in original(box, *arguments):
            origins.setdefault(tag.number, box.element)  # the innermost call comes first
            yield tag

    tags._build_box_tree = noting
    try:
        yield origins
    finally:
        tags._build_box_tree = original


def complete(document: "Document", pdf: pydyf.PDF, origins: "dict[int, Element]") -> None:
    """Put the tags of `pdf` right."""
    _Tree(pdf, origins).complete()


@dataclass
class _Tree:
    pdf: pydyf.PDF
    origins: "dict[int, Element]"
    same_header: dict[bytes, pydyf.String] = field(default_factory=dict)  # a repeated header cell's ID: the first's

    def complete(self) -> None:
        root = self.at(self.pdf.catalog["StructTreeRoot"])
        self.mapping = self.at(root["ParentTree"])["Nums"]
        (document,) = root["K"]
        self.read_once(self.at(document))
        self.join(self.at(document))
        for look in (self.describe, self.arrange):
            for tag in list(self.all_below(self.at(document))):
                look(tag)
        self.make_artifacts(set(self.reached(document)))

    def at(self, reference: bytes) -> pydyf.Dictionary:
        return self.pdf.objects[int(reference.split()[0])]

    def tags_in(self, tag: pydyf.Dictionary) -> list[pydyf.Dictionary]:
        """The tags right below; not marked content, nor references to links."""
        inside = [self.at(kid) for kid in tag["K"] if isinstance(kid, bytes)]
        return [kid for kid in inside if kid.get("Type") == "/StructElem"]

    def all_below(self, tag: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for kid in self.tags_in(tag):
            yield kid
            yield from self.all_below(kid)

    def reached(self, reference: bytes) -> Iterator[bytes]:
        yield reference
        for kid in self.tags_in(self.at(reference)):
            yield from self.reached(kid.reference)

    def read_once(self, document: pydyf.Dictionary) -> None:
        """What runs in the margins and has `data-read="once"` is read on the first page, after its first element."""
        reached, first = set(self.reached(document.reference)), self.pdf.page_references[0]
        running = [
            tag
            for number, origin in self.origins.items()
            if origin is not None
            and origin.get("data-read") == "once"
            and (tag := self.pdf.objects[number]).reference not in reached
            and tag["Pg"] == first
        ]
        inside = {reference for tag in running for reference in list(self.reached(tag.reference))[1:]}
        tops = [tag for tag in running if tag.reference not in inside]
        for tag in tops:
            tag["P"] = document.reference
        document["K"][1:1] = [tag.reference for tag in tops]

    # One tag for what is one element

    def join(self, tag: pydyf.Dictionary) -> None:
        """Join neighbouring tags of one element below `tag`; in a table's row also those further apart."""
        kept: list[pydyf.Dictionary] = []
        for kid in self.tags_in(tag):
            earlier = kept if tag["S"] == "/TR" else kept[-1:]
            same = next((other for other in earlier if self.is_same(other, kid)), None)
            if same is not None:
                self.take_in(same, kid)
                tag["K"].remove(kid.reference)
            elif kid["S"] == "/THead" and any(other["S"] == "/THead" for other in kept):
                self.drop_repeated_head(kid, next(other for other in kept if other["S"] == "/THead"))
                tag["K"].remove(kid.reference)
            else:
                kept.append(kid)
        for kid in kept:
            self.join(kid)

    def is_same(self, one: pydyf.Dictionary, other: pydyf.Dictionary) -> bool:
        origin = self.origins.get(one.number)
        return origin is not None and origin is self.origins.get(other.number) and one["S"] == other["S"]

    def take_in(self, tag: pydyf.Dictionary, rest: pydyf.Dictionary) -> None:
        """`rest` goes on in `tag`: all that is in it, on whatever page."""
        for kid in rest["K"]:
            if isinstance(kid, int):
                tag["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": rest["Pg"], "MCID": kid}))
                continue
            tag["K"].append(kid)
            if self.at(kid).get("Type") == "/StructElem":
                self.at(kid)["P"] = tag.reference
        self.point_elsewhere(rest, tag.reference)

    def drop_repeated_head(self, head: pydyf.Dictionary, first: pydyf.Dictionary) -> None:
        """The head of a table that is printed again on the next page is read out once."""
        cells = ([cell for row in self.tags_in(one) for cell in self.tags_in(row)] for one in (head, first))
        for again, cell in zip(*cells, strict=False):
            if "ID" in again and "ID" in cell:
                self.same_header[again["ID"].data] = cell["ID"]
        head["P"] = b"null"

    def point_elsewhere(self, tag: pydyf.Dictionary, reference: bytes) -> None:
        """What led to `tag` from pages and links leads to `reference`."""
        old = tag.reference
        for index, found in enumerate(self.mapping):
            if isinstance(found, pydyf.Array):
                found[:] = [reference if item == old else item for item in found]
            elif found == old:
                self.mapping[index] = reference
        tag.clear()

    # What a tag says of itself

    def describe(self, tag: pydyf.Dictionary) -> None:
        origin = self.origins.get(tag.number)
        if origin is not None and (language := origin.get("lang")):
            tag["Lang"] = pydyf.String(language)
        if tag["S"] == "/TH":
            is_row = origin is not None and origin.get("scope") in ("row", "rowgroup")
            tag.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Row" if is_row else "/Column"
        if tag["S"] == "/TD" and "Headers" in tag.get("A", {}):
            tag["A"]["Headers"] = pydyf.Array(self.same_header.get(id.data, id) for id in tag["A"]["Headers"])

    def arrange(self, tag: pydyf.Dictionary) -> None:
        origin = self.origins.get(tag.number)
        if origin is None:
            return
        if origin.tag == "figure":
            self.caption_of_picture(tag)
        if tag["S"] == "/Table":
            self.free_the_corner(tag)
        if origin.get("aria-labelledby"):
            self.caption_of_table(tag, origin.get("aria-labelledby"))

    def caption_of_table(self, around: pydyf.Dictionary, name: str) -> None:
        """The paragraph that names what holds a table is the table's caption."""
        above = self.at(around["P"])
        tables = [kid for kid in self.tags_in(around) if kid["S"] == "/Table"]
        named = (kid for kid in self.tags_in(above) if kid["S"] == "/P" and self.origins[kid.number].get("id") == name)
        caption = next(named, None)
        if caption is not None and len(tables) == 1:
            above["K"].remove(caption.reference)
            tables[0]["K"].insert(0, caption.reference)
            caption["S"], caption["P"] = "/Caption", tables[0].reference

    def free_the_corner(self, table: pydyf.Dictionary) -> None:
        """Above a column of row headers stands no header of anything: outloud counts it among them otherwise."""
        rows = [tag for tag in self.all_below(table) if tag["S"] == "/TR"]
        firsts = [cells[0] for row in rows if (cells := self.tags_in(row))]
        if len(firsts) > 1 and all(cell.get("A", {}).get("Scope") == "/Row" for cell in firsts[1:]):
            corner = firsts[0]
            if corner["S"] == "/TH" and corner["A"]["Scope"] == "/Column":
                corner["S"] = "/TD"
                corner["A"].pop("Scope")
                corner.pop("ID", None)

    def caption_of_picture(self, figure: pydyf.Dictionary) -> None:
        """The caption of a single picture belongs to the picture."""
        inside = list(self.all_below(figure))
        pictures = [tag for tag in inside if tag["S"] == "/Figure"]
        captions = [tag for tag in self.tags_in(figure) if tag["S"] == "/Caption"]
        if len(pictures) == len(captions) == 1 and all(tag["S"] != "/Table" for tag in inside):
            figure["K"].remove(captions[0].reference)
            pictures[0]["K"].append(captions[0].reference)
            captions[0]["P"] = pictures[0].reference

    # What is not read out

    def make_artifacts(self, reached: set[bytes]) -> None:
        """Marked content that no tag leads to runs in the margins, or is a table's head printed again."""
        pages = [self.at(reference) for reference in self.pdf.page_references]
        for number, page in enumerate(pages):
            leads = self.mapping[2 * number + 1]
            outside = {mark for mark, reference in enumerate(leads) if reference not in reached}
            content = self.at(page["Contents"]).stream
            for place, item in enumerate(content):
                if isinstance(item, pydyf.Dictionary) and item.get("MCID") in outside:
                    content[place - 1] = "/Artifact"
                    content[place] = pydyf.Dictionary({"Type": "/Pagination"})
            leads[:] = [reference if reference in reached else b"null" for reference in leads]
        for item in self.pdf.objects:
            if isinstance(item, dict) and item.get("Type") == "/StructElem" and item.reference not in reached:
                item.clear()
