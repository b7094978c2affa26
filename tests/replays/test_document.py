"""All 53 cases are accounted for, and the document says what the tests say."""

import ast

from compliance.preflight import all_rules
from tests.replays import document
from tests.replays.cases import ALL
from tests.replays.outside import OUTSIDE


def test_every_case_is_replayed_or_outside_once():
    replayed = [replay.case for replay in document.replays()]
    outside = [one.case for one in OUTSIDE]

    assert sorted(replayed + outside) == sorted(ALL)
    assert len(ALL) == len(set(ALL)) == 53
    assert len(outside) <= 12


def test_every_other_test_in_the_folder_is_about_the_document():
    named = [
        node.name
        for path in document.HERE.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and path.name != "test_document.py"
    ]

    assert [name for name in named if not document.NAME.fullmatch(name)] == []


def test_the_rules_named_are_rules():
    known = {rule.id for rule in all_rules()}
    named = {word for replay in document.replays() for word in replay.rules.split(", ") if word[-3:].isdigit()}

    assert named <= known


def test_the_document_is_current():
    assert document.DOCUMENT.read_text() == document.as_markdown(), (
        "Run `python -m tests.replays.document > docs/replays.md`."
    )
