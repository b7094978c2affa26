"""What visitors read: signed bytes in their frame, and the pictures and videos in them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from compliance import ranges, serving, uses
from compliance.models import Audience
from compliance.standing import Standing
from pages import sending
from pages.media import TYPES, part


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at the address asked for; 404, or 410 where something was shown once."""
    is_behind_the_gate = getattr(request, "has_declaration", False)
    as_of = getattr(request, "standing", None) or Standing.read()
    try:
        served = serving.find(f"/{path}", as_of=as_of)
    except serving.NotHere:
        if is_behind_the_gate:
            return _at_its_proper_address(request, path)
        raise
    # The gate stands before this view. Should it ever not, nothing for professionals passes here.
    if served.material.audience == Audience.HCP and not is_behind_the_gate:
        raise serving.NotHere(path)
    document = sending.document(served, as_of=as_of, came_from=_came_from(request))
    response = sending.answer(request, document, media_type=served.media_type)
    uses.note(request, response, served.version.pk)
    return response


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture, video or captions of a live page, by the hash of its bytes."""
    # As above: should the gate ever not stand before this view, nothing passes.
    if not getattr(request, "has_declaration", False):
        raise Http404
    address = f"{settings.MEDIA_URL}{name}"
    if not serving.is_used_by_live(address, as_of=getattr(request, "standing", None)):
        if serving.was_ever_used(address):
            raise serving.Gone(address)
        raise Http404
    return _media(request, name)


@require_safe
def staff_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same of any Draft or Version, for those who may look at Drafts."""
    if not request.user.has_perm("pages.view_page"):
        raise PermissionDenied
    return _media(request, name)


def _media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file from media storage, streamed. Raises Http404 if it is not there."""
    sha256, _, extension = name.rpartition(".")
    if extension not in TYPES or not default_storage.exists(name):
        raise Http404
    file = ranges.File(
        default_storage.size(name),
        sha256,
        TYPES[extension],
        send=lambda start, stop: StreamingHttpResponse(part(name, start, stop)),
    )
    return ranges.answer(request, file)


def _at_its_proper_address(request: HttpRequest, path: str) -> HttpResponse:
    """Small slips are put right: capitals, a missing slash, slashes doubled."""
    proper = "/" + "".join(f"{part}/" for part in path.lower().split("/") if part)
    if proper == f"/{path}":
        raise Http404
    serving.find(proper)
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"{proper}?{query}" if query else proper)


def _came_from(request: HttpRequest) -> str:
    """The address of this site that led here, with its query; "" if another site's did, or the browser does not say."""
    if not (said := request.META.get("HTTP_REFERER")):
        return ""
    try:
        referrer = urlsplit(said)
    except ValueError:  # it may say anything
        return ""
    if referrer.netloc != request.get_host():
        return ""
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path
