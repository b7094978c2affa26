"""The sections of a page: an anchor for each heading, and the list of them at its top."""

import re
from html import unescape

from django.utils.html import strip_tags

from compliance.models import Audience

FEWEST = 3  # a shorter list saves nobody a look down the page
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
CITED = re.compile(r"<sup\b.*?</sup>", re.DOTALL)


def with_sections(content: dict) -> dict:
    """A numbered `content` with an id on each section heading, and as `contents` the anchor and label of each."""
    sections: list[dict] = []

    def numbered(block: dict) -> dict:
        place = len(sections)

        def heading(match: re.Match) -> str:
            anchor = f"{block['anchor']}-{len(sections) - place + 1}"
            sections.append({"anchor": anchor, "label": _label(match[1])})
            return f'<h2 id="{anchor}">{match[1]}</h2>'

        if block["kind"] == "text":
            return block | {"html": HEADING.sub(heading, block["html"])}
        if block["level"] == 2 and block["kind"] in ("steps", "timeline", "chart") and block.get("heading"):
            sections.append({"anchor": block["anchor"], "label": block["heading"]})
        return block

    blocks = [numbered(block) for block in content["blocks"]]
    # On a page for the public the list would name the medicine before its triangle and substance do.
    is_listed = content["audience"] == Audience.HCP and len(sections) >= FEWEST
    return content | {"blocks": blocks, "contents": sections if is_listed else []}


def _label(heading: str) -> str:
    """The words of a heading, without reference numbers and drawings."""
    return " ".join(unescape(strip_tags(CITED.sub("", heading))).split())
