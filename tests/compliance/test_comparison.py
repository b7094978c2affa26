"""The comparison of two Versions: every word, figure, link and mark that differs, and nothing else."""

import random
import re
from copy import deepcopy
from time import process_time

import pytest
from lxml import html as lxml_html
from lxml.html.builder import E

from compliance.comparison import Change, body_text, compare_bodies, compare_pages, pdf_pages
from compliance.comparison.reading import Slot
from compliance.comparison.sheet import Sheet
from compliance.comparison.tokens import words
from pages.body import render_body

TRIANGLE = (
    '<span class="black-triangle"><svg role="img" width="16" height="13.86" viewBox="0 0 30 25.981" focusable="false">'
    '<title>Black triangle: subject to additional monitoring</title><path fill="#000" d="M0 0h30L15 25.981z"/></svg>'
    "</span>"
)
CONTENT = {
    "title": "Administration",
    "heading": "Administer with precision",
    "heading_citations": [1],
    "audience": "hcp",
    "introduction": '<p>Consult the <abbr title="Summary of Product Characteristics">SmPC</abbr> before each dose.</p>',
    "product": {
        "brand": "BESPONSA",
        "substance": "inotuzumab ozogamicin",
        "company": "Pfizer Limited",
        "report_phone": "01304 616161",
        "additional_monitoring": True,
        "prescribing_information": "/medicine/besponsa/prescribing-information/",
    },
    "breadcrumbs": [{"label": "Home", "address": "/"}, {"label": "Administration", "address": "/x/"}],
    "blocks": [
        {
            "kind": "text",
            "anchor": "text-1",
            "html": "<h2>Dose</h2><p>Give 0.8 mg/m<sup>2</sup> on day 1, then 0.5 mg/m<sup>2</sup> on days 8 and 15."
            '<sup class="citation"><a href="#reference-1" aria-label="Reference 1">1</a>,'
            '<a href="#reference-3" aria-label="Reference 3">3</a></sup></p>'
            "<p>Neutropenia was reported in 45% of 164 patients. Blasts ≤ 10,000/mm³ at 20–25 °C.</p>"
            "<ul><li>A corticosteroid</li><li>An antipyretic</li><li>An antihistamine</li></ul>"
            "<p>Read the <a href='/downloads/guide.pdf'>Pharmacy Guide</a> first.</p>",
        },
        {
            "kind": "notice",
            "anchor": "notice-1",
            "icon": "info",
            "heading": "Observe the patient",
            "html": "<p>Observe for at least 1 hour after the end of the infusion.</p>",
        },
        {
            "kind": "table",
            "anchor": "table-1",
            "caption": "Dose by cycle",
            "html": "<table><thead><tr><th>Cycle</th><th>Day 1</th><th>Day 8</th></tr></thead><tbody>"
            "<tr><th>First</th><td>0.8</td><td>0.5</td></tr><tr><th>Second</th><td>0.5</td><td>0.5</td></tr>"
            "<tr><th>Later</th><td>0.5</td><td>0.6</td></tr></tbody></table>",
        },
        {
            "kind": "timeline",
            "anchor": "timeline-1",
            "heading": "Time limits",
            "summary": "Dilute within 4 hours and end within 8 hours.",
            "marks": [{"x": 50, "hours": 4, "label": "Dilution"}, {"x": 100, "hours": 8, "label": "End"}],
        },
        {
            "kind": "figure",
            "anchor": "figure-1",
            "src": "/media/vial.png",
            "alt": "One vial",
            "caption_html": "A vial.",
        },
    ],
    "abbreviations": [{"short": "SmPC", "long": "Summary of Product Characteristics"}],
    "references": [{"number": 1, "html": "Pfizer Limited."}, {"number": 3, "html": "Kantarjian HM, et al."}],
    "job_code": "PP-INO-GBR-0419",
    "prepared_on": "March 2021",
}


@pytest.fixture(scope="module")
def body():
    return render_body("pages/body.html", CONTENT)


def edited(body, *edits):
    text = body.decode()
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def marks(comparison, tag):
    """The text of each mark, but not of notes."""
    return [m.text_content().strip() for m in elements(comparison.marked) if m.tag == tag and not is_note(m)]


def notes(comparison):
    return [(m.tag, m.text_content()) for m in elements(comparison.marked) if is_note(m)]


def elements(marked):
    return [e for e in parsed(marked).iter("ins", "del") if "compare" in e.get("class", "").split()]


def is_note(mark):
    return "compare--note" in mark.get("class")


def parsed(marked):
    return lxml_html.fragment_fromstring(marked, create_parent="div")


def before_and_after(comparison):
    return [(change.before, change.after) for change in comparison.changes]


# Figures and words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.8", "1.8"),
        ("45%", "54%"),
        ("10,000", "1,000"),
        ("20–25", "20–26"),
        ("at least 1", "at least 2"),
        ("164", "146"),
    ],
)
def test_a_changed_figure_is_marked_and_nothing_else(body, old, new):
    comparison = compare_bodies(body, edited(body, (old, new)))

    old, new = re.split(r"[ –]", old)[-1], re.split(r"[ –]", new)[-1]
    assert before_and_after(comparison) == [(old, new)]
    assert (marks(comparison, "del"), marks(comparison, "ins")) == ([old], [new])
    assert (comparison.words_added, comparison.words_removed) == (1, 1)


def test_two_figures_in_a_line_are_two_changes(body):
    comparison = compare_bodies(body, edited(body, ("0.8 mg", "0.9 mg"), ("0.5 mg", "0.6 mg")))

    assert before_and_after(comparison) == [("0.8", "0.9"), ("0.5", "0.6")]


def test_hours_are_marked_in_the_list_the_sentence_and_beside_the_drawing(body):
    after = edited(body, ("end within 8 hours", "end within 9 hours"), (">8 hours<", ">9 hours<"))
    after = after.replace(b'<p class="timeline__summary">Dilute within 4 hours and end within 8', b"<p>").replace(
        b"<p> hours.", b'<p class="timeline__summary">Dilute within 4 hours and end within 9 hours.'
    )
    comparison = compare_bodies(body, after)

    assert before_and_after(comparison) == [("8", "9")] * 3
    assert notes(comparison) == [("del", "in the drawing: 8"), ("ins", "in the drawing: 9")]
    assert not parsed(comparison.marked).xpath("//svg//ins | //svg//del")


def test_a_drawing_to_another_scale_is_a_change(body):
    comparison = compare_bodies(body, edited(body, ('cx="50%"', 'cx="60%"')))

    assert notes(comparison) == [("del", "drawing"), ("ins", "drawing")]


def test_the_same_is_the_same(body):
    comparison = compare_bodies(body, body)

    assert comparison.is_same
    assert (comparison.changes, comparison.words_added, comparison.words_removed) == ((), 0, 0)
    assert not elements(comparison.marked)


def test_ids_anchors_and_data_that_nobody_sees_are_no_change(body):
    after = re.sub(rb'(id|labelledby)="(\w+)-(\d+)', rb'\1="\2-9\3', body).replace(b"#reference-", b"#reference-9")
    after = after.replace(b"<main", b'<main data-version="7"')

    assert after != body
    assert compare_bodies(body, after).is_same


@pytest.mark.parametrize("space", ["&nbsp;", "\u202f", "\n   "])
def test_one_space_is_as_good_as_another(body, space):
    assert compare_bodies(body, edited(body, ("20–25 °C", f"20–25{space}°C"))).is_same


def test_a_space_between_signs_is_told():
    comparison = compare_bodies(b"<p>VOD / SOS</p>", b"<p>VOD/ SOS</p>")

    assert before_and_after(comparison) == [("VOD /", "VOD/")]
    assert notes(comparison) == [("del", "space")]


def test_soft_hyphens_and_ways_to_write_an_accent_are_no_change():
    assert compare_bodies(
        "<p>hydroxy­carbamide café</p>".encode(), "<p>hydroxycarbamide cafe\u0301</p>".encode()
    ).is_same


def test_a_removed_word_brings_the_space_that_went_with_it():
    comparison = compare_bodies(b"<p>(about 4 h)</p>", b"<p>(4 h)</p>")

    assert left(comparison.marked, without="ins") == b"<div><p>(about 4 h)</p></div>"
    assert marks(comparison, "del") == ["about"]


def test_a_raised_figure_that_comes_down_is_told():
    comparison = compare_bodies(b"<p>10<sup>9</sup> cells</p>", b"<p>10<sub>9</sub> cells</p>")

    assert before_and_after(comparison) == [("9 (raised)", "9 (lowered)")]


def test_words_made_bold_are_told_once():
    comparison = compare_bodies(b"<p>Do not mix it.</p>", b"<p><strong>Do not mix</strong> it.</p>")

    assert before_and_after(comparison) == [("Do not mix (plain)", "Do not mix (bold)")]


def test_a_rewritten_sentence_is_not_chopped_up_by_its_small_words():
    before = b"<p>Consult the approved summary before the first dose, always.</p>"
    after = b"<p>Pharmacists should check the printed pharmacy guide, always.</p>"

    comparison = compare_bodies(before, after)

    assert len(comparison.changes) == 1


# What is not a word


def test_another_link_address_is_noted_in_place(body):
    comparison = compare_bodies(body, edited(body, ("/downloads/guide.pdf", "/downloads/other.pdf")))

    assert notes(comparison) == [("del", "link to /downloads/guide.pdf"), ("ins", "link to /downloads/other.pdf")]
    assert "Pharmacy Guide</a><del" in comparison.marked
    assert before_and_after(comparison) == [("[link to /downloads/guide.pdf]", "[link to /downloads/other.pdf]")]


def test_another_alternative_text_of_a_picture_is_noted(body):
    comparison = compare_bodies(body, edited(body, ('alt="One vial"', 'alt="Two vials"')))

    assert notes(comparison) == [
        ("del", "picture read aloud as “One vial”"),
        ("ins", "picture read aloud as “Two vials”"),
    ]


def test_another_picture_is_noted(body):
    comparison = compare_bodies(body, edited(body, ("/media/vial.png", "/media/box.png")))

    assert notes(comparison) == [("del", "picture /media/vial.png"), ("ins", "picture /media/box.png")]


def test_a_citation_of_another_reference_is_marked_by_its_number(body):
    after = edited(body, ('<a href="#reference-3" aria-label="Reference 3">3<', '<a href="#reference-4">4<'))

    comparison = compare_bodies(body, after)

    assert before_and_after(comparison) == [("[citation 3]", "[citation 4]")]
    assert (marks(comparison, "del"), marks(comparison, "ins")) == (["3"], ["4"])


def test_a_citation_is_not_a_figure():
    comparison = compare_bodies(b"<p>Day 1</p>", b'<p>Day <sup class="citation">1</sup></p>')

    assert before_and_after(comparison) == [("1", "[citation 1]")]


def test_another_meaning_of_an_abbreviation_is_noted(body):
    after = edited(body, ('title="Summary of Product Characteristics"', 'title="Summary of product characteristics"'))

    assert notes(compare_bodies(body, after)) == [
        ("del", "short for “Summary of Product Characteristics”"),
        ("ins", "short for “Summary of product characteristics”"),
    ]


def test_job_code_and_date_are_marked_apart(body):
    after = edited(body, ("PP-INO-GBR-0419 | March 2021", "PP-INO-GBR-0430 | April 2021"))

    comparison = compare_bodies(body, after)

    assert before_and_after(comparison) == [("0419", "0430"), ("March", "April")]
    assert {change.where for change in comparison.changes} == {"Safety information and references"}


def test_a_black_triangle_that_came_is_framed_whole(body):
    comparison = compare_bodies(edited(body, (TRIANGLE, "")), body)

    assert parsed(comparison.marked).xpath("//ins[@class='compare']/svg/title")
    assert [change.where for change in comparison.changes] == ["Medicine"]
    assert comparison.words_added == 6


def test_a_black_triangle_that_went_is_shown_in_its_place(body):
    comparison = compare_bodies(body, edited(body, (TRIANGLE, "")))

    assert parsed(comparison.marked).xpath("//p[@class='brand']//del[@class='compare']//svg/title")
    assert "Black triangle: subject to additional monitoring" in comparison.changes[0].before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<h2>Dose</h2>", "<p>Dose</p>", ("heading 2", "paragraph")),
        ("notice--info", "notice--warning", ("box “notice: info”", "box “notice: warning”")),
        ("<td>0.8</td>", "<th>0.8</th>", ("table cell", "heading cell")),
        ('value="3"', 'value="4"', ("number 3", "number 4")),
        (
            'data-title="Administration"',
            'data-title="Dosing"',
            ("title of the window: Administration", "title of the window: Dosing"),
        ),
    ],
)
def test_a_block_that_looks_otherwise_is_noted(body, old, new, said):
    comparison = compare_bodies(body, edited(body, (old, new)))

    assert len(comparison.changes) == 1
    assert notes(comparison) == [("del", said[0]), ("ins", said[1])]


def test_a_word_and_the_block_around_it_are_both_told():
    comparison = compare_bodies(b"<h2>Old</h2>", b"<p>New</p>")

    assert before_and_after(comparison) == [("[heading 2] Old", "[paragraph] New")]
    assert notes(comparison) == [("del", "heading 2"), ("ins", "paragraph")]
    assert (marks(comparison, "del"), marks(comparison, "ins")) == (["Old"], ["New"])


def test_a_paragraph_cut_in_two_is_noted_without_marking_its_words():
    comparison = compare_bodies(b"<p>One. Two.</p>", b"<p>One.</p><p>Two.</p>")

    assert not comparison.is_same
    assert marks(comparison, "ins") == marks(comparison, "del") == []


def test_what_comes_with_its_words_needs_no_note(body):
    after = edited(
        body,
        ("<li>An antipyretic", '<li>An <abbr title="electrocardiogram">ECG</abbr></li><li>An antipyretic'),
        ("Kantarjian HM, et al.</li>", "Kantarjian HM, et al.</li><li value='4'>DeAngelo DJ.</li>"),
        ("<p>Neutropenia", '<p>See <a href="https://www.nice.org.uk">www.nice.org.uk</a>.</p><p>Neutropenia'),
    )

    comparison = compare_bodies(body, after)

    assert not notes(comparison)
    assert [change.after for change in comparison.changes] == ["See www.nice.org.uk.", "An ECG", "DeAngelo DJ."]


def test_marks_at_one_place_keep_the_text_once():
    paragraph = parsed("<p>eight hours</p>")[0]
    sheet = Sheet()
    sheet.wrap_text(Slot(paragraph), 0, 5, E.ins())
    sheet.put((Slot(paragraph), 0), E.ins("note"))

    sheet.write()

    assert lxml_html.tostring(paragraph) == b"<p><ins>note</ins><ins>eight</ins> hours</p>"


# Blocks that come and go

NEW = "<p>Monitor the full blood count before each dose.</p>"


def test_a_new_paragraph_is_marked_whole_and_alone(body):
    comparison = compare_bodies(body, edited(body, ("<p>Neutropenia", NEW + "<p>Neutropenia")))

    assert marks(comparison, "ins") == ["Monitor the full blood count before each dose."]
    assert not notes(comparison)
    assert comparison.changes == (Change("Dose", "", "Monitor the full blood count before each dose.", "compare-1"),)


def test_a_removed_paragraph_stands_where_it_stood(body):
    comparison = compare_bodies(edited(body, ("<p>Neutropenia", NEW + "<p>Neutropenia")), body)

    (gone,) = elements(comparison.marked)
    assert gone.text == "Monitor the full blood count before each dose."
    assert gone.getnext().text.startswith("Neutropenia")
    assert comparison.words_removed == 8


def test_a_removed_paragraph_stays_one_line_with_its_drawing_and_its_notes_behind_it(body):
    paragraph = f'<p>{TRIANGLE} Read <a href="/x/">more</a> here.</p>'

    comparison = compare_bodies(edited(body, ("<p>Neutropenia", paragraph + "<p>Neutropenia")), body)

    words, note = elements(comparison.marked)
    assert words.xpath("string(.)").endswith("Read more here.")
    assert words.xpath(".//svg")
    assert note.text == "link to /x/"


def test_a_moved_paragraph_goes_in_one_place_and_comes_in_another(body):
    before = edited(body, ("<p>Neutropenia", NEW + "<p>Neutropenia"))
    after = edited(body, ("<p>Observe for", NEW + "<p>Observe for"))

    comparison = compare_bodies(before, after)

    assert marks(comparison, "del") == marks(comparison, "ins") == ["Monitor the full blood count before each dose."]


def test_a_new_list_item_is_marked_inside_the_item(body):
    comparison = compare_bodies(body, edited(body, ("<li>An antipyretic", "<li>Hydration</li><li>An antipyretic")))

    assert "<li><ins" in comparison.marked
    assert marks(comparison, "ins") == ["Hydration"]


def test_a_removed_list_item_is_shown_in_the_item_before_it(body):
    comparison = compare_bodies(body, edited(body, ("<li>An antipyretic</li>", "")))

    (gone,) = elements(comparison.marked)
    assert (gone.text, gone.getparent().text) == ("An antipyretic", "A corticosteroid")


def test_the_first_item_of_a_list_is_shown_in_the_next_when_it_went(body):
    comparison = compare_bodies(body, edited(body, ("<li>A corticosteroid</li>", "")))

    (gone,) = elements(comparison.marked)
    assert (gone.getparent().tag, gone.tail) == ("li", "An antipyretic")


def test_a_changed_cell_is_marked_alone(body):
    comparison = compare_bodies(body, edited(body, ("<td>0.6</td>", "<td>0.7</td>")))

    assert before_and_after(comparison) == [("0.6", "0.7")]


def test_a_removed_row_is_shown_as_a_row(body):
    row = "<tr><th>Second</th><td>0.5</td><td>0.5</td></tr>"

    comparison = compare_bodies(body, edited(body, (row, "")))

    (shown,) = parsed(comparison.marked).xpath("//tr[@class='compare-row']")
    assert [cell.text_content() for cell in shown] == ["Second", "0.5", "0.5"]
    assert all(cell[0].tag == "del" for cell in shown)
    assert before_and_after(comparison) == [("Second\n0.5\n0.5", "")]


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_row_is_told_apart_from_a_figure_changed_in_the_row_before(body, is_gone):
    row = "<tr><th>Second</th><td>0.5</td><td>0.5</td></tr>"
    other = edited(body, (row, ""), ("<td>0.8</td>", "<td>0.9</td>"))

    comparison = compare_bodies(body, other) if is_gone else compare_bodies(other, body)

    changes = [("0.8", "0.9"), ("Second\n0.5\n0.5", "")]
    assert before_and_after(comparison) == (changes if is_gone else [change[::-1] for change in changes])


def test_a_removed_column_is_shown_in_the_cells_before_it(body):
    after = re.sub(rb"<t[dh]>[^<]*</t[dh]></tr>", b"</tr>", body)

    comparison = compare_bodies(body, after)

    assert marks(comparison, "del") == ["Day 8", "0.5", "0.5", "0.6"]
    assert_sound(comparison)


def test_a_removed_table_is_shown_where_it_stood(body):
    after = re.sub(rb'<div class="table" id=.*?</table></div>\s*</div>', b"", body, flags=re.DOTALL)

    comparison = compare_bodies(body, after)

    assert len(comparison.changes) == 1
    assert marks(comparison, "del")[:3] == ["Dose by cycle", "Cycle", "Day 1"]
    assert_sound(comparison)


# Hostile and odd input


def test_text_that_looks_like_html_stays_text():
    comparison = compare_bodies(
        b"<p>Was &lt;script&gt;alert(1)&lt;/script&gt;</p>", b"<p>Is &lt;img src=x onerror=alert(2)&gt;</p>"
    )

    assert not parsed(comparison.marked).xpath("//script | //img")


@pytest.mark.parametrize(
    ("before", "after"),
    [("Was.", "Is. <b>bold</b>"), ("Was. <b>bold</b>", "Is."), ("<b>same</b> 4", "<b>same</b> 8"), ("4 <b>", "8 <b>")],
)
def test_text_of_a_page_that_looks_like_html_stays_text(before, after):
    assert not parsed(compare_pages([before], [after]).marked).xpath("//b")


def test_an_address_cannot_break_out_of_its_note():
    after = b'<p><a href="/&quot;&gt;&lt;script&gt;x">Guide</a></p>'

    comparison = compare_bodies(b'<p><a href="/a/">Guide</a></p>', after)

    assert not parsed(comparison.marked).xpath("//script")
    assert notes(comparison)[1] == ("ins", 'link to /"><script>x')


@pytest.mark.parametrize(("before", "after", "added", "removed"), [(b"", b"", 0, 0), (b"", b"<p>A b</p>", 2, 0)])
def test_an_empty_body_has_no_words(before, after, added, removed):
    comparison = compare_bodies(before, after)

    assert (comparison.words_added, comparison.words_removed) == (added, removed)
    assert compare_bodies(after, before).words_removed == added


def test_bytes_that_are_not_utf_8_do_not_stop_it():
    assert not compare_bodies(b"<p>\xff\x00 a</p>", b"<p>b</p>").is_same


# Every comparison


def test_whatever_is_edited_both_bodies_can_be_read_from_the_marks(body):
    for seed in range(30):
        chance = random.Random(seed)
        before, after = shaken(body, chance), shaken(body, chance)

        comparison = compare_bodies(before, after)

        assert_sound(comparison)
        assert shown_words(left(comparison.marked, without="del")) == shown_words(after), seed
        assert shown_words(left(comparison.marked, without="ins")) == shown_words(before), seed


def shaken(body, chance):
    """`body` with words changed, added and removed, and blocks removed, doubled and exchanged."""
    tree = parsed(body.decode())
    places = [e for e in tree.iter("p", "li", "td", "h2", "h3", "dd", "strong") if (e.text or "").strip()]
    for element in chance.sample(places, 6):
        text = re.split(r"(\s+)", element.text)
        at = chance.choice([n for n, part in enumerate(text) if part.strip()][:-1] or [0])
        text[at] = chance.choice(["0.8", "the 45%", "patients (a/b)", "8–9", text[at] + " more", "x. Y"])
        element.text = "".join(text)
    for element in chance.sample([e for e in tree.iter("p", "li", "tr", "td", "section") if e.text], 2):
        if element.getparent() is not None:
            element.drop_tree()
    chosen = chance.choice(tree.xpath("//li | //p | //tr | //td | //h3"))
    chosen.addnext(deepcopy(chosen))
    return lxml_html.tostring(tree, encoding="utf-8")[5:-6]


def left(marked, *, without):
    """The body without one sort of marks, and without notes."""
    tree = parsed(marked)
    for mark in list(tree.iter("ins", "del")):
        if is_note(mark) or mark.tag == without:
            mark.drop_tree()
        elif "compare--block" in mark.get("class"):
            mark.tag = "p"
        else:
            mark.drop_tag()
    return lxml_html.tostring(tree, encoding="utf-8")


def shown_words(body):
    tree = parsed(body.decode())
    for drawing in tree.xpath("//svg"):
        drawing.drop_tree()
    text = "\n".join(body_text(lxml_html.tostring(tree, encoding="utf-8"))).replace("¶", " ")
    return [key for _, key, *_ in words(re.sub(r"\[citation (\w+)\]", r"\1", text))]


FORBIDDEN = {"ul", "ol", "dl", "table", "thead", "tbody", "tr", "svg", "title"}


def assert_sound(comparison):
    """Well-formed; marks stand where HTML allows them; each change has its anchor, once."""
    tree = parsed(comparison.marked)
    assert lxml_html.tostring(parsed(lxml_html.tostring(tree, encoding="unicode")[5:-6])) == lxml_html.tostring(tree)
    for mark in elements(comparison.marked):
        assert mark.getparent().tag not in FORBIDDEN
        assert not mark.xpath("ancestor::svg | ancestor::ins | ancestor::del")
    anchors = [e.get("id") for e in elements(comparison.marked) if e.get("id")]
    assert anchors == [change.anchor for change in comparison.changes]
    assert all(change.before != change.after for change in comparison.changes)


def test_a_long_page_is_compared_in_well_under_a_second():
    chance = random.Random(1)
    vocabulary = [f"{stem}{n}" for n in range(400) for stem in ("dose", "cell")] + ["the", "of", ",", "0.5"] * 200
    before = chance.choices(vocabulary, k=5000)
    after = [word if chance.random() > 0.04 else "changed" for word in before]

    begun = process_time()
    comparison = compare_pages([" ".join(before)], [" ".join(after)])

    assert process_time() - begun < 2  # of computing; a third of a second on the slowest machine seen
    assert comparison.words_added == after.count("changed") - before.count("changed")


# Pages of a PDF


def test_words_that_only_move_to_the_next_page_are_no_change():
    before = ["One two three four five six seven.", "Eight nine."]
    after = ["One two three four five", "six seven. Eight nine."]

    assert compare_pages(before, after).is_same


def test_running_feet_do_not_cut_a_sentence_that_runs_on():
    def page(text, number):
        return f"{text}\nPP-INO-GBR-0420 | November 2026 Page {number} of 2"

    before = [page("One two three\nfour five", 1), page("six seven", 2)]
    after = [page("One two three", 1), page("four five\nsix seven", 2)]

    assert compare_pages(before, after).is_same


def test_list_markers_that_stand_alone_do_not_cut_a_sentence_that_runs_on():
    before = ["One two three\nfour five\n•\n1.", "six seven\n•"]
    after = ["One two three\n•", "four five\n1.\nsix seven\n•"]

    assert [change for change in compare_pages(before, after).changes if "four" in change.before] == []
    assert compare_pages(before, [after[0] + "\n1.", "four five\nsix seven\n•"]).is_same


def test_a_changed_figure_on_a_page_is_marked_there():
    comparison = compare_pages(["Give 0.8 mg.", "Then 4 h later."], ["Give 0.8 mg.", "Then 8 h later."])

    assert comparison.changes == (Change("Page 2", "4", "8", "compare-1"),)
    assert (
        '<section class="compare-page" aria-label="Page 2">\n<p>Then <del class="compare" id="compare-1">4</del>'
        '<ins class="compare">8</ins> h later.</p>' in comparison.marked
    )


def test_a_document_that_became_empty_still_shows_what_went():
    assert marks(compare_pages(["Gone for good."], []), "del") == ["Gone for good."]


def test_both_texts_can_be_read_from_the_marked_pages():
    vocabulary = ["the", "of", ";", "to", "was", "dose", "0.8", "given", "45%", "patients", "(a/b)", "8–9", "hours"]
    for seed in range(150):
        chance = random.Random(seed)
        texts = [[" ".join(chance.choices(vocabulary, k=12)) for _ in range(3)] for _ in range(2)]

        marked = compare_pages(*texts).marked

        for without, pages in (("ins", texts[0]), ("del", texts[1])):
            shown = body_text(left(marked, without=without))
            assert [w[1] for w in words(" ".join(shown))] == [w[1] for w in words(" ".join(pages))], seed


def test_a_page_can_be_compared_with_a_leaflet_as_text(body):
    (text,) = body_text(body)

    assert "Give 0.8 mg/m2 on day 1" in text
    assert compare_pages([text], [text.replace("Give 0.8", "Give\u00a00.8").replace("\n", " ")]).is_same


@pytest.mark.slow
def test_the_text_of_a_pdf_is_read_page_by_page():
    weasyprint = pytest.importorskip("weasyprint")
    pdf = weasyprint.HTML(string="<p>First 0.8 mg</p><p style='break-before: page'>Second</p>").write_pdf()

    assert [page.strip() for page in pdf_pages(pdf)] == ["First 0.8 mg", "Second"]
