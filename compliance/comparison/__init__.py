"""The comparison of any two Versions: words added and removed, in place, as a visitor sees them.

Pure functions on bytes and text. `reading` turns a body into tokens, `matching` finds which of them stayed, `marking`
writes the marks into the later body, with words from `telling` and HTML from `pieces`; `pages` does the same for text
by page, as PDFs have it.
"""

from compliance.comparison.marking import compare_bodies
from compliance.comparison.pages import body_text, compare_pages, pdf_pages
from compliance.comparison.result import Change, Comparison

__all__ = ["Change", "Comparison", "body_text", "compare_bodies", "compare_pages", "pdf_pages"]
