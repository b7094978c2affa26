"""What machines ask: is the process alive, and can it do its work? And what anybody is told when it cannot."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from compliance import media_files
from operations.readiness import is_ready

TRY_AGAIN_AFTER_SECONDS = 30
AWAY = (OperationalError, InterfaceError, *media_files.AWAY)  # the database, or the bucket


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Says nothing else, to anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part is ready, 503 otherwise; names the parts, and no more than that."""
    parts = is_ready()
    said = {name: "ok" if is_well else "fault" for name, is_well in parts.items()}
    return JsonResponse(said, status=200 if all(parts.values()) else 503)


def fault(request: HttpRequest) -> HttpResponse:
    """503 where what it rests on is away or too busy, 500 for whatever else was raised. Itself rests on neither."""
    if not isinstance(sys.exception(), AWAY):
        return server_error(request)
    headers = {"Retry-After": str(TRY_AGAIN_AFTER_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
