"""The text itself: finished, spelt and measured as a UK reader expects, its abbreviations explained."""

import re
from collections.abc import Iterator

from compliance.preflight.clauses import GOOD_PRACTICE, HIGH_STANDARDS
from compliance.preflight.register import Register
from compliance.preflight.rule import ERROR, NOTE, WARNING, Found, rule
from compliance.preflight.subject import Subject

UNFINISHED = re.compile(
    r"\blorem ipsum\b|\b(?:TODO|TBC|TBD|FIXME|XXX+)\b|\?\?\?|\[(?:insert|reference|ref|date)[^\]]*\]|\bclick to edit\b",
    re.IGNORECASE,
)
PLACEHOLDER_TITLES = {"title", "heading", "new page", "untitled", "subtitle", "text"}
DOUBLED = re.compile(r"\b(([A-Za-z])([a-z]+)) (?=[a-z])(?i:\2)\3\b")
MEANT_DOUBLED = {"had", "that"}

ABBREVIATION = re.compile(r"(?<![\w/@.-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w/-]|®)")
# Known to everybody who reads here; `QT` names a stretch of a curve, the others need no explanation.
# fmt: off
WELL_KNOWN = {
    "AA", "AAA", "DNA", "EU", "GB", "ID", "IV", "KB", "MB", "NHS", "NI", "PDF", "PL", "PLGB", "PhD", "POM", "QR", "QT",
    "RNA", "UK", "US", "USA", "VAT",
}
# fmt: on
ROMAN = re.compile(r"^[IVXLC]+$")

MEASURES = [
    (re.compile(r"\d\s?(?:ml|mls|Ml|ML)\b"), "mL"),
    (re.compile(r"\d\s?(?:mcg|ug|µg|μg)\b"), "micrograms, in full: “mcg” is misread"),
    (re.compile(r"\d\s?cc\b"), "mL"),
    (re.compile(r"\d\s?(?:IU|U)\b"), "units, in full: “U” is misread as a nought"),
    (re.compile(r"\d\s?(?:deg(?:rees)?\.? ?C|oC|ºC)\b"), "°C"),
    (re.compile(r"\b\d+\.0\s?(?:mg|mL|g|micrograms)\b"), "the number without “.0”: it is misread as ten times as much"),
    (re.compile(r"(?<![\d.])\.\d+\s?(?:mg|mL|g|micrograms)\b"), "a nought before the point"),
]
FAHRENHEIT = re.compile(r"\d\s?°?F\b")


@rule(
    "TXT001",
    WARNING,
    "The text is finished: no filler, no mark of something to be done, no word twice.",
    clauses=HIGH_STANDARDS,
    hint="Finish it in the Draft, then freeze anew.",
)
def text_is_finished(subject: Subject, register: Register) -> Iterator[Found]:
    for passage in subject.document.passages:
        if passage.part in ("references", "job-code", "running"):
            continue
        for match in UNFINISHED.finditer(passage.text):
            yield Found(f"“{match[0]}” looks unfinished.", passage.anchor)
        for match in DOUBLED.finditer(passage.text):
            if match[1].lower() not in MEANT_DOUBLED:
                yield Found(f"“{match[0]}”: the word stands there twice.", passage.anchor)
        if passage.level and passage.text.strip().lower() in PLACEHOLDER_TITLES:
            yield Found(f"“{passage.text}” looks unfinished.", passage.anchor)
    if subject.title.strip().lower() in PLACEHOLDER_TITLES:
        yield Found(f"The title “{subject.title}” looks unfinished.")


@rule(
    "ABB001",
    WARNING,
    "Abbreviations are explained: where they come first, or in the list of the page.",
    clauses=GOOD_PRACTICE,
    hint="Pick the abbreviation with the editor's button: its meaning is then listed by itself.",
)
def abbreviations_are_explained(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.is_gate:
        return
    explained = {entry["short"] for entry in subject.content.get("abbreviations", [])} | WELL_KNOWN
    explained |= {word for medicine in register.medicines for word in medicine.brand.split()}
    whole = subject.document.text
    for passage in subject.document.written:
        if _is_capitals(passage.text) or re.search(r"\bet al\b", passage.text):  # authors' initials
            continue
        for short in dict.fromkeys(match[0] for match in ABBREVIATION.finditer(passage.text)):
            stem = short[:-1] if short.endswith("s") and len(short) > 2 else short
            if stem in explained or not _is_abbreviation(stem):
                continue
            explained.add(stem)
            if not re.search(rf"\(\s*{re.escape(stem)}s?\b|\b{re.escape(stem)}s? ?\([a-z]", whole):
                yield Found(f"“{short}” is explained nowhere.", passage.anchor)


def _is_abbreviation(word: str) -> bool:
    """Mostly capitals: “SmPC”, not “JavaScript”; and no Roman numeral."""
    capitals = sum(character.isupper() for character in word)
    return capitals > len(word) - capitals and not ROMAN.match(word)


def _is_capitals(text: str) -> bool:
    """All of it is set in capitals, so that a word of them says nothing."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 12 and all(character.isupper() for character in letters)


@rule(
    "UNT001",
    WARNING,
    "Units and figures are written so that nobody misreads a dose.",
    clauses=HIGH_STANDARDS,
    hint="Write units as the British National Formulary does.",
)
def units_cannot_be_misread(subject: Subject, register: Register) -> Iterator[Found]:
    for passage in subject.document.written:
        for pattern, instead in MEASURES:
            if match := pattern.search(passage.text):
                yield Found(f"“{match[0]}”: write {instead}.", passage.anchor)
        block = " ".join(near.text for near in subject.document.block(passage.anchor))
        if FAHRENHEIT.search(passage.text) and "°C" not in block:
            yield Found("A temperature is given in Fahrenheit alone: write °C.", passage.anchor)


@rule(
    "SPL001",
    NOTE,
    "Spelling and names of medicines are those of the United Kingdom.",
    clauses=GOOD_PRACTICE,
    hint="Titles of publications keep their own spelling.",
)
def spelling_is_british(subject: Subject, register: Register) -> Iterator[Found]:
    for passage in subject.document.written:
        for phrase in register.phrases:
            if phrase.kind != "spelling" or not (found := phrase.pattern.search(passage.text)):
                continue
            if phrase.instead and phrase.instead.lower() in passage.text.lower():
                continue  # both stand there, one explaining the other
            yield Found(f"“{found[0]}”: in the UK it is “{phrase.instead}”. {phrase.reason}".strip(), passage.anchor)


@rule(
    "DEM001",
    NOTE,
    "Demonstration content says that it is.",
    clauses=HIGH_STANDARDS,
    hint="For real use, switch the product's demonstration mark off once the content is checked; then freeze anew.",
)
def demonstration_is_marked(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.content.get("demonstration"):
        yield Found("It is marked as demonstration content, not checked against the current SmPC.")


@rule(
    "DEM002",
    ERROR,
    "Content that was not checked for real use carries the notice that says so.",
    clauses=HIGH_STANDARDS,
    hint="The notice is printed from the product. Freeze it anew.",
)
def demonstration_notice_is_printed(subject: Subject, register: Register) -> Iterator[Found]:
    shown = " ".join(passage.shown for passage in subject.document.passages).lower()
    if subject.content.get("demonstration") and "demonstration content" not in shown:
        yield Found("The demonstration notice is not to be seen in it.")
