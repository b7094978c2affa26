"""Are the rules quick enough to look each time something is saved? All of them on the seed page and on a leaflet.

    python -m benchmarks.preflight

Needs a site that was set up with the demonstration (DATABASE_URL or DATA_DIR). One core; each round renders the form
anew, then checks it, so that the two stand side by side. Ends with 1 when a limit is passed. `make bench-preflight`
calls this with everything set up.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

ROUNDS = 9  # and one before, to warm up
PAGES = 6
LIMITS = {"page": 0.150, "pdf": 1.0}  # seconds
PARAGRAPH = "<p>Read the instructions through before the dose is prepared, and keep them at hand while it is given.</p>"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # on one core
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        page, leaflet = _seed_page(), _leaflet()
        results = {"page": _rounds(page), "pdf": _rounds(leaflet)}
        transaction.set_rollback(True)
    _say(f"{'':22}{'rendering':>12}{'reading':>12}{'rules':>12}{'preflight':>12}{'to rendering':>14}")
    is_slow = False
    for name, title in (("page", "seed page"), ("pdf", f"leaflet of {PAGES} pages")):
        rendering, reading, rules = results[name]
        whole = reading + rules
        is_slow |= whole > LIMITS[name]
        cells = "".join(f"{1000 * seconds:>9.0f} ms" for seconds in (rendering, reading, rules, whole))
        _say(f"{title:22}{cells}{whole / rendering:>14.2f}   limit {1000 * LIMITS[name]:.0f} ms")
    return int(is_slow)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _rounds(draft) -> tuple[float, float, float]:
    """Median processor seconds to render it, to read its bytes, and for all rules."""
    from datetime import date

    from compliance import preflight
    from compliance.job_code import JobCode
    from compliance.preflight.reading import html, pdf

    particulars = {"job_code": JobCode.parse("PP-INO-GBR-9999"), "prepared_on": date(2026, 11, 1)}
    taken: tuple[list[float], ...] = ([], [], [])
    for turn in range(ROUNDS + 1):
        html.read_html.cache_clear()
        pdf.read_paper.cache_clear()
        pdf.read_whole.cache_clear()
        seconds, frozen = _timed(lambda: draft.render(**particulars))
        subject = preflight.Subject.of_draft(draft, frozen, **particulars)
        read, _ = _timed(lambda subject=subject: subject.document)
        looked, _ = _timed(lambda subject=subject: preflight.check(subject))
        if turn:
            for samples, sample in zip(taken, (seconds, read, looked), strict=True):
                samples.append(sample)
    return tuple(median(samples) for samples in taken)


def _timed(work: Callable):
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _seed_page():
    from pages.models import Page

    return Page.objects.get(address="/medicine/besponsa/dosing/administration/")


def _leaflet():
    """The Pharmacy Guide, lengthened until it has PAGES pages."""
    from datetime import date

    from downloads.models import Leaflet
    from pages.blocks import TextBlock

    guide = Leaflet.objects.get(address="/downloads/besponsa-pharmacy-guide.pdf")
    while guide.render(job_code=None, prepared_on=date(2026, 11, 1)).content["page_count"] < PAGES:
        TextBlock.objects.create(parent=guide, region="main", ordering=9000, html=PARAGRAPH * 12)
    return guide


if __name__ == "__main__":
    sys.exit(main())
