import re

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from pages.html_cleaning import is_empty, refuse_scripts, refuse_unusable_links
from pages.rich_text import KINDS, RichTextField, abbreviation_ids, clean_html, reference_ids

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src="x" onerror="alert(1)">',
    '<p onclick="alert(1)">text</p>',
    '<a href="javascript:alert(1)">text</a>',
    '<a href="java\tscript:alert(1)">text</a>',
    '<a href=" &#106;avascript:alert(1)">text</a>',
    '<a href="data:text/html,<script>alert(1)</script>">text</a>',
    '<a href="vbscript:msgbox(1)">text</a>',
    '<a href="//elsewhere.example/">text</a>',
    '<a href="/\\elsewhere.example/">text</a>',
    '<a href="/\t/elsewhere.example/">text</a>',
    '<a href="http://elsewhere.example/">text</a>',
    '<svg><style><img src="x" onerror="alert(1)"></style></svg>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe src='https://elsewhere.example/'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<form action='https://elsewhere.example/'><button>text</button></form>",
    "<style>p { background: url(https://elsewhere.example/) }</style>",
    '<p style="background: url(https://elsewhere.example/)">text</p>',
    "<base href='https://elsewhere.example/'><meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    '<cite data-reference="1" onmouseover="alert(1)">text</cite>',
    "<cite data-reference='1\"><script>alert(1)</script>'>text</cite>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<?xml version='1.0' encoding='utf-8'?><p>text</p>",
    "\x00<p>text</p>",
]

ALLOWED = {
    "full": "<h2>a</h2><h3>b</h3><h4>c</h4><p>d<br>e</p><table><tbody><tr><th>f</th><td>g</td></tr></tbody></table>",
    "inline": "<p><strong>a</strong><em>b</em><sub>c</sub><sup>d</sup></p><ul><li>e</li></ul><ol><li>f</li></ol>",
    "list": "<ol><li>a</li><li>b</li></ol>",
    "table": "<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_is_left_of_a_rich_text(hostile, kind):
    cleaned = clean_html(f"<p>before</p>{hostile}", kind)

    allowed = (
        r"</?(p|br|h[234]|strong|em|su[bp]|ul|ol|li|a|cite|abbr|table|thead|tbody|tr|th|td)( [a-z-]+=\"[^\"<>]*\")*>"
    )
    without_tags = re.sub(allowed, "", cleaned)
    assert "<" not in without_tags
    assert not re.search(r"<[^>]*(\son|style=|src=|javascript|data:|elsewhere)", cleaned)
    assert "before" in cleaned


@pytest.mark.parametrize(("kind", "html"), ALLOWED.items())
def test_what_the_editor_offers_is_kept(kind, html):
    assert clean_html(html, kind) == html


@pytest.mark.parametrize("html", [*HOSTILE, *ALLOWED.values(), "a < b & c > d", "<p>5&nbsp;mL</p>", "<p>a<p>b"])
def test_cleaning_twice_changes_nothing_more(html):
    once = clean_html(html)

    assert clean_html(once) == once


def test_a_text_without_headings_and_tables_keeps_their_words():
    cleaned = clean_html("<h2>Dose</h2><table><tr><td>0.8 mg</td></tr></table>", "inline")

    assert cleaned == "Dose0.8 mg"


def test_a_script_typed_as_text_stays_text():
    assert clean_html("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_citations_and_abbreviations_keep_their_ids():
    html = '<p>Use<cite data-reference="12">BESPONSA SmPC</cite> in <abbr data-abbreviation="3">UV</abbr> light.</p>'

    assert clean_html(html, "inline") == html


@pytest.mark.parametrize(
    "attribute", ["", 'data-reference=""', 'data-reference="0"', 'data-reference="12x"', 'id="12"']
)
def test_a_citation_without_a_proper_id_becomes_text(attribute):
    assert clean_html(f"<p>a <cite {attribute}>SmPC</cite> b</p>") == "<p>a SmPC b</p>"


def test_a_citation_holds_text_only():
    assert clean_html('<p><cite data-reference="1">S<em>m</em>PC</cite></p>') == (
        '<p><cite data-reference="1">SmPC</cite></p>'
    )


@pytest.mark.parametrize(
    "address", ["https://www.nice.org.uk/", "mailto:a@b.org", "tel:+441304616161", "/privacy/", "/a/?b=1&amp;c=2#d"]
)
def test_links_to_usable_addresses_are_kept(address):
    html = f'<p><a href="{address}">text</a></p>'

    assert clean_html(html) == html
    refuse_unusable_links(html)


def test_words_markup_goes_and_its_words_stay():
    word = (
        "<p class='MsoNormal' style='margin-bottom:6pt'><span lang='EN-GB' style='color:red'>Protect from light."
        "<o:p></o:p></span></p><!--[if gte mso 9]><xml>x</xml><![endif]-->"
    )

    assert clean_html(word) == "<p>Protect from light.</p>"
    refuse_scripts(word)


def test_empty_paragraphs_and_entries_around_the_text_go():
    html = "<p></p><p>&nbsp;</p><ol><li><p>one</p></li><li><p></p></li><li><p>two</p></li></ol><p><br></p>"

    assert clean_html(html) == "<ol><li>one</li><li>two</li></ol>"


def test_a_paragraph_beside_others_in_an_entry_or_cell_stays_one():
    html = "<ul><li><p>a</p><p>b</p></li><li>c<ul><li>d</li></ul></li></ul>"

    assert clean_html(html) == html


def test_where_headings_of_a_table_belong_is_kept():
    html = '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><th scope="row">b</th></tr></tbody></table>'

    assert clean_html(html) == html


def test_ids_come_in_reading_order_and_as_often_as_they_stand():
    html = (
        '<p><cite data-reference="7">a</cite><cite data-reference="2">b</cite><cite data-reference="x">c</cite></p>'
        '<p><abbr data-abbreviation="9">UV</abbr><cite data-reference="7">a</cite></p>'
    )

    assert reference_ids(html) == [7, 2, 7]
    assert abbreviation_ids(html) == [9]
    assert reference_ids("") == []


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> &nbsp;</p>", "<table><tr><th><p></p></th></tr></table>"])
def test_a_text_without_words_is_empty(html):
    assert is_empty(html)


def test_a_text_of_one_citation_is_not_empty():
    assert not is_empty('<p><cite data-reference="1"></cite></p>')


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<p>a<script>alert(1)</script></p>", "<script>"),
        ('<p onclick="x()">a</p>', "onclick"),
        ('<a href="java\nscript:alert(1)">a</a>', "javascript:"),
        ('<a href="data:text/html,x">a</a>', "data:"),
        ("<iframe src='https://elsewhere.example'></iframe>", "<iframe>"),
    ],
)
def test_who_sends_a_script_is_told_what_was_found(html, named):
    with pytest.raises(ValidationError) as refusal:
        refuse_scripts(html)

    assert refusal.value.code == "script"
    assert named in refusal.value.messages[0]
    assert "save again" in refusal.value.messages[0]


def test_an_unusable_link_is_named_with_its_address():
    with pytest.raises(ValidationError, match=r"“the SmPC” goes to “http://elsewhere.example/”") as refusal:
        refuse_unusable_links('<p>See <a href="http://elsewhere.example/">the SmPC</a>.</p>')

    assert refusal.value.code == "link"


class TestField:
    field = RichTextField("text", kind="inline")
    optional = RichTextField(blank=True)

    def test_a_field_cleans_what_it_is_given(self):
        assert self.field.clean("<h2>Dose</h2><p>text</p>", None) == "Dose<p>text</p>"

    def test_a_field_refuses_a_script(self):
        with pytest.raises(ValidationError, match="contained a script"):
            self.field.clean("<p>text<script>alert(1)</script></p>", None)

    def test_a_required_field_refuses_a_text_that_looks_empty(self):
        with pytest.raises(ValidationError) as refusal:
            self.field.clean("<p></p><p> </p>", None)

        assert refusal.value.code == "blank"

    def test_an_optional_field_stores_nothing_for_a_text_that_looks_empty(self):
        assert self.optional.clean("<p></p><p> </p>", None) == ""

    def test_migrations_know_it_as_a_plain_text_field(self):
        _name, path, _args, kwargs = self.field.deconstruct()

        assert path == f"django.db.models.{models.TextField.__name__}"
        assert not {"kind", "config", "sanitize", "validators"} & set(kwargs)

    def test_the_editor_gets_its_modules_through_the_import_map(self):
        widget = self.field.formfield().widget

        assert all(
            f'"admin-editor/{module.partition("/")[2]}"' in str(widget.media)
            for module in widget.get_config()["js_modules"]
        )
