"""Accounts of staff: who they are and which groups they are in. Nobody is made a superuser here.

The libraries' own tables stay out of the admin: "Your sign-in" and the page of each member of staff show them.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from compliance.actions import record_staff_changed
from compliance.admin.own_rights import OwnRightsReadOnly
from staff import actions, first_password
from staff.account_forms import AccountForm
from staff.models import GIVEN_PASSWORD_DAYS

admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, User])


@admin.register(User)
class StaffAdmin(OwnRightsReadOnly, UserAdmin):
    list_display = ["username", "first_name", "last_name", "email", "in_groups", "is_active"]
    list_filter = ["groups", "is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["is_active", "groups"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "signs_in"], "description": "What they may do comes on the page after the next."},
        ),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
    ]
    add_form = AccountForm
    add_form_template = "admin/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def in_groups(self, person):
        return ", ".join(group.name for group in person.groups.all())

    def has_change_permission(self, request, obj=None):
        """A superuser is changed by a superuser only: an administrator cannot take that account over."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False  # what they did stays theirs: take “active” away instead

    def add_view(self, request, form_url="", extra_context=None):
        """One button: whichever is pressed, the password is shown next."""
        buttons = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, buttons | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_staff_changed(form.instance, by=request.user, changed=form.changed_data)
        if not change and form.cleaned_data["signs_in"] == AccountForm.BY_PASSWORD:
            form.instance.first_password = actions.give_password(form.instance, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        if made := getattr(obj, "first_password", ""):
            return self._tell_password(request, obj, made)
        return super().response_add(request, obj, post_url_continue)

    def user_change_password(self, request, id, form_url=""):
        """A new one for somebody else, or none any more."""
        person = self.get_object(request, id)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            raise Http404
        if person == request.user:
            messages.info(request, "Your own password is changed here. Only others can be given one.")
            return redirect("admin:password_change")
        if request.method == "POST":
            return self._change_password(request, person)
        context = self._about_password(request, person) | {"mark": first_password.mark(person)}
        return render(request, "staff/give_password.html", context)

    def _change_password(self, request, person):
        """Not twice by one page: what came of the second press or of a reload would not be what was written down."""
        if request.POST.get("mark") != first_password.mark(person):
            messages.error(
                request,
                f"Nothing was changed: the password of {person} was changed after this page was opened. It is shown "
                "once only. Make another one if it was not passed on.",
            )
            return redirect("admin:auth_user_password_change", person.pk)
        if "take" not in request.POST:
            return self._tell_password(request, person, actions.give_password(person, by=request.user))
        actions.take_password(person, by=request.user)
        messages.success(request, f"{person} has no password any more.")
        return redirect("admin:auth_user_change", person.pk)

    def _about_password(self, request, person):
        title = f"Password of {person.get_full_name() or person}"
        return self.admin_site.each_context(request) | {"title": title, "person": person, "days": GIVEN_PASSWORD_DAYS}

    def _tell_password(self, request, person, made):
        """In the answer itself: it is nowhere to be asked for again, and no cache keeps it."""
        context = self._about_password(request, person) | {"made": made, "is_popup": IS_POPUP_VAR in request.POST}
        return render(request, "staff/first_password.html", context)
