"""What an administrator sees of somebody's sign-in, and can undo; and what everybody can of their own."""

import logging

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import login as begin_at_the_provider
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from compliance.actions import record_staff_changed
from staff import actions, failures, guesses, sessions
from staff.forms import NewPasswordForm
from staff.oidc import Adapter

ENDED_ALREADY = "That session had ended already."
logger = logging.getLogger(__name__)


@admin.site.admin_view
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """Somebody is typing: static/staff/presence.js asks, and like each request this one ends the idle time."""
    return HttpResponse(status=204)


@admin.site.admin_view
def new_password(request: HttpRequest) -> HttpResponse:
    """The admin's own screen, with a form that counts failures."""
    given = {
        "success_url": reverse_lazy("admin:password_change_done"),
        "extra_context": admin.site.each_context(request),
    }
    return PasswordChangeView.as_view(form_class=NewPasswordForm, **given)(request)


@never_cache
def to_the_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """By POST alone. A page that leads on by itself: browsers hold a form's redirects against form-action."""
    if request.method != "POST":
        return redirect("account_login")
    try:
        answer = begin_at_the_provider(request, provider_id)
    except RequestException:
        return _provider_is_away(request)
    if answer.status_code != 302:
        return answer
    return render(request, "socialaccount/leading_on.html", {"address": answer["Location"]})


@never_cache
def back_from_the_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's, with what staff/oidc.py asks besides."""
    try:
        return OAuth2CallbackView.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:
        return _provider_is_away(request)


def _provider_is_away(request: HttpRequest) -> HttpResponse:
    logger.exception("The provider of sign-in cannot be asked")
    return render(request, "socialaccount/authentication_error.html", status=503)


@admin.site.admin_view
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        with transaction.atomic():
            sessions.end_others(request)
            record_staff_changed(request.user, by=request.user, changed=["sessions elsewhere ended"])
        messages.success(request, "You are signed out everywhere else.")
    return redirect("mfa_index")


class YourSignInView(IndexView):
    """allauth's, with the sessions that are open."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"sessions": sessions.listed(self.request, self.request.user)}


@admin.site.admin_view
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own, but not the one in which it is asked for."""
    if request.method == "POST":
        if sessions.is_this(request, pk):
            messages.error(request, "You are in that session. Log out to end it.")
        elif actions.end_session(request.user, pk, by=request.user):
            messages.success(request, "That session is over.")
        else:
            messages.info(request, ENDED_ALREADY)
    return redirect("mfa_index")


@admin.site.admin_view
@require_http_methods(["GET", "POST"])
def sign_in_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Their second factors, sessions and lock-outs. Taking away, ending and unlocking by POST."""
    person = get_object_or_404(User, pk=pk)
    if not admin.site.get_model_admin(User).has_change_permission(request, person):
        raise PermissionDenied
    if request.method == "POST":
        _change(request, person)
        return redirect("staff_sign_in_of", pk=pk)
    context = admin.site.each_context(request) | {
        "title": f"Sign-in of {person.get_full_name() or person}",
        "person": person,
        "authenticators": Authenticator.objects.filter(user=person).order_by("created_at"),
        "sessions": sessions.listed(request, person),
        "locked_addresses": failures.locked_addresses(person),
        "are_codes_locked": guesses.are_locked(person),
        "is_own": person == request.user,
    }
    return render(request, "staff/sign_in_of.html", context)


def _change(request: HttpRequest, person: User) -> None:
    if "unlock" in request.POST:
        actions.unlock(person, by=request.user)
        messages.success(request, f"{person} may try again at once, from every address.")
    elif person == request.user:
        messages.error(request, "Change your own sign-in at “Your sign-in”, or ask another administrator.")
    elif pk := request.POST.get("session", ""):
        ended = pk.isdecimal() and actions.end_session(person, int(pk), by=request.user)
        messages.success(request, f"{person} is signed out there.") if ended else messages.info(request, ENDED_ALREADY)
    elif person.get_username() not in (request.POST.get("reset"), request.POST.get("end")):
        messages.error(request, f"Nothing was changed: type {person} to confirm it.")
    elif "end" in request.POST:
        actions.end_sessions(person, by=request.user)
        messages.success(request, f"{person} is signed out everywhere.")
    else:
        actions.reset_factors(person, by=request.user)
        messages.success(request, f"{person} has no second factor any more. Next time, they are asked to add one.")


class RemovePasskeyView(RemoveWebAuthnView):
    """allauth's, which would let the last second factor go where one is required."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return super().form_valid(form)
