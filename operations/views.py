"""What machines ask: is the process alive, and can it do its work?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.readiness import is_ready


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
