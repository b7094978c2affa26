"""What only a PDF can get wrong: its tags and metadata, what it would do when opened, its fonts, its small print."""

from collections.abc import Iterator

from compliance.preflight.clauses import ACCESSIBLE, DATE, FINAL_FORM, PRESCRIBING_INFORMATION
from compliance.preflight.register import Register
from compliance.preflight.rule import ERROR, PDF, WARNING, Found, rule
from compliance.preflight.subject import Subject

LANGUAGE = "en-GB"
# ABPI Code 2014, supplementary information to 4.1: the last edition to give figures.
LEAST_X_HEIGHT_MM = 1.0
MOST_CHARACTERS = 100
OURS = "A leaflet made here: freeze it anew, and if that does not help tell an administrator"


@rule(
    "PDF000",
    ERROR,
    "The file can be opened and read, without a password.",
    clauses=FINAL_FORM,
    hint=f"{OURS}. An uploaded file: ask the agency to export it again; nothing else in it could be checked.",
    forms=(PDF,),
)
def file_can_be_read(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.paper.problem:
        yield Found(subject.paper.problem)


@rule(
    "PDF001",
    ERROR,
    "The PDF is tagged, so that screen readers can read it out.",
    clauses=ACCESSIBLE,
    hint=f"{OURS}. An uploaded file: ask the agency for a tagged PDF (PDF/UA).",
    forms=(PDF,),
)
def pdf_is_tagged(subject: Subject, register: Register) -> Iterator[Found]:
    paper = subject.paper
    if paper.problem:
        return
    if not paper.catalogue.is_marked:
        yield Found("The file is not marked as tagged.")
    if not paper.has_tags:
        yield Found("No text of the file stands in tags.")


@rule(
    "PDF002",
    ERROR,
    "The PDF says that it is in British English.",
    clauses=ACCESSIBLE,
    hint=f"{OURS}. An uploaded file: ask the agency to set the document language to English (UK).",
    forms=(PDF,),
)
def language_is_stated(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.paper.problem:
        return
    language = subject.paper.catalogue.language
    if not language:
        yield Found("The file names no language.")
    elif language.lower() != LANGUAGE.lower():
        yield Found(f"The language of the file is {language}, not {LANGUAGE}.")


@rule(
    "PDF003",
    ERROR,
    "The title in the metadata is the material's, and viewers show it.",
    clauses=ACCESSIBLE,
    hint=f"{OURS}. An uploaded file: ask the agency to write the title in the document properties and to set “Show: "
    "Document Title”, or correct the title here.",
    forms=(PDF,),
)
def title_is_the_materials(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.paper.problem:
        return
    catalogue = subject.paper.catalogue
    if not catalogue.titles:
        yield Found("The file has no title in its metadata.")
    for title in catalogue.titles:
        if title != subject.title:
            yield Found(f"The title in the metadata is “{title}”, not “{subject.title}”.")
    if not catalogue.shows_title:
        yield Found("Viewers show the name of the file instead of the title (DisplayDocTitle is not set).")


@rule(
    "PDF004",
    ERROR,
    "A PDF with headings has bookmarks.",
    clauses=ACCESSIBLE,
    hint=f"{OURS}. An uploaded file: ask the agency to export bookmarks from the headings.",
    forms=(PDF,),
)
def headings_are_bookmarked(subject: Subject, register: Register) -> Iterator[Found]:
    paper = subject.paper
    if not paper.problem and paper.headings and not paper.catalogue.bookmarks:
        yield Found(f"The file has {len(paper.headings)} headings and no bookmarks.")


@rule(
    "PDF005",
    ERROR,
    "The PDF does nothing by itself: no script, no program started, no data sent, no form.",
    clauses=FINAL_FORM,
    hint=f"What is signed must look and act the same for everybody. {OURS}. An uploaded file: ask the agency for one "
    "without scripts, actions, media and form fields.",
    forms=(PDF,),
)
def nothing_acts(subject: Subject, register: Register) -> Iterator[Found]:
    for what in subject.paper.catalogue.acts:
        yield Found(f"The file holds {what}.")


@rule(
    "PDF006",
    ERROR,
    "No other file is embedded in the PDF.",
    clauses=FINAL_FORM,
    hint=f"An attachment is not seen by who signs. {OURS}. An uploaded file: ask the agency for a file without "
    "attachments.",
    forms=(PDF,),
)
def nothing_is_attached(subject: Subject, register: Register) -> Iterator[Found]:
    for name in subject.paper.catalogue.attachments:
        yield Found(f"The file “{name}” is embedded in it.")


@rule(
    "PDF007",
    ERROR,
    "The PDF fetches nothing from outside, and its links are https, mail, telephone or inside it.",
    clauses=FINAL_FORM,
    hint=f"{OURS}. An uploaded file: ask the agency to embed what it shows and to correct or remove such links.",
    forms=(PDF,),
)
def nothing_is_fetched(subject: Subject, register: Register) -> Iterator[Found]:
    for what in subject.paper.catalogue.outside:
        yield Found(f"The file holds {what}.")


@rule(
    "PDF008",
    ERROR,
    "The PDF is not encrypted.",
    clauses=ACCESSIBLE,
    hint=f"Encryption can lock out screen readers, and this check. {OURS}. An uploaded file: ask the agency for a file "
    "without security settings.",
    forms=(PDF,),
)
def file_is_not_encrypted(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.paper.catalogue.is_encrypted:
        yield Found("The file is encrypted.")


@rule(
    "PDF009",
    ERROR,
    "All fonts are embedded, so that it prints everywhere as it was signed.",
    clauses=FINAL_FORM,
    hint=f"{OURS}. An uploaded file: ask the agency for a file that embeds all fonts (PDF/X or PDF/A do).",
    forms=(PDF,),
)
def fonts_are_embedded(subject: Subject, register: Register) -> Iterator[Found]:
    for name in subject.paper.foreign_fonts:
        yield Found(f"The font {name} is not embedded.")


@rule(
    "PDF010",
    ERROR,
    "The job code stands in the keywords of the metadata.",
    clauses=DATE,
    hint=f"{OURS}. An uploaded file: ask the agency to write the job code in the keywords of the document properties.",
    forms=(PDF,),
)
def keywords_hold_the_job_code(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.job_code is None or subject.paper.problem:
        return
    keywords = subject.paper.catalogue.keywords
    if str(subject.job_code) not in keywords:
        said = f"are “{keywords}”" if keywords else "are empty"
        yield Found(f"The keywords {said}; the job code {subject.job_code} is not among them.")


@rule(
    "PI030",
    WARNING,
    "Printed prescribing information can be read: x at least 1 mm high, at most 100 characters a line, nothing turned.",
    clauses=PRESCRIBING_INFORMATION,
    hint=f"The figures are those of the ABPI Code 2014, supplementary information to 4.1. {OURS}: the style is at "
    "fault. An uploaded file: ask the agency for larger type or narrower columns.",
    forms=(PDF,),
)
def small_print_is_legible(subject: Subject, register: Register) -> Iterator[Found]:
    """The height is that of the printed letter: the box of the glyph x on the page, as PDFium measures it.

    Not the font descriptor's XHeight, which many files leave out (WeasyPrint does) and which says nothing of scaling.
    A line without an x counts with the least ratio of height to size found in the others.
    """
    lines = [line for line in subject.paper.lines if line.part == "prescribing-information" and line.text]
    ratio = min((line.x_height / line.size for line in lines if line.x_height and line.size), default=0.0)
    heights = [line.x_height or line.size * ratio for line in lines]
    small = [line for line, height in zip(lines, heights, strict=True) if 0 < height < LEAST_X_HEIGHT_MM - 0.005]
    if small:
        least = min(height for height in heights if height)
        yield Found(
            f"The lower-case x of the prescribing information is {least:.2f} mm high, at least 1 mm is asked for: "
            f"“{small[0].text[:60]}” and {_others(len(small) - 1)}."
        )
    long = [line for line in lines if len(line.text) > MOST_CHARACTERS]
    if long:
        longest = max(long, key=lambda line: len(line.text))
        yield Found(
            f"A line of the prescribing information has {len(longest.text)} characters, at most 100 are asked for: "
            f"“{longest.text[:60]}…” and {_others(len(long) - 1)}."
        )
    if turned := next((line for line in lines if line.angle), None):
        yield Found(f"Prescribing information is turned by {turned.angle}°: “{turned.text[:60]}”.")


def _others(count: int) -> str:
    return {0: "no other line", 1: "1 other line"}.get(count, f"{count} other lines")
