"""The day on which the pages written for this site were drawn up."""

from datetime import date

PREPARED_ON = date(2026, 11, 1)
