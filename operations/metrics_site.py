"""Figures for Prometheus, at an address of their own: `gunicorn operations.metrics_site --bind 127.0.0.1:9101`.

Needs the settings of the site, and PROMETHEUS_MULTIPROC_DIR: the folder in which the web server's processes count.
"""

import os
from collections.abc import Iterator

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
django.setup()

from django.db import close_old_connections  # noqa: E402
from prometheus_client import CollectorRegistry, make_wsgi_app  # noqa: E402
from prometheus_client.core import GaugeMetricFamily, Metric  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402
from prometheus_client.registry import Collector  # noqa: E402

from compliance.models import Verification, Version  # noqa: E402


class Register(Collector):
    """What the register says of itself, asked at each visit."""

    def collect(self) -> Iterator[Metric]:
        live = Version.objects.live(on=timezone.localdate()).count()
        yield GaugeMetricFamily("besponsa_versions_live", "Versions that visitors can open today", value=live)
        if last := Verification.objects.order_by("-pk").first():
            age = (timezone.now() - last.at).total_seconds()
            yield GaugeMetricFamily("besponsa_register_check_age_seconds", "Since the last verification", value=age)
            yield GaugeMetricFamily("besponsa_register_check_faults", "What it found", value=last.fault_count)


registry = CollectorRegistry()
registry.register(Register())
if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    MultiProcessCollector(registry)
answer = make_wsgi_app(registry)


def application(environ, start_response):
    """The figures as they are now, whatever became of the connection to the database meanwhile."""
    close_old_connections()
    return answer(environ, start_response)
