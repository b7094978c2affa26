"""FTS5: its own stemmer and ranking (BM25)."""

from django.db import connection

from search.engines.found import BEGIN, END, HEADING, NAMES, TEXT, TITLE, Hit, Marks, marked
from search.question import Question, Way

COLUMNS = "title, heading, names, text"
NEW, OLD = (", ".join(f"{row}.{name}" for name in ("id", *COLUMNS.split(", "))) for row in ("new", "old"))
PUT_UP = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5({COLUMNS}, content='search_passage', "
    "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER IF NOT EXISTS search_passage_added AFTER INSERT ON search_passage BEGIN "  # noqa: S608 names  # nosec B608
    f"INSERT INTO search_words(rowid, {COLUMNS}) VALUES ({NEW}); END",
    "CREATE TRIGGER IF NOT EXISTS search_passage_removed AFTER DELETE ON search_passage BEGIN "  # noqa: S608 names  # nosec B608
    f"INSERT INTO search_words(search_words, rowid, {COLUMNS}) VALUES ('delete', {OLD}); END",
)
TAKE_DOWN = (
    "DROP TRIGGER IF EXISTS search_passage_removed",
    "DROP TRIGGER IF EXISTS search_passage_added",
    "DROP TABLE IF EXISTS search_words",
)
FOUND = (
    f"SELECT %s AS terms, rowid AS id, -bm25(search_words, {TITLE}, {HEADING}, {NAMES}, {TEXT}) AS score "  # noqa: S608 names  # nosec B608
    "FROM search_words WHERE search_words MATCH %s"
)


def rank(question: Question) -> list[Hit]:
    """A Hit for each Passage that a term is in."""
    # Left to itself, SQLite would ask the index again for each Passage.
    sql = (
        f"WITH found AS MATERIALIZED ({' UNION ALL '.join([FOUND] * len(question.parts()))}) "  # noqa: S608 names  # nosec B608
        "SELECT passage.version_id, passage.sha256, passage.id, SUM(found.terms), SUM(found.score) "
        "FROM found CROSS JOIN search_passage passage ON passage.id = found.id GROUP BY passage.id"
    )
    of_found = [value for bit, ways in question.parts() for value in (bit, _match(ways))]
    with connection.cursor() as cursor:
        cursor.execute(sql, of_found)
        return [Hit(*row) for row in cursor.fetchall()]


def marks(question: Question, passages: list[int]) -> dict[int, Marks]:
    """What was found in these Passages, by their ids."""
    places = ", ".join(["%s"] * len(passages))
    kept = ", ".join(f"passage.{name}" for name in ("id", "number", "shown", "seal", *COLUMNS.split(", ")))
    sql = (
        f"SELECT {kept}, highlight(search_words, 1, %s, %s), highlight(search_words, 3, %s, %s) "  # noqa: S608 names  # nosec B608
        "FROM search_words CROSS JOIN search_passage passage ON passage.id = search_words.rowid "
        # The plus: to go once through what matches, not to ask the index again for each Passage.
        f"WHERE search_words MATCH %s AND +search_words.rowid IN ({places})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [BEGIN, END, BEGIN, END, _match(question.all_ways()), *passages])
        return {
            passage: Marks(number, shown, seal, tuple(words), marked(heading), marked(text))
            for passage, number, shown, seal, *words, heading, text in cursor.fetchall()
        }


def _match(ways: list[Way] | tuple[Way, ...]) -> str:
    """The ways as FTS5 reads them: quoted, so that no word is taken for an operator."""
    return " OR ".join(f'"{" ".join(way.words)}"{" *" if way.is_beginning else ""}' for way in ways)
