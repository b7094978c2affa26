"""Certified PDFs, as signed."""

import re
import unicodedata
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from compliance import ranges, serving, uses
from compliance.models import Audience
from downloads import handing_over


@require_safe
def leaflet(request: HttpRequest, name: str) -> HttpResponseBase:
    """The live leaflet at this address; 404, or 410 where one was shown once."""
    served = serving.find(f"/downloads/{name}", as_of=getattr(request, "standing", None))
    if served.material.audience == Audience.HCP and not getattr(request, "has_declaration", False):
        raise Http404
    disposition = file_name_header(f"{served.version.title} {served.version.job_code}.pdf")
    response = handing_over.answer(request, served, disposition=disposition) or _answer(request, served, disposition)
    uses.note(request, response, served.version.pk)
    return response


def _answer(request: HttpRequest, served: serving.Served, disposition: str) -> HttpResponseBase:
    body = served.body
    file = ranges.File(
        len(body), served.sha256, served.media_type, send=lambda start, stop: HttpResponse(body[start:stop])
    )
    response = ranges.answer(request, file)
    response["Content-Disposition"] = disposition
    return response


def file_name_header(name: str) -> str:
    """Shown in the browser, saved under this name: in plain letters, and as it is (RFC 6266, appendix D)."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"\s+", " ", re.sub(r"[^\w .()-]", "", letters))
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
