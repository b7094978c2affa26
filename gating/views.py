"""Asking for a Declaration."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.csrf import csrf_failure as default_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from compliance import serving
from gating import declaration
from gating.models import ADDRESS


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
def confirm(request: HttpRequest) -> HttpResponse:
    """The interstitial, and what becomes of the answer. Without a live one nobody passes: 410."""
    served = serving.find(ADDRESS)
    if request.method == "POST" and request.POST.get("answer") == "yes":
        declaration.make(request, version=served.version)
        return _found(_own_path(request.GET.get("next", "")))
    if request.method == "POST" and request.POST.get("answer") == "no":
        declaration.take_away(request)
        return _found(served.version.content["public_address"])
    return _ask(request, served)


def _ask(request: HttpRequest, served: serving.Served, *, unanswered: bool = False) -> HttpResponse:
    """The interstitial. What was asked for stays in the address: the page itself does not show it."""
    response = render(
        request,
        "gating/confirm.html",
        {
            "title": served.version.title,
            "body": mark_safe(served.body.decode()),  # signed, made by our own template
            "unanswered": unanswered,
        },
        status=403 if unanswered else 200,
    )
    response["X-Robots-Tag"] = "noindex"
    public = urlsplit(served.version.content["public_address"])
    # Browsers hold a redirect after a form to the form's policy: No may lead to the public address.
    response._csp_update = {"form-action": f"{public.scheme}://{public.netloc}"}
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An answer without its cookie: say what to do at the gate; Django's own page elsewhere."""
    if request.path == ADDRESS:
        response = _ask(request, serving.find(ADDRESS), unanswered=True)
        patch_vary_headers(response, ["Cookie"])
        return response
    return default_csrf_failure(request, reason=reason)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be asked for; what is behind the gate says noindex itself, and names nothing here."""
    return HttpResponse("User-agent: *\nDisallow:\n", content_type="text/plain")


def _own_path(address: str) -> str:
    """`address` if it is a path of this site, otherwise home."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own else "/"


def _found(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["Cookie"])
    return response
