"""Leaflets: freezing beside WeasyPrint alone, and sending through the gate beside WhiteNoise.

    python -m benchmarks.leaflets

Needs a site that was set up with the demonstration (DATABASE_URL or DATA_DIR), gunicorn and wrk. Ends with 1 when a
limit is passed. `make bench-leaflets` calls this with everything set up.
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

FREEZE_LIMIT = 1.2  # times what WeasyPrint alone takes for the same HTML
SERVE_LIMIT = 0.5  # of WhiteNoise's rate for the same bytes
ROUNDS = 7
SIZE_BYTES = 200_000
GUIDE = "/downloads/besponsa-pharmacy-guide.pdf"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
    import django

    django.setup()
    is_slow = _freezing() > FREEZE_LIMIT
    is_slow |= _sending() < SERVE_LIMIT
    return int(is_slow)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _freezing() -> float:
    """How many times as long as WeasyPrint alone freezing the guide takes, preflight and all rows written."""
    from django.db import transaction

    from benchmarks.preflight import _leaflet
    from compliance import actions
    from compliance.models import Version

    with transaction.atomic():
        guide = _leaflet()
        editor = guide.versions.first().authors.first()
        html = _html_of(guide)
        alone, whole = [], []
        for turn in range(ROUNDS + 1):
            engine = _seconds(lambda: _weasyprint(html))
            code = Version.objects.all().next_job_code("INO")
            ours = _seconds(
                lambda code=code: actions.freeze(guide, job_code=code, prepared_on=date(2026, 11, 1), by=editor)
            )
            if turn:
                alone.append(engine)
                whole.append(ours)
        pages = guide.versions.order_by("-number").first().content["page_count"]
        transaction.set_rollback(True)
    ratio = median(whole) / median(alone)
    _say(f"Freezing a guide of {pages} pages, warm, computing time, median of {ROUNDS} in turn")
    _say(f"  WeasyPrint alone   {median(alone):6.2f} s")
    _say(f"  freezing           {median(whole):6.2f} s   {ratio:.2f} times, limit {FREEZE_LIMIT}\n")
    return ratio


def _html_of(leaflet) -> str:
    """What the leaflet gives to WeasyPrint."""
    from django.template.loader import render_to_string

    from compliance.job_code import JobCode

    content = leaflet.content(job_code=JobCode.parse("PP-INO-GBR-9999"), prepared_on=date(2026, 11, 1))
    return render_to_string("downloads/leaflet.html", content)


def _weasyprint(html: str) -> bytes:
    from weasyprint import CSS, HTML

    from compliance.own_files import OwnFiles
    from compliance.pdf import BASE_ADDRESS
    from downloads.pdf import STYLES

    styles = [CSS(f"{BASE_ADDRESS}static/{name}", url_fetcher=OwnFiles()) for name in STYLES]
    document = HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=OwnFiles())
    return document.write_pdf(stylesheets=styles, pdf_variant="pdf/a-3a")


def _seconds(work) -> float:
    """Of this process's own computing: it waits for nothing, and what others do on the machine does not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _sending() -> float:
    """The gated leaflet's rate as a share of WhiteNoise's for the same bytes."""
    from benchmarks import load
    from benchmarks.visitors import declaration, leaflet_of

    with tempfile.TemporaryDirectory() as folder:
        beside, address = Path(folder), leaflet_of(SIZE_BYTES)
        with load.server("site", beside=beside) as first:
            gated = load.Asked(f"{first}{address}", declaration())
            (beside / "leaflet.pdf").write_bytes(load.body(gated))
        with load.server("site", beside=beside) as site:
            asked = {
                "WhiteNoise, un-gated": load.Asked(f"{site}/leaflet.pdf"),
                "through the gate": load.Asked(f"{site}{address}", declaration()),
            }
            if len({load.body(each) for each in asked.values()}) > 1:
                raise RuntimeError("The two do not send the same bytes.")
            size = len(load.body(gated := asked["through the gate"]))
            found = load.rates(asked, rounds=ROUNDS)
    plain, gated = found.values()
    _say(
        f"Sending a leaflet of {size / 1000:.0f} KB, one worker, {load.CONNECTIONS} connections, "
        f"median of {ROUNDS} in turn"
    )
    for name, rate in found.items():
        _say(f"  {name:22}{rate:7.0f} requests/s")
    _say(f"  {gated / plain:.2f} of the rate, limit {SERVE_LIMIT}")
    return gated / plain


if __name__ == "__main__":
    sys.exit(main())
