"""The gate: deny by default."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from compliance import clock
from compliance.standing import Standing
from gating import allow_list, declaration
from gating.models import Interstitial

PICTURE_KEPT_SECONDS = 600


class GateMiddleware:
    """Sends everybody without a standing Declaration to the interstitial, whatever they asked for and how.

    It decides on the path as sent, before anything else may answer; there is no address that it tells from another.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.has_declaration, request.standing = False, None
        if allow_list.is_open(request.path) and not request.is_outside:  # nothing is open that is not there
            return self.get_response(request)
        request.standing = _standing(request)
        live = Interstitial.live_version_pk(as_of=request.standing)
        request.has_declaration = declaration.is_standing(request, live=live)
        if request.has_declaration:
            response = self.get_response(request)
        else:
            response = HttpResponseRedirect(f"/confirm/?next={quote(request.get_full_path(), safe='/')}")
        return _private(response)


def _standing(request: HttpRequest) -> Standing:
    """The register's, as it came with the session; read by itself where there is none, or where it lies elsewhere."""
    declaration.was_made(request)  # loads the session
    newest = getattr(request.session, "newest_event", None)
    return Standing(newest, clock.today()) if newest else Standing.read()


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache that others share, and by no search engine; that it varies with the cookie, sessions say."""
    response["Cache-Control"] = f"private, {_keeping(response)}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _keeping(response: HttpResponse) -> str:
    """What the visitor's own browser may keep.

    Pages and redirects not at all, or the back button would show them after a No. A file or video, but it must ask each
    time whether it may still be shown. A picture for ten minutes: it is nothing without its page, and is asked for with
    each visit to it.
    """
    if response.status_code not in (200, 206, 304) or response.headers.get("Accept-Ranges") != "bytes":
        return "no-store"
    is_picture = response.headers["Content-Type"].startswith("image/")
    return f"max-age={PICTURE_KEPT_SECONDS}" if is_picture else "no-cache"
