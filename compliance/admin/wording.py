from django.contrib import admin

from compliance import actions
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.models import Wording


@admin.register(Wording)
class WordingAdmin(ReadOnlyAdmin):
    """The words are added to, never changed: what was signed under the old ones stays so."""

    list_display = ["code_edition", "at", "by", "text"]
    list_select_related = ["by"]
    fields = ["text", "code_edition"]

    def has_add_permission(self, request):
        return request.user.has_perm("compliance.add_wording")

    def get_changeform_initial_data(self, request):
        in_force = Wording.in_force()
        return {"text": in_force.text, "code_edition": in_force.code_edition}

    def save_model(self, request, obj, form, change):
        made = actions.set_wording(**form.cleaned_data, by=request.user)
        obj.pk, obj.at, obj.by = made.pk, made.at, made.by
        obj._state.adding = False
