"""For each rule, the smallest page that breaks it and the smallest that does not."""

import re
from dataclasses import replace
from datetime import date

import pytest

from compliance.preflight import all_rules, check
from tests.compliance.preflight.good import (
    BESPONSA,
    CITED,
    MYLOTARG,
    PI,
    REGISTER,
    found,
    gate,
    page,
    prescribing_information,
    public,
    spoilt,
    text_block,
    with_text,
)

TRIANGLE = re.compile(rb'<span class="black-triangle">.*?</span>', re.DOTALL)
DOCUMENTS = re.compile(b"<p>Read the Summary.*?</p>")
STATEMENT = re.compile(rb'<section class="adverse-events">.*?</section>', re.DOTALL)
PI_LINK = re.compile(rb'<p class="prescribing-information-link">.*?</p>', re.DOTALL)


def without(subject, pattern: re.Pattern, instead: bytes = b""):
    assert pattern.search(subject.body)
    return replace(subject, body=pattern.sub(instead, subject.body))


def moved_down(subject, pattern: re.Pattern):
    piece = pattern.search(subject.body)[0]
    body = pattern.sub(b"", subject.body, count=1).replace(b"</main>", piece + b"</main>")
    return replace(subject, body=body)


def with_figure(source: str = "<p>Own illustration</p>", alt: str = "A vial"):
    figure = {"kind": "figure", "anchor": "figure-9", "level": 2, "src": "/media/a.png", "alt": alt}
    figure |= {"caption_html": "", "source": source, "width": 1, "height": 1}
    return page(blocks=[figure, text_block(f"<p>Infuse it.{CITED}</p>")])


def with_video(transcript: str = f"<p>Infuse it.{CITED}</p>", **of):
    video = {"kind": "video", "anchor": "video-9", "level": 2, "heading": "Infusion", "media_type": "video/mp4"}
    video |= {name: f"/media/{'0' * 64}.{ending}" for name, ending in (("src", "mp4"), ("captions", "vtt"))}
    video |= {"poster": f"/media/{'0' * 64}.png", "width": 16, "height": 9, "length": "1 second", "size": "0.1 MB"}
    return page(blocks=[video | {"has_sound": False, "transcript": transcript} | of])


def with_table(html: str):
    return page(
        blocks=[
            {"kind": "table", "anchor": "table-9", "level": 2, "caption": "Doses", "html": html, "note": ""},
            text_block(f"<p>Infuse it.{CITED}</p>"),
        ]
    )


def card(address: str, label: str, *, external: bool):
    block = {"kind": "link_card", "anchor": "link-card-9", "level": 2, "heading": "More", "html": ""}
    block |= {"address": address, "label": label, "external": external}
    return page(blocks=[block, text_block(f"<p>Infuse it.{CITED}</p>")])


HEAD_ROW = '<thead><tr><th scope="col">Day</th></tr></thead>'
# Each breaks one rule, and each rule that looks at pages is broken at least once.
BREACHES = [
    ("PI001", "no link at all", lambda: without(page(), PI_LINK)),
    ("PI002", "the link opens the SmPC", lambda: spoilt(page(), f'href="{PI}"', 'href="https://medicines.org.uk/emc"')),
    ("PI003", "hidden", lambda: spoilt(page(), f'<a href="{PI}"', f'<a hidden href="{PI}"')),
    ("PI003", "pale", lambda: spoilt(page(), f'<a href="{PI}"', f'<a style="color: #aaa" href="{PI}"')),
    ("PI003", "small", lambda: spoilt(page(), f'<a href="{PI}"', f'<a style="font-size: 9px" href="{PI}"')),
    ("PI003", "in a menu", lambda: without(page(), PI_LINK, b"<details><summary>Menu</summary>\\g<0></details>")),
    ("PI004", "below the content", lambda: moved_down(page(), PI_LINK)),
    ("PI005", "another's", lambda: spoilt(page(), f'href="{PI}"', f'href="{MYLOTARG.prescribing_information}"')),
    ("PI006", "another medicine", lambda: with_text("<p>Like MYLOTARG (gemtuzumab ozogamicin).</p>")),
    ("PI006", "another substance", lambda: with_text("<p>Like gemtuzumab ozogamicin.</p>")),
    ("PI020", "a section is empty", lambda: prescribing_information(without="serious-reactions")),
    ("PI020", "no price", lambda: prescribing_information(without="Package quantities and NHS price")),
    ("PI020", "no holder", lambda: prescribing_information(without="Marketing authorisation holder")),
    ("PI021", "Northern Ireland's number", lambda: prescribing_information(number="EU/1/17/1200/001")),
    ("PI021", "no number", lambda: prescribing_information(number="Not known")),
    ("NAM001", "the substance is missing", lambda: spoilt(page(), "(inotuzumab ozogamicin)", "", count=1)),
    ("NAM002", "the heading lacks it", lambda: spoilt(page(), '<span class="heading-substance">', "<span hidden>")),
    ("NAM003", "small", lambda: spoilt(page(), 'class="brand__substance"', 'style="font-size: 8px"')),
    ("NAM003", "grey", lambda: spoilt(page(), 'class="brand__substance"', 'style="color: #bbb"')),
    ("NAM004", "a link with the brand alone", lambda: with_text('<p><a href="/">About BESPONSA</a></p>')),
    ("NAM005", "a title in the menu", lambda: page(title="BESPONSA", menu_order=20, subject={"title": "BESPONSA"})),
    ("AER001", "no statement", lambda: without(page(), STATEMENT)),
    (
        "AER001",
        "hidden",
        lambda: spoilt(page(), '<section class="adverse-events">', '<section class="visually-hidden">'),
    ),
    (
        "AER001",
        "a medicine is named, and no product chosen",
        lambda: with_text("<p>BESPONSA (inotuzumab ozogamicin).</p>", product=None),
    ),
    (
        "AER001",
        "only inside the prescribing information",
        lambda: spoilt(page(), 'class="adverse-events"', 'class="prescribing-information"'),
    ),
    ("AER002", "another site", lambda: spoilt(page(), 'href="https://yellowcard.mhra.gov.uk"', 'href="/"')),
    ("AER003", "another company", lambda: without(page(), re.compile(b"to\\s+Pfizer Limited on"), b"to Acme on")),
    ("AER003", "another telephone", lambda: spoilt(page(), "01304 616161", "01304 000000")),
    ("AER004", "patients are not told", lambda: spoilt(public(), "talk to your doctor", "say nothing")),
    ("TRI001", "no triangle", lambda: without(page(), TRIANGLE)),
    ("TRI002", "grey", lambda: spoilt(page(), 'fill="#000"', 'fill="#444"')),
    ("TRI002", "points up", lambda: spoilt(page(), "M0 0h30L15 25.981z", "M0 25.981h30L15 0z")),
    ("TRI002", "a square", lambda: spoilt(page(), "M0 0h30L15 25.981z", "M0 0h30v30H0z")),
    ("TRI002", "tiny", lambda: spoilt(page(), 'width="16"', 'width="4"')),
    ("TRI002", "typed", lambda: with_text("<p>▼ Report reactions to it.</p>")),
    ("TRI003", "not under additional monitoring", lambda: with_text("<p>MYLOTARG ▼ is another medicine.</p>")),
    ("REF001", "no code", lambda: spoilt(page(), "PP-INO-GBR-0419", "")),
    ("REF001", "another month", lambda: spoilt(page(), "March 2021", "May 2021")),
    ("REF002", "another code", lambda: with_text("<p>See PP-INO-GBR-0001.</p>")),
    ("AUD001", "not for whom", lambda: spoilt(page(), "healthcare professionals", "everybody")),
    ("AUD001", "not for whom, to the public", lambda: spoilt(public(), "members of the public", "everybody")),
    ("AUD002", "not that it promotes", lambda: spoilt(page(), "Contains promotional information", "Information")),
    ("AUD002", "not from whom", lambda: spoilt(page(), "from Pfizer Limited", "", count=1)),
    ("AUD003", "the gate says nothing", lambda: gate("These pages are for professionals.")),
    ("AUD004", "the gate names it", lambda: gate("Pages on BESPONSA, with promotional content.")),
    ("PUB001", "name and disease", lambda: without(public("<p>It is for leukaemia.</p>"), DOCUMENTS)),
    ("PUB001", "name and use", lambda: without(public("<p>It is indicated for adults.</p>"), DOCUMENTS)),
    ("PUB001", "name, disease and a claim", lambda: public("<p>It is effective in leukaemia.</p>")),
    ("PUB007", "a list that may be reference", lambda: public("<p>It is for leukaemia.</p>")),
    ("PUB002", "a price", lambda: public("<p>A vial is £8,048.</p>")),
    ("PUB003", "a claim", lambda: public("<p>It improves survival rates.</p>")),
    ("PUB004", "no leaflet", lambda: spoilt(public(), "the patient information leaflet", "that")),
    ("PUB005", "a picture", lambda: public('<p><img src="/media/a.png" alt="A pack"></p>')),
    ("PUB006", "a claim in the title", lambda: page(title="80% in remission")),
    ("PUB006", "use in the title", lambda: page(title="BESPONSA in leukaemia")),
    ("LNK001", "nothing there", lambda: with_text('<p><a href="/nowhere/">More</a></p>')),
    ("LNK001", "withdrawn", lambda: with_text('<p><a href="/gone/">More</a></p>')),
    ("LNK002", "a Draft", lambda: with_text('<p><a href="/draft/">More</a></p>')),
    ("LNK003", "moved", lambda: with_text('<p><a href="/moved/">More</a></p>')),
    ("LNK004", "no such place", lambda: with_text('<p><a href="#here">More</a></p>')),
    ("LNK005", "leaves in silence", lambda: with_text('<p><a href="https://www.nice.org.uk/ta541">More</a></p>')),
    ("LNK006", "not encrypted", lambda: with_text('<p><a href="http://nice.org.uk">nice.org.uk</a></p>')),
    ("LNK006", "a script", lambda: with_text('<p><a href="javascript:alert(1)">More</a></p>')),
    (
        "LNK007",
        "own site as a third party's",
        lambda: with_text('<p><a href="https://www.pfizer.co.uk/">pfizer.co.uk</a>, a third-party site</p>'),
    ),
    ("CLM001", "a figure without a source", lambda: with_text("<p>It takes 50 mL.</p>")),
    ("CLM002", "a comparison without a source", lambda: with_text("<p>Remission was higher than with it.</p>")),
    ("CLM003", "no entry", lambda: page(references=[])),
    ("CLM003", "not cited", lambda: page(blocks=[text_block("<p>Infuse it.</p>")])),
    ("CLM004", "a hazard ratio alone", lambda: with_text(f"<p>The hazard ratio was 0.77.{CITED}</p>")),
    ("CLM004", "a reduction alone", lambda: with_text(f"<p>The risk was reduced by 23%.{CITED}</p>")),
    ("CLM005", "mice", lambda: with_text("<p>In mice, tumours shrank.</p>")),
    ("WRD001", "safe", lambda: with_text("<p>It is safe.</p>")),
    ("WRD002", "new", lambda: with_text("<p>The new medicine.</p>")),
    ("WRD003", "unique", lambda: with_text("<p>Its unique way.</p>")),
    ("WRD004", "better", lambda: with_text("<p>Better for patients.</p>")),
    ("WRD005", "an undertaking", lambda: with_text("<p>It works  wonders.</p>")),
    ("WRD005", "an undertaking, in a picture", lambda: with_figure(alt="It works wonders")),
    ("WRD006", "a competitor", lambda: with_text("<p>Brandex is another.</p>")),
    ("WRD007", "without its qualification", lambda: with_text("<p>For chronic disease (COPD).</p>")),
    ("SPL001", "an American name", lambda: with_text("<p>Give hydroxyurea.</p>")),
    ("UNT001", "ml", lambda: with_text("<p>Take 5 ml.</p>")),
    ("UNT001", "mcg", lambda: with_text("<p>Take 5 mcg.</p>")),
    ("UNT001", "a trailing nought", lambda: with_text("<p>Take 1.0 mg.</p>")),
    ("UNT001", "a bare point", lambda: with_text("<p>Take .5 mg.</p>")),
    ("UNT001", "Fahrenheit", lambda: with_text("<p>Keep at 68–77 °F.</p>")),
    ("ABB001", "unexplained", lambda: with_text("<p>Watch for VOD.</p>")),
    ("TXT001", "filler", lambda: with_text("<p>Lorem ipsum dolor.</p>")),
    ("TXT001", "to be done", lambda: with_text("<p>Dose TBC.</p>")),
    ("TXT001", "twice", lambda: with_text("<p>Give it it slowly.</p>")),
    ("TXT001", "a placeholder", lambda: with_text("<h2>Title</h2><p>Text.</p>")),
    ("FIG001", "no alternative text", lambda: with_figure(alt="")),
    ("FIG002", "no source", lambda: with_figure(source="")),
    ("VID001", "no captions", lambda: without(with_video(), re.compile(b"<track.*?>"))),
    ("VID001", "chapters for captions", lambda: spoilt(with_video(), 'kind="captions"', 'kind="chapters"')),
    ("VID001", "no transcript", lambda: with_video(transcript="")),
    ("VID002", "another site's film", lambda: with_video(src="https://example.org/film.mp4")),
    ("VID002", "a film by its name", lambda: with_video(src="/media/film.mp4")),
    ("VID002", "another site's captions", lambda: with_video(captions="https://example.org/film.vtt")),
    ("VID002", "another site's poster", lambda: with_video(poster="https://example.org/film.png")),
    ("CLM004", "a hazard ratio alone, in a video", lambda: with_video(f"<p>The HR was 0.75.{CITED}</p>")),
    ("CLM001", "a figure without a source, in a video", lambda: with_video("<p>It takes 50 mL.</p>")),
    ("WRD005", "an undertaking, in a video", lambda: with_video("<p>It works wonders.</p>")),
    ("TAB001", "no headings", lambda: with_table("<table><tr><td>1</td></tr></table>")),
    ("TAB001", "headings of nothing", lambda: with_table("<table><tr><th>Day</th></tr></table>")),
    ("STR001", "a level skipped", lambda: with_text("<h4>Infusion</h4><p>Slowly.</p>")),
    ("STR001", "two main headings", lambda: with_text("<h1>Infusion</h1><p>Slowly.</p>")),
    ("STR002", "safety before the content", lambda: moved_up(page())),
    ("STR003", "a style of its own", lambda: with_text('<p style="margin: 0">Slowly.</p>')),
    ("STR003", "a script", lambda: with_text("<script>alert(1)</script><p>Slowly.</p>")),
    ("STR003", "a handler", lambda: with_text('<p onclick="alert(1)">Slowly.</p>')),
    ("STR003", "an id twice", lambda: with_text('<p id="content">Slowly.</p>')),
    ("DEM001", "demonstration", lambda: page(demonstration=True)),
    ("DEM002", "the notice is missing", lambda: spoilt(page(demonstration=True), "Demonstration content.", "")),
]


def moved_up(subject):
    statement = STATEMENT.search(subject.body)[0]
    body = STATEMENT.sub(b"", subject.body).replace(b"<main", statement + b"<main", 1)
    return replace(subject, body=body)


@pytest.mark.parametrize(("rule", "make"), [pytest.param(r, make, id=f"{r} {why}") for r, why, make in BREACHES])
def test_a_rule_finds_its_breach(rule, make):
    severity = next(one.severity for one in all_rules() if one.id == rule)

    told = found(make(), rule)

    assert [one.severity for one in told] == [severity] * len(told) != []
    assert all(one.message.endswith(".") and one.hint and one.clause for one in told)


@pytest.mark.parametrize("good", [page, public, prescribing_information, gate], ids=lambda make: make.__name__)
def test_no_rule_minds_what_is_good(good):
    assert check(good(), REGISTER) == []


def test_every_rule_for_pages_has_an_example():
    for_pages = {rule.id for rule in all_rules() if "body" in rule.forms}

    assert {rule for rule, _, _ in BREACHES} | {"TRI004"} == for_pages


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(card("https://www.nice.org.uk/ta541", "Read it", external=True), id="a card says where it leads"),
        pytest.param(
            with_text(
                '<p><a href="https://nice.org.uk/">NICE, nice.org.uk</a></p>',
                abbreviations=[{"short": "NICE", "long": "National Institute for Health and Care Excellence"}],
            ),
            id="a link says where",
        ),
        pytest.param(
            with_text(f"<p>The hazard ratio was 0.77; 87 of 164 and 98 of 162 died.{CITED}</p>"), id="absolute"
        ),
        pytest.param(with_text(f"<p>Remission was better than with chemotherapy.{CITED}</p>"), id="it says with what"),
        pytest.param(with_text("<p>Watch for veno-occlusive liver disease (VOD).</p>"), id="explained in brackets"),
        pytest.param(
            with_text(
                "<p>Keep it at 20–25 °C (68–77 °F).</p>", heading="Storage", subject={"product": ""}, product=None
            ),
            id="both",
        ),
        pytest.param(page(title="Efficacy"), id="the name of a section"),
        pytest.param(with_text("<p>He had had it.</p>"), id="meant twice"),
        pytest.param(
            with_text(
                f"<p>For chronic disease (COPD).</p><p>The strength of 184 micrograms is not licensed.{CITED}</p>"
            ),
            id="with its qualification",
        ),
        pytest.param(with_text("<p>Hydroxyurea (UK name: hydroxycarbamide).</p>"), id="both names"),
        pytest.param(with_table(f"<table>{HEAD_ROW}<tbody><tr><td>1</td></tr></tbody></table>"), id="a table"),
        pytest.param(with_figure(), id="a figure with its source"),
        pytest.param(with_video(), id="a video with captions and transcript"),
        pytest.param(
            with_video(f"<p>The hazard ratio was 0.75; 87 of 164 and 98 of 162 died.{CITED}</p>"),
            id="absolute, in a video",
        ),
        pytest.param(
            with_text("<p>Up to level II of the ICF.</p>", abbreviations=[{"short": "ICF", "long": "Form"}]),
            id="listed",
        ),
    ],
)
def test_what_looks_like_a_breach_and_is_none(subject):
    told = [one for one in check(subject, REGISTER) if one.rule not in ("PI006", "PI001", "NAM001", "TRI001")]

    assert told == []


def test_nothing_is_new_for_longer_than_a_year():
    launched = replace(REGISTER, medicines=(replace(BESPONSA, launched_on=date(2026, 1, 1)),))
    subject = with_text("<p>The new medicine.</p>")

    assert found(subject, "WRD002", launched) == []
    assert found(subject, "WRD002", replace(launched, on=date(2027, 1, 1))) != []
    unknown = replace(REGISTER, medicines=(replace(BESPONSA, launched_on=None),))
    assert "not on record" in found(subject, "WRD002", unknown)[0].message


def test_a_medicine_without_live_prescribing_information_cannot_be_promoted():
    register = replace(REGISTER, medicines=(replace(BESPONSA, prescribing_information=""),))

    assert "no live prescribing information" in found(page(), "PI005", register)[0].message


def test_a_changed_status_of_the_triangle_is_found_in_what_was_frozen_before():
    ended = replace(REGISTER, medicines=(replace(BESPONSA, additional_monitoring=False),))

    assert found(page(), "TRI003") == []
    assert "not under additional monitoring" in found(page(), "TRI003", ended)[0].message


def test_a_status_that_nobody_looked_up_for_a_year_is_noted():
    looked_up = replace(REGISTER, medicines=(replace(BESPONSA, monitoring_checked_on=date(2025, 11, 1)),))

    assert found(page(), "TRI004", replace(looked_up, on=date(2026, 10, 31))) == []
    assert (
        "last looked up on 1 November 2025"
        in found(page(), "TRI004", replace(looked_up, on=date(2026, 11, 5)))[0].message
    )


def test_what_is_found_names_its_block():
    told = found(with_text("<p>It is safe.</p>"), "WRD001")

    assert [one.anchor for one in told] == ["text-1"]


def test_a_clause_is_never_guessed():
    triangle = next(rule for rule in all_rules() if rule.id == "TRI001")

    assert triangle.clauses.name("2021") == "ABPI Code 2021, clause 12.10"
    assert triangle.clauses.name("2024") == "ABPI Code 2021, clause 12.10 (number in 2024 not confirmed)"
    assert triangle.clauses.name("2031") == "ABPI Code 2021, clause 12.10 (number in 2031 not confirmed)"


def test_a_phrase_that_is_not_watched_any_more_is_not_looked_for():
    fewer = replace(REGISTER, phrases=())

    assert found(with_text("<p>It works wonders and is safe.</p>"), "WRD005", fewer) == []


def test_the_list_of_a_pages_sections_may_name_the_brand_alone():
    sections = page(contents=[{"anchor": "content", "label": "Before giving BESPONSA"}])

    assert "Before giving BESPONSA" in sections.body.decode()
    assert check(sections, REGISTER) == []
