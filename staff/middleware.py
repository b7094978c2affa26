"""What stands before every address of the admin: the network, the session's end, and what is missing to go on."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from staff import factors, proving_again, sessions, unsent
from staff.addresses import is_admin
from staff.models import SignIn


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
    """Ends sessions that are over; lets nobody on with somebody else's password, or without the factor they need."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.is_outside or not is_admin(request.path_info):
            return self.get_response(request)
        if not request.user.is_authenticated:
            if unsent.is_worth_keeping(request):
                return unsent.page(request, said="You were signed out meanwhile.")
            return self.get_response(request)
        sign_in, row = SignIn.of(request.user), sessions.row_of(request)
        if said := sessions.why_over(request, row, sign_in):
            return _end(request, said=said)
        sessions.note_seen(request, row)
        return _what_is_missing(request, sign_in) or self.get_response(request)

    def process_view(self, request: HttpRequest, *view) -> HttpResponse | None:
        return proving_again.ask(request) if proving_again.is_needed(request) else None


def _is_inside(address: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in ip_network(network) for network in settings.STAFF_NETWORKS)


def _end(request: HttpRequest, *, said: str) -> HttpResponse:
    """Sign them out, and say why. A Declaration that stands in the same session is not theirs as staff, and stays."""
    kept = {key: request.session[key] for key in ("declaration",) if key in request.session}
    logout(request)
    request.session.update(kept)
    if unsent.is_worth_keeping(request):
        return unsent.page(request, said=said)
    messages.info(request, f"{said} Sign in again.")
    back_to = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return redirect_to_login(back_to, reverse("account_login"))


def _what_is_missing(request: HttpRequest, sign_in: SignIn) -> HttpResponse | None:
    """To the page where it is put right, unless that is what was asked for."""
    if sign_in.password_given_at and request.user.has_usable_password():
        if _is_for(request, "admin:password_change"):
            return None
        messages.warning(request, "Somebody else set your password. Choose your own, then go on.")
        return redirect("admin:password_change")
    if _is_for(request, "mfa_index", "account_reauthenticate") or not factors.lacks_one(request.user):
        return None
    messages.warning(request, "What you do here needs a second factor. Add one, then go on.")
    return redirect("mfa_index")


def _is_for(request: HttpRequest, *views: str) -> bool:
    """Also what these pages stand on."""
    return request.path_info.startswith(tuple(map(reverse, (*views, "admin:logout", "admin:jsi18n"))))
