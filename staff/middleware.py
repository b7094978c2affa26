"""What stands before every address of the admin: the network, the idle time, and the second factor."""

import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from staff import factors

SEEN, WRITTEN_EVERY_SECONDS = "staff_seen", 60


def is_admin(path: str) -> bool:
    return path.startswith(f"/{settings.ADMIN_PATH}/")


class NetworksMiddleware:
    """Outside STAFF_NETWORKS the admin's address is like any that leads nowhere, for the gate as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        guarded = settings.STAFF_NETWORKS and is_admin(request.path_info)
        request.is_outside = bool(guarded) and not _is_inside(request.META["REMOTE_ADDR"])
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view) -> None:
        if request.is_outside:
            raise Http404


class SignedInMiddleware:
    """Ends what was left alone for too long, and lets nobody on who lacks the second factor they need."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.is_outside or not is_admin(request.path_info) or SESSION_KEY not in request.session:
            return self.get_response(request)
        if _was_idle(request):
            return _end(request)
        if request.user.is_authenticated and not _leads_to_a_factor(request) and factors.lacks_one(request.user):
            messages.warning(request, "What you do here needs a second factor. Add one, then go on.")
            return redirect("mfa_index")
        return self.get_response(request)


def _is_inside(address: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in ip_network(network) for network in settings.STAFF_NETWORKS)


def _was_idle(request: HttpRequest) -> bool:
    """Says so, or notes that they were seen: once a minute, since each note writes the session."""
    now, seen = int(time.time()), request.session.get(SEEN)
    if seen is not None and now - seen > settings.STAFF_IDLE_MINUTES * 60:
        return True
    if seen is None or now - seen >= WRITTEN_EVERY_SECONDS:
        request.session[SEEN] = now
    return False


def _end(request: HttpRequest) -> HttpResponse:
    """Sign them out. A Declaration that stands in the same session is not theirs as staff, and stays."""
    kept = {key: request.session[key] for key in ("declaration",) if key in request.session}
    logout(request)
    request.session.update(kept)
    messages.info(request, f"You were away for more than {settings.STAFF_IDLE_MINUTES} minutes. Sign in again.")
    back_to = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return redirect_to_login(back_to, reverse("account_login"))


def _leads_to_a_factor(request: HttpRequest) -> bool:
    allowed = (
        reverse("mfa_index"),
        reverse("account_reauthenticate"),
        reverse("admin:logout"),
        reverse("admin:jsi18n"),
    )
    return request.path_info.startswith(allowed)
