"""Figures for Prometheus: from all processes, at an address of their own."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from django.conf import settings
from prometheus_client import REGISTRY

from operations.metrics_site import answer
from tests.factories import PageFactory, certified


def figure(name: str, **labels) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/dosing/", "page", "200"),
        ("/nothing/", "page", "404"),
        ("/search/", "search", "200"),
        ("/confirm/", "gate", "200"),
    ],
)
def test_an_answer_is_counted_by_its_kind(professional, path, kind, status):
    certified(PageFactory(address="/dosing/"))
    before = figure("besponsa_requests_total", kind=kind, status=status)
    timed = figure("besponsa_request_seconds_count", kind=kind)

    professional.get(path)

    assert figure("besponsa_requests_total", kind=kind, status=status) == before + 1
    assert figure("besponsa_request_seconds_count", kind=kind) == timed + 1


def test_who_was_sent_to_the_gate_is_counted_as_such(stranger):
    before = figure("besponsa_requests_total", kind="redirect", status="302")

    stranger.get("/anything/they/like/")

    assert figure("besponsa_requests_total", kind="redirect", status="302") == before + 1


def test_no_address_becomes_a_figure_of_its_own(professional):
    professional.get("/somebody/made/this/up/")

    assert not any("made" in str(sample) for metric in REGISTRY.collect() for sample in metric.samples)


def test_the_site_does_not_show_them(professional):
    assert professional.get("/metrics").status_code in (301, 404)


def asked(path: str) -> str:
    """What the address for figures says."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": BytesIO()}
    return b"".join(answer(environ, lambda *_: None)).decode()


def test_the_register_says_how_much_is_live(db):
    assert "besponsa_versions_live 0.0" in asked("/metrics")

    certified(PageFactory())

    assert "besponsa_versions_live 1.0" in asked("/metrics")


@pytest.mark.any_database
def test_processes_that_count_are_added_up(tmp_path):
    """Two processes, one after the other; a third adds up what they left."""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "SECRET_KEY": "x"}
    count = "from operations.metrics import REQUESTS; REQUESTS.labels('page', 200).inc()"
    add_up = (
        "from prometheus_client import CollectorRegistry, generate_latest, multiprocess as m;"
        "r = CollectorRegistry(); m.MultiProcessCollector(r); print(generate_latest(r).decode())"
    )

    def run(code: str) -> str:
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True
        )
        return done.stdout

    run(count)
    run(count)

    assert 'besponsa_requests_total{kind="page",status="200"} 2.0' in run(add_up)
