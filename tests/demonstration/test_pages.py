"""The pages as they are written: sourced, at home in the site, and without what nobody saw in a source."""

import json
import re

import pytest

from demonstration.leaflets import ABBREVIATIONS as LEAFLET_ABBREVIATIONS
from demonstration.leaflets import LEAFLETS
from demonstration.leaflets import REFERENCES as LEAFLET_REFERENCES
from demonstration.pages import DOSING, EFFICACY, HOME, PAGES, SAFETY
from demonstration.sources import ABBREVIATIONS, REFERENCES

# Figures that are told of the medicine and that nobody saw in a source of ours.
UNSEEN = ("78.4%", "28.1%", "5.0 months", "1.8 months", "4.6 months", "3.1 months", "31 of 79", "8 of 35", "CrCl")
# What the study found, with the group it was found in, in one block.
TOLD_TOGETHER = [
    ("73.8%", "All 326 adults randomised"),
    ("80.7%", "first 218 of 326"),
    ("39.6%", "All 326 adults randomised"),
    ("7.7 months", "All 326 adults randomised"),
    ("22.8%", "All 326 adults randomised"),
    ("14.0%", "307 adults who were treated"),
]


def written(text: dict) -> str:
    return json.dumps(text, ensure_ascii=False, default=str)


@pytest.mark.parametrize("text", [*PAGES, *LEAFLETS], ids=lambda text: text["address"])
def test_every_pick_is_a_source_or_abbreviation_of_ours(text):
    cited = set(re.findall(r"\[cite:([^\]]+)\]", written(text))) | set(text.get("heading_citations", []))
    abbreviated = set(re.findall(r"\[abbr:([^\]]+)\]", written(text)))

    assert cited <= set(REFERENCES) | set(LEAFLET_REFERENCES)
    assert abbreviated <= set(ABBREVIATIONS) | set(LEAFLET_ABBREVIATIONS)


def test_every_source_is_cited_somewhere():
    everything = "".join(map(written, [*PAGES, *LEAFLETS]))

    assert {key for key in REFERENCES | LEAFLET_REFERENCES if f"[cite:{key}]" not in everything} == set()


@pytest.mark.parametrize("figure", UNSEEN)
def test_no_figure_stands_there_that_nobody_saw(figure):
    for text in [*PAGES, *LEAFLETS]:
        assert figure not in written(text), text["address"]


@pytest.mark.parametrize(("figure", "population"), TOLD_TOGETHER)
def test_a_result_names_the_population(figure, population):
    blocks = [block for block in EFFICACY["blocks"] if figure in written(block)]

    assert blocks
    for block in blocks:
        assert population in written(block)


def test_what_was_read_abroad_says_so():
    for text in (DOSING, SAFETY, EFFICACY):
        for block in text["blocks"]:
            said = written(block)
            if re.search(r"\[cite:(?:swiss|italian|us_|pfizerpro_(?:ie|hk))", said):
                assert re.search(r"section 4\.\d of the UK (?:\[abbr:)?SmPC", said), said


def test_the_ward_finds_dosing_and_administration_first():
    cards = [block["address"] for block in HOME["blocks"] if block["kind"] == "link_card"]

    assert set(cards[:2]) == {"/medicine/besponsa/dosing/", "/medicine/besponsa/dosing/administration/"}


def test_the_dose_table_comes_first():
    assert DOSING["blocks"][0]["kind"] == "table"
    assert "mg per m²" in DOSING["blocks"][0]["caption"]


def test_every_page_comes_after_its_parent_and_leads_on():
    known = set()
    for text in PAGES:
        assert not text["parent"] or text["parent"] in known
        known.add(text["address"])
        if text["product"]:
            assert text["blocks"][-1]["kind"] in ("link_card", "download"), text["address"]


def test_each_job_code_is_used_once():
    codes = [text["job_code"] for text in [*PAGES, *LEAFLETS]]

    assert len(codes) == len(set(codes))
