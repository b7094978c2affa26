"""How it is built: headings, pictures, tables, order, and nothing active."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from compliance.preflight.clauses import ACCESSIBLE, ARTWORK, FINAL_FORM
from compliance.preflight.register import Register
from compliance.preflight.rule import BODY, ERROR, PDF, Found, rule
from compliance.preflight.subject import Subject

# The order of the components on a page, where they are there.
ORDER = (
    "audience",
    "brand",
    "prescribing-information-link",
    "breadcrumbs",
    "heading",
    "block",
    "adverse-events",
    "additional-monitoring",
    "abbreviations",
    "references",
    "demonstration",
    "job-code",
)


@rule(
    "STR001",
    ERROR,
    "There is one main heading, and no level of heading is skipped.",
    clauses=ACCESSIBLE,
    hint="Use “Heading 2” for sections and “Heading 3” below them: screen readers read the levels out. "
    "For an uploaded file, ask the agency to correct the tags.",
)
def headings_are_in_order(subject: Subject, register: Register) -> Iterator[Found]:
    if subject.form == PDF and not subject.paper.has_tags:
        return  # PDF001 says so
    headings = [passage for passage in subject.document.passages if passage.level]
    main = [heading for heading in headings if heading.level == 1]
    if len(main) != 1:
        yield Found(f"It has {len(main)} main headings; there must be one.")
    last = 0
    for heading in headings:
        if heading.level > last + 1:
            yield Found(f"“{heading.text}” is on level {heading.level}, right below level {last}.", heading.anchor)
        last = heading.level


@rule(
    "STR002",
    ERROR,
    "The components stand in their order: audience, medicine, content, safety, sources, job code.",
    clauses=ACCESSIBLE,
    hint="Tell an administrator: the page's template is at fault.",
    forms=(BODY,),
)
def components_are_in_order(subject: Subject, register: Register) -> Iterator[Found]:
    met = [part for part, _ in groupby(p.part for p in subject.document.passages if p.part in ORDER)]
    for earlier, later in pairwise(met):
        if ORDER.index(earlier) > ORDER.index(later):
            yield Found(f"The part “{later}” comes after the part “{earlier}”.")


@rule(
    "STR003",
    ERROR,
    "The body holds nothing active, no style of its own, and no id twice.",
    clauses=FINAL_FORM,
    hint="What is signed must look and act the same for everybody. Tell an administrator.",
    forms=(BODY,),
)
def body_is_inert(subject: Subject, register: Register) -> Iterator[Found]:
    document = subject.document
    for found in dict.fromkeys(document.active):
        yield Found(f"It holds {found}.")
    for found in dict.fromkeys(document.own_styles):
        yield Found(f"A {found} has a style of its own.")
    for name in document.duplicate_ids:
        yield Found(f"Two parts are called “{name}”.", name)


@rule(
    "FIG001",
    ERROR,
    "Every picture has alternative text.",
    clauses=ACCESSIBLE,
    hint="Say what a reader who cannot see the picture needs to know. In an uploaded "
    "file, ask the agency to write it, or to mark mere decoration as an artifact.",
)
def pictures_have_alternative_text(subject: Subject, register: Register) -> Iterator[Found]:
    for picture in subject.document.pictures:
        if not picture.is_decoration and not picture.alt:
            yield Found("A picture has no alternative text.", picture.anchor)


@rule(
    "FIG002",
    ERROR,
    "Every figure names its source.",
    clauses=ARTWORK,
    hint="Cite the source under the figure, or write “Own illustration”.",
    forms=(BODY,),
)
def figures_name_their_source(subject: Subject, register: Register) -> Iterator[Found]:
    for picture in subject.document.pictures:
        if not picture.is_decoration and not picture.has_source:
            yield Found(f"The figure “{picture.alt}” names no source.", picture.anchor)


@rule(
    "VID001",
    ERROR,
    "Every video has captions and a transcript.",
    clauses=ACCESSIBLE,
    hint="Upload captions and write the transcript with the video, under Videos. Rules and reviewers read it.",
    forms=(BODY,),
)
def videos_are_for_everybody(subject: Subject, register: Register) -> Iterator[Found]:
    for video in subject.document.videos:
        if not video.has_captions:
            yield Found(f"The video “{video.title}” has no captions.", video.anchor)
        if not video.has_transcript:
            yield Found(f"The video “{video.title}” has no transcript.", video.anchor)


@rule(
    "VID002",
    ERROR,
    "Videos, captions and posters are the files that were certified: of this site, named by their hash.",
    clauses=FINAL_FORM,
    hint="Upload it under Videos. What another site plays can change after it was signed.",
    forms=(BODY,),
)
def videos_are_our_own(subject: Subject, register: Register) -> Iterator[Found]:
    for video in subject.document.videos:
        for address in video.addresses:
            if not re.fullmatch(r"/media/[0-9a-f]{64}\.[a-z0-9]+", address):
                yield Found(f"The video “{video.title}” loads “{address}”.", video.anchor)


@rule(
    "TAB001",
    ERROR,
    "Every table has a caption and a row of headings that say what they head.",
    clauses=ACCESSIBLE,
    hint="Make the first row a row of headings: use the header-row button. Use the table block for its caption.",
)
def tables_have_headings(subject: Subject, register: Register) -> Iterator[Found]:
    for table in subject.document.tables:
        if not table.has_headers:
            yield Found("A table has no row of headings.", table.anchor)
        elif subject.form == BODY and not table.has_caption:
            yield Found("A table has no caption.", table.anchor)
