"""Nobody decides what they may do themselves: one's own account and one's own entry as signatory are for others.

Whoever keeps the house could otherwise sign what is shown in it, and nobody else would have agreed to that.
"""

from django import forms
from django.contrib.auth.models import AbstractUser as User

ASK_ANOTHER = (
    "This is about yourself, and nobody decides what they may do themselves. Ask another administrator to change it; "
    "if there is none, whoever looks after the server has an account that can."
)


class OwnRightsReadOnly:
    """For the admin of accounts, before UserAdmin: on one's own page, what one may do is shown and not changed."""

    def get_readonly_fields(self, request, obj=None):
        own = ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"] if _is(obj, request.user) else []
        return [*super().get_readonly_fields(request, obj), *own]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not _is(obj, request.user):
            return fieldsets
        said = {"description": ASK_ANOTHER}
        return [(name, {**of, **(said if "groups" in of["fields"] else {})}) for name, of in fieldsets]


class OthersForm(forms.ModelForm):
    """About another `user` than the one who fills it in, `by`."""

    by: User

    def clean_user(self):
        user = self.cleaned_data["user"]
        if _is(user, self.by):
            raise forms.ValidationError(ASK_ANOTHER, code="own_rights")
        return user


class OwnEntryReadOnly:
    """For the admin of what somebody may do, before ModelAdmin: one's own entry is shown only, and none is added."""

    form = OthersForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)  # a class of its own for each request
        form.by = request.user
        return form

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _is(obj and obj.user, request.user)

    def get_fieldsets(self, request, obj=None):
        first, *rest = super().get_fieldsets(request, obj)
        if _is(obj and obj.user, request.user):
            first = (first[0], {**first[1], "description": ASK_ANOTHER})
        return [first, *rest]


def _is(person: User | None, by: User) -> bool:
    return person is not None and person.pk == by.pk
