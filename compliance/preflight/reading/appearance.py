"""How large, how dark and whether at all a visitor sees each element of a body, by the site's own stylesheet.

A small part of CSS, enough for what the Code asks to be seen: what is displayed, its colours and its type size. A
browser proves the whole in the tests; here it is worked out in milliseconds, each time something is frozen.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

import cssselect2
import tinycss2
import tinycss2.color3
from lxml import html as lxml_html

ROOT_SIZE = 16.0  # px, what a browser begins with
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
# fmt: off
USED = {
    "display", "visibility", "opacity", "clip-path", "clip", "position", "left", "top", "text-indent", "width",
    "height", "max-height", "color", "background", "background-color", "font", "font-size", "fill", "transform",
    "scale", "filter", "content-visibility",
}
# fmt: on
NEVER_SHOWN = {"template", "script", "style", "noscript", "dialog"}
DRAWN = {"svg", "img"}
LOOKED_AT = NEVER_SHOWN | {"sup", "sub", "small"}
SAYING = {"hidden", "fill"}  # attributes that change how an element looks
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Look:
    """An element as it is shown. `size_px` is that of its type; a colour is None where it could not be worked out."""

    is_shown: bool = True
    size_px: float = ROOT_SIZE
    colour: Colour | None = BLACK
    background: Colour | None = WHITE
    fill: Colour | None = None
    is_faint: bool = False
    variables: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def contrast(self) -> float | None:
        """WCAG's contrast of text and ground, 1 to 21."""
        if self.colour is None or self.background is None:
            return None
        lighter, darker = sorted((_luminance(self.colour), _luminance(self.background)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)


def looks(root: lxml_html.HtmlElement, css: str, *, width_px: int) -> dict[lxml_html.HtmlElement, Look]:
    """The Look of every element in `root` on a light screen of that width."""
    matcher = _matcher(css, width_px)
    found: dict[lxml_html.HtmlElement, Look] = {}
    page = Look(variables=_of_root(matcher))
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapped.etree_element
        above = found.get(element.getparent(), page)
        found[element] = _computed(element, _declared(wrapped, matcher), above, width_px)
    return found


@lru_cache(maxsize=8)
def _matcher(css: str, width_px: int) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    _add(matcher, tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), width_px)
    return matcher


def _add(matcher, rules, width_px):
    for rule in rules:
        if rule.type == "at-rule" and rule.at_keyword == "media" and rule.content is not None:
            if _applies(tinycss2.serialize(rule.prelude), width_px):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                _add(matcher, inner, width_px)
        elif rule.type == "qualified-rule":
            parts = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
            declared = [_declaration(part) for part in parts if part.type == "declaration" and _is_used(part.name)]
            if not declared:
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue  # a selector for browsers only
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, declared)


def _is_used(name: str) -> bool:
    return name in USED or name.startswith("--")


def _declaration(part) -> tuple[str, str, bool]:
    name = part.name if part.name.startswith("--") else part.lower_name
    return name, tinycss2.serialize(part.value).strip(), part.important


def _applies(query: str, width_px: int) -> bool:
    """Whether a media query holds on a light screen of that width. What is not understood holds."""
    return any(_holds(part, width_px) for part in query.lower().split(","))


def _holds(query: str, width_px: int) -> bool:
    if "print" in query or "forced-colors" in query or "prefers-" in query:
        return False
    for bound, number, unit in re.findall(r"\(\s*(min|max)-width:\s*([\d.]+)(px|rem|em)\s*\)", query):
        limit = float(number) * (1 if unit == "px" else ROOT_SIZE)
        if (bound == "min" and width_px < limit) or (bound == "max" and width_px > limit):
            return False
    return True


def _of_root(matcher) -> dict[str, str]:
    """The custom properties of `:root` and what plain documents begin with."""
    root = cssselect2.ElementWrapper.from_html_root(lxml_html.fromstring("<html><body></body></html>"))
    declared = {}
    for wrapped in root.iter_subtree():
        declared |= _declared(wrapped, matcher)
    return {name: value for name, value in declared.items() if name.startswith("--")}


def _declared(wrapped, matcher) -> dict[str, str]:
    """What the stylesheet and the element's own `style` say, the strongest of each."""
    plain, important = {}, {}
    for *_, declarations in matcher.match(wrapped):
        for name, value, is_important in declarations:
            (important if is_important else plain)[name] = value
    if style := wrapped.etree_element.get("style"):
        for part in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
            if part.type == "declaration" and _is_used(part.name):
                name, value, is_important = _declaration(part)
                (important if is_important else plain)[name] = value
    return plain | important


def _computed(element, declared: dict[str, str], above: Look, width_px: int) -> Look:
    if not declared and above.is_shown and element.tag not in LOOKED_AT and not SAYING.intersection(element.keys()):
        parent = element.getparent()
        if parent is None or parent.tag != "details":
            return above  # most elements look like what they stand in
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    variables = above.variables | own if own else above.variables

    def value(name: str) -> str:
        return _without_variables(declared.get(name, ""), variables).strip().lower()

    size = _size(value("font-size") or _size_in_font(value("font")), above.size_px, width_px)
    if element.tag in ("sup", "sub", "small") and "font-size" not in declared:
        size = above.size_px * 0.83
    colour = _colour(value("color"), above.colour, above.colour)
    return replace(
        above,
        is_shown=above.is_shown and not _is_hidden(element, value, above, size),
        size_px=size,
        colour=colour,
        background=_background(value("background-color") or value("background"), above.background, colour),
        fill=_colour(value("fill") or element.get("fill", ""), colour, above.fill),
        is_faint=above.is_faint or _number(value("opacity"), 1.0) < 0.9 or value("filter") not in ("", "none"),
        variables=variables,
    )


def _is_hidden(element, value, above: Look, size: float) -> bool:
    parent = element.getparent()
    closed = parent is not None and parent.tag == "details" and parent.get("open") is None
    return (
        element.get("hidden") is not None
        or (closed and element.tag != "summary")
        or (element.tag in NEVER_SHOWN and element.get("open") is None)
        or size < 1
        or value("display") == "none"
        or value("visibility") in ("hidden", "collapse")
        or value("content-visibility") == "hidden"
        or _number(value("opacity"), 1.0) < 0.1
        or bool(re.search(r"inset\((?:50|100)%", value("clip-path")))
        or "rect(0" in value("clip")
        or (value("position") in ("absolute", "fixed") and _is_far(value("left"), value("top")))
        or _is_far(value("text-indent"))
        or value("scale") == "0"
        or bool(re.search(r"scale\(0?\.?0*\)", value("transform")))
        or (element.tag not in DRAWN and any(_is_none(value(name)) for name in ("width", "height", "max-height")))
    )


def _is_far(*lengths: str) -> bool:
    return any(re.match(r"-\d{3,}", length) for length in lengths)


def _is_none(length: str) -> bool:
    return bool(re.fullmatch(r"[01](?:\.0*)?px|0", length))


def _without_variables(text: str, variables: dict[str, str], depth: int = 0) -> str:
    if "var(" not in text or depth > 8:
        return text

    def named(match: re.Match) -> str:
        return _without_variables(variables.get(match[1], match[2] or ""), variables, depth + 1)

    return re.sub(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", named, text)


def _size_in_font(font: str) -> str:
    """The size in a `font` shorthand: what stands before the slash."""
    before = font.partition("/")[0]
    functions = re.findall(r"clamp\([^()]*\)|[\d.]+(?:rem|em|px|%)", before)
    return functions[-1] if functions else ""


def _size(text: str, above_px: float, width_px: int) -> float:
    """A type size in px; that of the parent where it is not understood."""
    if match := re.fullmatch(r"clamp\(([^,]+),([^,]+),([^,]+)\)", text):
        least, wanted, most = (_sum(part, above_px, width_px) for part in match.groups())
        return max(least, min(wanted, most)) if None not in (least, wanted, most) else above_px
    if match := re.fullmatch(r"calc\((.+)\)", text):
        text = match[1]
    size = _sum(text, above_px, width_px) if text else None
    return above_px if size is None else size


def _sum(text: str, above_px: float, width_px: int) -> float | None:
    units = {"px": 1, "rem": ROOT_SIZE, "em": above_px, "%": above_px / 100, "vw": width_px / 100, "pt": 4 / 3}
    total = 0.0
    for part in text.split("+"):
        match = re.fullmatch(r"\s*(-?[\d.]+)(px|rem|em|%|vw|pt)\s*", part)
        if match is None:
            return 0.0 if text.strip() == "0" else None
        total += float(match[1]) * units[match[2]]
    return total


def _number(text: str, otherwise: float) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return otherwise


def _colour(text: str, current: Colour | None, inherited: Colour | None) -> Colour | None:
    if not text or text == "inherit":
        return inherited
    if text == "currentcolor":
        return current
    parsed = tinycss2.color3.parse_color(text)
    if parsed is None:
        return None
    if parsed == "currentColor":
        return current
    return _over(parsed, WHITE)


def _background(text: str, above: Colour | None, colour: Colour | None) -> Colour | None:
    if not text or text in ("none", "transparent", "inherit"):
        return above
    if "gradient" in text or "url(" in text:
        return None
    for token in tinycss2.parse_component_value_list(text, skip_comments=True):
        parsed = tinycss2.color3.parse_color(token)
        if parsed == "currentColor":
            return colour
        if parsed is not None:
            return _over(parsed, above or WHITE)
    return above


def _over(rgba, ground: Colour) -> Colour:
    return tuple(rgba.alpha * part + (1 - rgba.alpha) * below for part, below in zip(rgba[:3], ground, strict=True))


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
