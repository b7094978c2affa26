"""What an administrator sees of somebody's sign-in, and can undo."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from staff import actions, failures


@admin.site.admin_view
@require_http_methods(["GET", "POST"])
def sign_in_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Their second factors and lock-outs. Taking the factors away, or unlocking, by POST."""
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
        "locked_addresses": failures.locked_addresses(person),
        "is_own": person == request.user,
    }
    return render(request, "staff/sign_in_of.html", context)


def _change(request: HttpRequest, person: User) -> None:
    if "unlock" in request.POST:
        actions.unlock(person, by=request.user)
        messages.success(request, f"{person} may try again at once, from every address.")
    elif person == request.user:
        messages.error(request, "Change your own second factors at “Your sign-in”, or ask another administrator.")
    elif request.POST.get("reset") != person.get_username():
        messages.error(request, f"Nothing was taken away: type {person} to confirm it.")
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
