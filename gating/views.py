"""Asking for a Declaration."""

from enum import StrEnum
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.csrf import csrf_failure as default_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import is_ratelimited

from compliance import serving, uses
from gating import declaration
from gating.models import ADDRESS, frame_facts


class Notice(StrEnum):
    """Why the question is asked (again); templates/gating/notice.html says it in words."""

    NO_COOKIE = "no-cookie"
    OUT_OF_DATE = "out-of-date"
    OTHER_TEXT = "other-text"
    TEXT_CHANGED = "text-changed"
    LAPSED = "lapsed"
    FORGOTTEN = "forgotten"
    TOO_MANY = "too-many"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
def confirm(request: HttpRequest) -> HttpResponse:
    """The interstitial, and what becomes of the answer. Without a live one nobody passes: 410."""
    served = serving.find(ADDRESS)
    if request.method != "POST":
        return _before_answer(request, served)
    if request.POST.get("answer") == "yes" and _is_one_too_many(request):
        return _ask(request, served, Notice.TOO_MANY, status=429)
    return _after_answer(request, served)


def _is_one_too_many(request: HttpRequest) -> bool:
    """Each Yes writes a session. Counted by network, since nothing else is known yet."""
    return is_ratelimited(request, group="gate", key=_network, rate=settings.RATE_GATE, increment=True)


def _after_answer(request: HttpRequest, served: serving.Served) -> HttpResponse:
    is_standing = declaration.is_standing(request, live=served.version.pk)
    match request.POST.get("answer"):
        case "yes" if request.POST.get("text") != str(served.version.job_code):
            return _ask(request, served, Notice.OTHER_TEXT, status=409)
        case "yes":
            declaration.make(request, version=served.version)
            return _found(_address_here(request, answered="yes"))
        case "no":
            return _leave(request, served)
        case "forget":
            declaration.take_away(request)
            return _found(_address_here(request, answered="forgotten"))
        case "continue" if is_standing:
            return _found(_next(request))
    return _before_answer(request, served)


def _before_answer(request: HttpRequest, served: serving.Served) -> HttpResponse:
    """The question; or, on the way back from an answer, what the visitor asked for, now that the cookie has come."""
    answered = request.GET.get("answered")
    if declaration.is_standing(request, live=served.version.pk):
        return _found(_next(request)) if answered == "yes" else _ask(request, served)
    if declaration.was_made(request):
        is_on_another_text = declaration.is_on_another_text(request, live=served.version.pk)
        return _ask(request, served, Notice.TEXT_CHANGED if is_on_another_text else Notice.LAPSED)
    # Without this stop a browser that drops the cookie would be asked the same question for ever, without a word.
    notices = {"yes": Notice.NO_COOKIE, "forgotten": Notice.FORGOTTEN}
    return _ask(request, served, notices.get(answered))


def _ask(
    request: HttpRequest, served: serving.Served, notice: Notice | None = None, *, status: int = 200
) -> HttpResponse:
    """The interstitial. What was asked for stays in the address: the page itself does not show it."""
    response = render(
        request,
        "gating/confirm.html",
        frame_facts()
        | {
            "title": served.version.title,
            "body": mark_safe(served.body.decode()),  # signed, made by our own template
            "job_code": served.version.job_code,
            "kept_until": declaration.kept_until(request, live=served.version.pk),
            "notice": notice,
        },
        status=status,
    )
    response["X-Robots-Tag"] = "noindex"
    if notice == Notice.TOO_MANY:
        response["Retry-After"] = "60"
    public = urlsplit(served.version.content["public_address"])
    uses.note(request, response, served.version.pk)
    # Browsers hold a redirect after a form to the form's policy: No may lead to the public address.
    response._csp_update = {"form-action": f"{public.scheme}://{public.netloc}"}
    return response


def _leave(request: HttpRequest, served: serving.Served) -> HttpResponse:
    """No: whatever was declared before is taken back."""
    declaration.take_away(request)
    return _found(served.version.content["public_address"])


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An answer without its cookie: say what to do at the gate; Django's own page elsewhere."""
    if request.path != ADDRESS:
        return default_csrf_failure(request, reason=reason)
    try:
        served = serving.find(ADDRESS)
    except (serving.Gone, serving.Moved, serving.NotHere):  # nothing may be asked: there is no gate today
        return default_csrf_failure(request, reason=reason)
    if request.POST.get("answer") == "no":
        # A No needs no cookie. From another site it changes nothing: the session's cookie does not come along.
        return _leave(request, served)
    came = settings.CSRF_COOKIE_NAME in request.COOKIES
    response = _ask(request, served, Notice.OUT_OF_DATE if came else Notice.NO_COOKIE, status=403)
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be asked for; what is behind the gate says noindex itself, and names nothing here."""
    return HttpResponse("User-agent: *\nDisallow:\n", content_type="text/plain")


def _network(_group: str, request: HttpRequest) -> str:
    return request.network


def _next(request: HttpRequest) -> str:
    """What was asked for, if it is a path of this site and not the gate itself; otherwise home."""
    address = request.GET.get("next", "")
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_own and urlsplit(address).path != ADDRESS else "/"


def _address_here(request: HttpRequest, *, answered: str) -> str:
    """The gate, where it learns whether the browser kept the cookie; what was asked for goes along."""
    return f"{ADDRESS}?{urlencode({'answered': answered, 'next': _next(request)}, safe='/')}"


def _found(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["Cookie"])
    return response
