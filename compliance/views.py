"""What the register answers outside the admin."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Says nothing else, to anybody."""
    return HttpResponse("ok\n", content_type="text/plain")
