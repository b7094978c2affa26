"""Certified PDFs, as signed: whole, in part, or “you have it already”."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe
from werkzeug.http import parse_if_range_header, parse_range_header

from compliance import serving
from compliance.models import Audience


@require_safe
def leaflet(request: HttpRequest, name: str) -> HttpResponse:
    """The live leaflet at this address; 404, or 410 where one was shown once."""
    served = serving.find(f"/downloads/{name}")
    if served.material.audience == Audience.HCP and not getattr(request, "has_declaration", False):
        raise Http404
    etag = quote_etag(served.sha256)
    response = _whole_or_part(request, served.body, etag=etag)
    response["Content-Type"] = served.media_type
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=f"{served.version.title} {served.version.job_code}.pdf"
    )
    return get_conditional_response(request, etag=etag, response=response)


def _whole_or_part(request: HttpRequest, body: bytes, *, etag: str) -> HttpResponse:
    """All of `body`, or the one range asked for (RFC 9110, section 14); several ranges at once get all of it."""
    asked = parse_range_header(request.headers.get("Range"))
    condition = parse_if_range_header(request.headers.get("If-Range"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or request.method != "GET":
        return HttpResponse(body)
    if (condition.etag or condition.date) and condition.etag != etag.strip('"'):
        return HttpResponse(body)
    span = asked.range_for_length(len(body))
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(body)}"})
    start, stop = span
    return HttpResponse(
        body[start:stop], status=206, headers={"Content-Range": f"bytes {start}-{stop - 1}/{len(body)}"}
    )
