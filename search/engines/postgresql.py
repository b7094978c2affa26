"""PostgreSQL's full text: the English stemmer, weights, an index of its own.

The configuration is English without its list of words that are left out: “not” and “before” count here, as in SQLite.
"""

from collections.abc import Iterable

from django.db import connection

from search.engines.found import BEGIN, END, HEADING, NAMES, TEXT, TITLE, Hit, Marks, marked
from search.question import Question, Way

CONFIGURATION = "search_english"
VECTOR = " || ".join(
    f"setweight(to_tsvector('{CONFIGURATION}'::regconfig, {column}), '{weight}')"
    for column, weight in (("title", "A"), ("heading", "B"), ("names", "C"), ("text", "D"))
)
PUT_UP = (
    f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = '{CONFIGURATION}') THEN "  # noqa: S608 names  # nosec B608
    f"CREATE TEXT SEARCH DICTIONARY {CONFIGURATION} (TEMPLATE = snowball, LANGUAGE = english); "
    f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = english); "
    f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING FOR asciiword, word WITH {CONFIGURATION}; "
    "END IF; END $$",
    f"ALTER TABLE search_passage ADD COLUMN IF NOT EXISTS vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX IF NOT EXISTS search_passage_vector ON search_passage USING gin (vector)",
)
TAKE_DOWN = (
    "DROP INDEX IF EXISTS search_passage_vector",
    "ALTER TABLE search_passage DROP COLUMN IF EXISTS vector",
    f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {CONFIGURATION}",
    f"DROP TEXT SEARCH DICTIONARY IF EXISTS {CONFIGURATION}",
)
# For D, C, B and A; none may be above 1. The flag 1 makes long texts count for less.
FOUND = (
    "SELECT %s::integer AS terms, version_id, sha256, id, "  # noqa: S608 names  # nosec B608
    f"ts_rank_cd(ARRAY[{TEXT / TITLE}, {NAMES / TITLE}, {HEADING / TITLE}, 1.0]::real[], vector, query, 1) AS score "
    f"FROM search_passage, to_tsquery('{CONFIGURATION}', %s) query WHERE vector @@ query"
)
ALL_OF_IT = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"


def rank(question: Question) -> list[Hit]:
    """A Hit for each Passage that a term is in."""
    sql = (
        "SELECT found.version_id, found.sha256, found.id, SUM(found.terms), SUM(found.score) "  # noqa: S608 names  # nosec B608
        f"FROM ({' UNION ALL '.join([FOUND] * len(question.parts()))}) found "
        "GROUP BY found.version_id, found.sha256, found.id"
    )
    of_found = [value for bit, ways in question.parts() for value in (bit, _query(ways))]
    with connection.cursor() as cursor:
        cursor.execute(sql, of_found)
        return [Hit(*row) for row in cursor.fetchall()]


def marks(question: Question, passages: list[int]) -> dict[int, Marks]:
    """What was found in these Passages, by their ids.

    Single words are asked for at once, each phrase by itself: PostgreSQL marks its words wherever they stand, so that
    those not in a row are left out here.
    """
    groups = _by_length(question.all_ways())
    headlines = ", ".join(
        [f"ts_headline('{CONFIGURATION}', {{}}, to_tsquery('{CONFIGURATION}', %s), %s)"] * len(groups)
    )
    sql = (
        "SELECT id, number, shown, seal, title, heading, names, text, "  # noqa: S608 names  # nosec B608
        f"ARRAY[{headlines.replace('{}', 'heading')}], ARRAY[{headlines.replace('{}', 'text')}] "
        "FROM search_passage WHERE id = ANY(%s)"
    )
    asked = [value for ways in groups for value in (_query(ways), ALL_OF_IT)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked, *asked, passages])
        return {
            passage: Marks(number, shown, seal, tuple(words), _together(headings, groups), _together(texts, groups))
            for passage, number, shown, seal, *words, headings, texts in cursor.fetchall()
        }


def _by_length(ways: Iterable[Way]) -> list[tuple[Way, ...]]:
    """All single words together, and each phrase."""
    words = tuple(way for way in ways if len(way.words) == 1)
    phrases = [(way,) for way in ways if len(way.words) > 1]
    return [words, *phrases] if words else phrases


def _query(ways: Iterable[Way]) -> str:
    """Any of the ways as to_tsquery reads it: quoted, so that no word is taken for an operator."""
    rows = ("' <-> '".join(way.words) + ("':*" if way.is_beginning else "'") for way in ways)
    return " | ".join(f"('{row})" for row in rows)


def _together(texts: list[str], groups: list[tuple[Way, ...]]) -> frozenset[int]:
    """The marked words of all `texts`, one for each group: of a phrase only as many in a row as it has."""
    places: set[int] = set()
    for text, ways in zip(texts, groups, strict=True):
        found, length = marked(text), len(ways[0].words)
        for place in found:
            row = range(place, place + length)
            if all(other in found for other in row):
                places.update(row)
    return frozenset(places)
