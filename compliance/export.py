"""The register as a table for spreadsheets: CSV and XLSX, formulas made harmless."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO

import xlsxwriter

from compliance.models import VersionQuerySet
from compliance.workflow import Stage

HEADINGS = (
    "Job code",
    "Title",
    "Kind",
    "Address",
    "Product",
    "Version",
    "Stage",
    "Date of preparation",
    "Signed by",
    "First used",
    "Ends",
    "Days left",
)
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 2000  # rows


def rows(versions: VersionQuerySet, *, on: date) -> Iterator[tuple]:
    """One tuple for each of `versions` (with `stage_on`), as HEADINGS says; days are dates, nothing is None."""
    found = versions.select_related("material__product").defer("content").prefetch_related("signatures")
    for version in found.iterator(chunk_size=AT_ONCE):
        yield (
            str(version.job_code),
            version.title,
            version.material.kind_name,
            version.material.address,
            version.material.product.brand if version.material.product else "",
            version.number,
            Stage(version.stage_on).label,
            version.prepared_on,
            version.signed_by,
            version.first_used_on or "",
            version.ends_on or "",
            (version.ends_on - on).days if version.stage_on == Stage.LIVE else "",
        )


def harmless(value):
    """`value` as a cell that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_BEGINS) else value


class _Line:
    """A file for csv.writer that gives each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(table: Iterable[tuple], headings: tuple[str, ...] = HEADINGS) -> Iterator[str]:
    """The table line by line; begins with a mark by which Excel knows UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(headings)
    lines = (writer.writerow([harmless(value) for value in row]) for row in table)
    while some := list(islice(lines, AT_ONCE)):
        yield "".join(some)


def as_xlsx(table: Iterable[tuple]) -> IO[bytes]:
    """The table as a workbook in a temporary file, at its beginning. Text stays text: no cell is a formula."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
        },
    )
    sheet = book.add_worksheet("Register")
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, len(HEADINGS) - 1, 15)
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading, bold)
    last = 0
    for last, row in enumerate(table, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(last, column, value)
            elif isinstance(value, str):
                sheet.write_string(last, column, harmless(value))
            else:
                sheet.write_number(last, column, value)
    sheet.autofilter(0, 0, max(last, 1), len(HEADINGS) - 1)
    book.close()
    file.seek(0)
    return file
