"""The kinds of Block, one module each. To add a kind, copy the nearest one and list it here."""

from compliance.models import Material
from pages.blocks.base import Block
from pages.blocks.chart import ChartBlock
from pages.blocks.download import DownloadBlock
from pages.blocks.figure import FigureBlock
from pages.blocks.link_card import LinkCardBlock
from pages.blocks.notice import NoticeBlock
from pages.blocks.paper import PaperBlock
from pages.blocks.steps import StepsBlock
from pages.blocks.table import TableBlock
from pages.blocks.text import TextBlock
from pages.blocks.timeline import TimelineBlock
from pages.blocks.video import VideoBlock

BLOCKS: tuple[type[Block], ...] = (
    TextBlock,
    NoticeBlock,
    StepsBlock,
    TableBlock,
    TimelineBlock,
    ChartBlock,
    FigureBlock,
    VideoBlock,
    PaperBlock,
    DownloadBlock,
    LinkCardBlock,
)


def draft_blocks(material: Material) -> list[Block]:
    """The Draft's blocks in reading order."""
    blocks = [block for kind in BLOCKS for block in kind.objects.filter(parent=material.pk)]
    return sorted(blocks, key=lambda block: (block.ordering, block.pk))


def block_contents(material: Material) -> list[dict]:
    """The Draft's blocks as frozen, each with the `level` of its heading.

    Blocks stand on level 2 until a text brings a section heading of its own; from then on they belong to a section.
    """
    contents, level = [], 2
    for block in draft_blocks(material):
        content = block.content() | {"level": level}
        level = 3 if "<h2" in content.get("html", "") else level
        contents.append(content)
    return contents
