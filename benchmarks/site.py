"""What `load.py` starts as `gunicorn benchmarks.site`, by BENCHMARK in the environment.

`site` is the site as it is, with the files in BESIDE sent by its WhiteNoise, un-gated. `bare` is a view that sends one
of those files after reading Django's own session; `bare-no-session` sends it at once. Both have the site's middleware
but for the gate.
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

beside = Path(os.environ["BESIDE"])
bodies = {file.name: file.read_bytes() for file in beside.iterdir()}


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """The file, to whoever made a Declaration."""
    if "declaration" not in request.session:
        return HttpResponse(status=403)
    return without_session(request, name)


def without_session(request: HttpRequest, name: str) -> HttpResponse:
    """The file, to anybody."""
    return HttpResponse(bodies[name], content_type="application/octet-stream")


match os.environ["BENCHMARK"]:
    case "site":
        settings.WHITENOISE_ROOT = beside
    case kind:
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("gating.")]
        settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
        settings.ROOT_URLCONF = __name__
        urlpatterns = [path("<str:name>", bare if kind == "bare" else without_session)]

from besponsa_site.wsgi import application  # noqa: E402, F401 gunicorn asks for it; it reads the settings above
