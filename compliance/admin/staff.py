"""Accounts of staff: who they are and which groups they are in. Nobody is made a superuser here."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db import transaction

from compliance import actions
from compliance.admin.own_rights import OwnRightsReadOnly

ONLY_AT_FIRST = "Whoever gets a password from you must choose their own at the first sign-in, within 14 days."

admin.site.unregister(User)


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
        (None, {"fields": ["username", "usable_password", "password1", "password2"], "description": ONLY_AT_FIRST}),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
    ]

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

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.record_staff_changed(form.instance, by=request.user, changed=form.changed_data)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            actions.record_staff_changed(self.get_object(request, id), by=request.user, changed=["password"])
        return response
