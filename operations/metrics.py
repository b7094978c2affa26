"""Figures for Prometheus: how many requests of which kind, how they ended, how long they took.

Each process of the web server writes to files in a folder that they share (PROMETHEUS_MULTIPROC_DIR, set in
besponsa_site/gunicorn.py); the first process answers with their sum, at an address of its own (METRICS_ADDRESS).
"""

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("besponsa_requests_total", "Requests answered", ["kind", "status"])
SECONDS = Histogram(
    "besponsa_request_seconds",
    "From a request's arrival to its answer",
    ["kind"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
KINDS = {"page": "page", "leaflet": "leaflet", "media": "media", "confirm": "gate", "search": "search"}
OTHER = "other"


def answered(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count a request that was answered; never by its address, of which there are as many as somebody cares to try."""
    kind = _kind(request)
    REQUESTS.labels(kind, response.status_code).inc()
    SECONDS.labels(kind).observe(seconds)


def _kind(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:  # answered before an address was looked up: static files, the gate's redirect
        return "redirect" if getattr(request, "standing", None) else OTHER
    return "admin" if "admin" in match.namespaces else KINDS.get(match.url_name, OTHER)
