"""What each kind of Block takes, refuses, and freezes to."""

import pytest
from django.core.exceptions import ValidationError

from pages.blocks import BLOCKS, LinkCardBlock, NoticeBlock, StepsBlock, TableBlock, TimelineBlock, block_contents
from pages.blocks.timeline import parse_marks
from tests.factories import PageFactory


@pytest.fixture
def page(db):
    return PageFactory(text="")


def block(kind, page, **fields):
    return kind(parent=page, region="main", ordering=10, **fields)


def test_each_kind_has_a_name_an_icon_and_a_template(page):
    from django.template.loader import get_template

    assert len({kind.kind for kind in BLOCKS}) == len(BLOCKS)
    for kind in BLOCKS:
        assert kind.icon
        get_template(f"pages/blocks/{kind.kind}.html")


@pytest.mark.parametrize(
    "html", ["<p>One thing.</p>", "<ol><li><p>Only one</p></li></ol>", "<ul><li>a</li><li>b</li></ul>"]
)
def test_steps_are_one_numbered_list_of_two_or_more(page, html):
    with pytest.raises(ValidationError, match="one numbered list"):
        block(StepsBlock, page, heading="Do this", html=html).full_clean()


def test_each_entry_is_a_step(page):
    steps = block(
        StepsBlock, page, heading="Do this", html="<ol><li><p>Mix</p></li><li><p>Wait <b>1 h</b></p></li></ol>"
    )

    assert steps.parts()["steps"] == ["<p>Mix</p>", "<p>Wait <b>1 h</b></p>"]


def test_a_table_needs_a_row_of_headings(page):
    with pytest.raises(ValidationError, match="row of headings"):
        block(TableBlock, page, caption="Doses", html="<table><tbody><tr><td>a</td></tr></tbody></table>").full_clean()


def test_a_tables_headings_say_what_they_head(page):
    table = block(
        TableBlock,
        page,
        caption="Doses",
        html="<table><tbody><tr><th>Cycle</th><th>Day 1</th></tr><tr><th>1</th><td>0.8</td></tr></tbody></table>",
    )

    assert table.parts()["html"] == (
        '<table><thead><tr><th scope="col">Cycle</th><th scope="col">Day 1</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td>0.8</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ("0 h: Start", "two to six"),
        ("0 h: Start\n0 h: Again", "each later than the one before"),
        ("8 h: End\n4 h: Dilution", "each later than the one before"),
        ("now: Start\n4 h: Dilution", "“now: Start” is not a limit"),
        ("\n".join(f"{n} h: Limit" for n in range(7)), "two to six"),
    ],
)
def test_a_timeline_runs_forward(page, marks, message):
    with pytest.raises(ValidationError, match=message):
        block(TimelineBlock, page, heading="Limits", summary="In words.", marks=marks).full_clean()


def test_limits_stand_where_they_fall():
    assert parse_marks("0 h: Start\n4 hours: Dilution\n8 h: End") == [
        {"label": "Start", "hours": 0, "x": 0.0},
        {"label": "Dilution", "hours": 4, "x": 50.0},
        {"label": "End", "hours": 8, "x": 100.0},
    ]


@pytest.mark.parametrize("both", [True, False])
def test_a_link_card_leads_to_one_place(page, both):
    fields = {"target": PageFactory(), "outside_address": "https://example.org/"} if both else {}

    with pytest.raises(ValidationError, match="one of the two"):
        block(LinkCardBlock, page, heading="More", label="Read more", **fields).full_clean()


@pytest.mark.parametrize("address", ["http://example.org/", "javascript:alert(1)", "ftp://example.org/"])
def test_a_link_elsewhere_is_https(page, address):
    with pytest.raises(ValidationError) as refusal:
        block(LinkCardBlock, page, heading="More", label="Read more", outside_address=address).full_clean()

    assert "outside_address" in refusal.value.message_dict


def test_blocks_after_a_section_heading_stand_below_it(page):
    from pages.blocks import TextBlock

    block(NoticeBlock, page, heading="First", html="<p>x</p>").save()
    TextBlock.objects.create(parent=page, region="main", ordering=20, html="<h2>Section</h2>")
    NoticeBlock.objects.create(parent=page, region="main", ordering=30, heading="Second", html="<p>x</p>")

    assert [content["level"] for content in block_contents(page)] == [2, 2, 3]
