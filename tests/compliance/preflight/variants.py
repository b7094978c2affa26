"""The seed page, spoilt and changed by machine: 200 ways that matter, and 200 that do not."""

import itertools
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import html as lxml_html

# What the law asks to be there, by where it stands: removed, moved, hidden, recoloured or broken, it must be missed.
OBLIGATORY = {
    "audience line": ".//section[@class='audience']",
    "brand": ".//p[@class='brand']",
    "substance": ".//span[@class='brand__substance']",
    "substance in the heading": ".//span[@class='heading-substance']",
    "triangle": ".//p[@class='brand']//span[@class='black-triangle']",
    "drawing of the triangle": ".//p[@class='brand']//svg",
    "link to prescribing information": ".//p[@class='prescribing-information-link']",
    "its address": ".//p[@class='prescribing-information-link']/a",
    "adverse event statement": ".//section[@class='adverse-events']",
    "words of the statement": ".//section[@class='adverse-events']/p",
    "Yellow Card link": ".//section[@class='adverse-events']//a[1]",
    "job code": ".//p[@class='job-code']",
    "demonstration notice": ".//p[@class='demonstration']",
}
HIDINGS = {
    "hidden": lambda e: e.set("hidden", ""),
    "display: none": lambda e: e.set("style", "display: none"),
    "visibility": lambda e: e.set("style", "visibility: hidden"),
    "opacity": lambda e: e.set("style", "opacity: 0"),
    "no size": lambda e: e.set("style", "font-size: 0"),
    "off the screen": lambda e: e.set("style", "position: absolute; left: -9999px"),
    "clipped": lambda e: e.set("style", "clip-path: inset(50%)"),
    "for screen readers": lambda e: e.set("class", "visually-hidden"),
    "in an accordion": lambda e: _wrap(e, "details"),
    "in a closed dialog": lambda e: _wrap(e, "dialog"),
    "in a template": lambda e: _wrap(e, "template"),
}
COLOURS = ("#bbb", "#ccd", "rgba(0, 0, 0, 0.2)", "var(--line)", "white")
SMALL = ("5px", "0.3em", "30%")
SEEN_IN_COLOUR = ("substance", "substance in the heading", "its address", "words of the statement")


@dataclass(frozen=True)
class Variant:
    name: str
    body: bytes


def harmful(body: bytes) -> Iterator[Variant]:
    """At least 200 variants, each with one obligatory item removed, moved, hidden, recoloured or broken."""
    for item, path in OBLIGATORY.items():
        yield _changed(body, f"{item}: removed", path, _drop)
        yield _changed(body, f"{item}: emptied", path, _empty)
        for how, hide in HIDINGS.items():
            yield _changed(body, f"{item}: {how}", path, hide)
    for item in SEEN_IN_COLOUR:
        for colour in COLOURS:
            yield _changed(body, f"{item}: {colour}", OBLIGATORY[item], _styled(f"color: {colour}"))
        for size in SMALL:
            yield _changed(body, f"{item}: {size}", OBLIGATORY[item], _styled(f"font-size: {size}"))
    for item in ("audience line", "brand", "link to prescribing information", "adverse event statement"):
        yield _changed(body, f"{item}: moved into the content", OBLIGATORY[item], _moved_into_the_content)
    for item in ("audience line", "brand", "link to prescribing information"):
        yield _changed(body, f"{item}: moved to the end", OBLIGATORY[item], _moved_to_the_end)
    for fill in ("#222", "#444", "grey", "navy", "none", "white"):
        yield _changed(body, f"triangle: {fill}", ".//p[@class='brand']//path", lambda e, f=fill: e.set("fill", f))
    for shape in ("M0 26h30L15 0z", "M0 0h30v26H0z", "M0 0h30L15 60z", "M0 0h5L15 26z", "M0 0c9 9 9 9 30 0z"):
        yield _changed(body, f"triangle: {shape}", ".//p[@class='brand']//path", lambda e, d=shape: e.set("d", d))
    for address in ("/", "#", "/nowhere/", "https://medicines.org.uk/emc", "/confirm/", ""):
        yield _changed(body, f"prescribing information: {address}", OBLIGATORY["its address"], _leading_to(address))
    for address in ("/", "https://example.org", "http://yellowcard.mhra.gov.uk", "https://yellowcard.example.org"):
        yield _changed(body, f"Yellow Card: {address}", OBLIGATORY["Yellow Card link"], _leading_to(address))
    for old, new in (
        ("PP-INO-GBR-0419", "PP-INO-GBR-0418"),
        ("PP-INO-GBR-0419", "PP-INO-GBR-041"),
        ("March 2021", "April 2021"),
        ("March 2021", "2021"),
        ("01304 616161", "01304 616162"),
        ("to Pfizer Limited on", "to us on"),
        ("from Pfizer Limited", ""),
        ("Contains promotional information", "Contains information"),
        ("healthcare professionals resident", "people resident"),
        ("Adverse events should be reported.", ""),
        ("(inotuzumab ozogamicin)</span>", "</span>"),
        ("inotuzumab ozogamicin", "inotuzumab"),
        ("Prescribing Information</a>", "More</a>"),
        ("Demonstration content.", ""),
        ('id="reference-1"', 'id="reference-9"'),
        ("in the United Kingdom", ""),
    ):
        text = body.decode()
        evened = re.sub(r"\s+", " ", text)
        assert old in evened, old
        yield Variant(f"“{old}” became “{new}”", evened.replace(old, new).encode())


def harmless(body: bytes, *, count: int = 200) -> Iterator[Variant]:
    """`count` different ones that an editor may well make: blocks in another order, other words, other markup."""
    kinds = (_reordered, _some_left_out, _other_words, _other_markup, _blocks_doubled)
    made: dict[bytes, None] = {}
    for seed in itertools.count():
        chance = random.Random(seed)
        tree = _tree(body)
        kind = kinds[seed % len(kinds)]
        kind(tree, chance)
        variant = Variant(f"{kind.__name__} {seed}", _bytes(tree))
        if variant.body not in made:
            made[variant.body] = None
            yield variant
        if len(made) == count:
            return


def _changed(body: bytes, name: str, path: str, change: Callable) -> Variant:
    tree = _tree(body)
    found = tree.xpath(path)
    assert found, path
    change(found[0])
    return Variant(name, _bytes(tree))


def _drop(element):
    element.drop_tree()


def _empty(element):
    for child in list(element):
        child.drop_tree()
    element.text = ""


def _wrap(element, tag):
    wrapper = lxml_html.Element(tag)
    element.addprevious(wrapper)
    wrapper.tail, element.tail = element.tail, None
    wrapper.append(element)


def _styled(style):
    return lambda element: element.set("style", style)


def _leading_to(address):
    return lambda element: element.set("href", address)


def _moved_into_the_content(element):
    blocks = element.getroottree().xpath("//div[@class='blocks']")[0]
    blocks.insert(3, element)


def _moved_to_the_end(element):
    blocks = element.getroottree().xpath("//section[@class='obligatory']")[0]
    blocks.append(element)


# --- What an editor may do -------------------------------------------------------------------------------------

OTHER_WORDS = [
    ("Observe", "Watch"),
    ("recommended", "advised"),
    ("prior to", "before"),
    ("Download", "Open"),
    ("immediately", "at once"),
    ("should be", "are to be"),
    ("Protect", "Shield"),
    ("consult", "read"),
    ("during", "in the course of"),
    ("appropriate", "suitable"),
]
OTHER_HEADINGS = [
    "Before the dose",
    "Giving the infusion",
    "Afterwards",
    "What to prepare",
    "Read more",
    "Find out more",
]


def _blocks(tree):
    return tree.xpath(".//div[@class='blocks']")[0]


def _sections(tree) -> list[list]:
    """Each heading of level 2 with the blocks below it."""
    sections = []
    for block in _blocks(tree):
        if block.xpath("./h2") or not sections:
            sections.append([])
        sections[-1].append(block)
    return sections


def _reordered(tree, chance):
    blocks, sections = _blocks(tree), _sections(tree)
    chance.shuffle(sections)
    for section in sections:
        head, rest = section[:1], section[1:]
        chance.shuffle(rest)
        blocks.extend(head + rest)


def _some_left_out(tree, chance):
    """But for those whose sources would be cited nowhere without them."""
    for block in list(_blocks(tree)):
        own = set(block.xpath(".//sup[@class='citation']/a/text()"))
        others = {text for other in _blocks(tree) if other is not block for text in other.xpath(".//sup//a/text()")}
        if chance.random() < 0.3 and own <= others and not block.xpath("./h2"):
            block.drop_tree()


def _other_words(tree, chance):
    for element in _blocks(tree).iter():
        for old, new in chance.sample(OTHER_WORDS, 5):
            element.text = element.text and element.text.replace(old, new)
            element.tail = element.tail and element.tail.replace(old, new)
    for heading in _blocks(tree).xpath(".//h2"):
        heading.text = chance.choice(OTHER_HEADINGS)


def _other_markup(tree, chance):
    for paragraph in _blocks(tree).xpath(".//p[not(sup)]"):
        if chance.random() < 0.5 and paragraph.text and len(paragraph.text) > 30:
            strong = lxml_html.Element("strong")
            words = paragraph.text.split(" ")
            strong.text = " ".join(words[:2])
            strong.tail = f" {' '.join(words[2:])}"
            paragraph.text = ""
            paragraph.insert(0, strong)
    _blocks(tree).set("class", "blocks blocks--wide")


def _blocks_doubled(tree, chance):
    for block in list(_blocks(tree)):
        if chance.random() < 0.2 and block.get("id"):
            copy = deepcopy(block)
            for element in copy.iter():
                if element.get("id"):
                    element.set("id", f"{element.get('id')}9")
                if element.get("aria-labelledby"):
                    element.set("aria-labelledby", f"{element.get('aria-labelledby')}9")
            block.addnext(copy)


def _tree(body: bytes):
    return lxml_html.fragment_fromstring(body.decode())


def _bytes(tree) -> bytes:
    return lxml_html.tostring(tree, encoding="unicode").encode()
