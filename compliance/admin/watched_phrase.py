from django.contrib import admin, messages

from compliance import actions, preflight
from compliance.models import WatchedPhrase


@admin.register(WatchedPhrase)
class WatchedPhraseAdmin(admin.ModelAdmin):
    """Kept, not deleted: what was looked for, and when it was given up, belongs to the record."""

    list_display = ["text", "kind", "reason", "instead", "undertaking", "retired_on"]
    list_filter = ["kind", ("retired_on", admin.EmptyFieldListFilter)]
    search_fields = ["text", "reason", "undertaking"]
    fields = ["kind", "text", "reason", "instead", "undertaking", "retired_on"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        actions.record_phrase_changed(obj, by=request.user, changed=changed)
        if obj.kind == obj.Kind.UNDERTAKING:
            for version in preflight.versions_that_say(obj.as_watched()):
                messages.warning(request, f"{version} says it, and visitors can open it. Withdraw it, or replace it.")
