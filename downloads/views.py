"""Certified PDFs, as signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from compliance import ranges, serving
from compliance.models import Audience


@require_safe
def leaflet(request: HttpRequest, name: str) -> HttpResponseBase:
    """The live leaflet at this address; 404, or 410 where one was shown once."""
    served = serving.find(f"/downloads/{name}", as_of=getattr(request, "standing", None))
    if served.material.audience == Audience.HCP and not getattr(request, "has_declaration", False):
        raise Http404
    body = served.body
    response = ranges.answer(
        request,
        size=len(body),
        sha256=served.sha256,
        media_type=served.media_type,
        send=lambda start, stop: HttpResponse(body[start:stop]),
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=f"{served.version.title} {served.version.job_code}.pdf"
    )
    return response
