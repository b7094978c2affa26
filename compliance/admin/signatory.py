from django.contrib import admin

from compliance import actions
from compliance.admin.own_rights import OwnEntryReadOnly
from compliance.models import Signatory


@admin.register(Signatory)
class SignatoryAdmin(OwnEntryReadOnly, admin.ModelAdmin):
    list_display = ["user", "profession", "registration_number", "begins_on", "ends_on"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    fieldsets = [
        (None, {"fields": ["user", "profession", "registration_number"]}),
        ("Notified in advance to", {"fields": ["notified_mhra_on", "notified_pmcpa_on"]}),
        ("May sign", {"fields": ["begins_on", "ends_on"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False  # enter the last day instead

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = [f"{name}: {form.cleaned_data[name]}" for name in form.changed_data]
        actions.record_staff_changed(obj.user, by=request.user, changed=changed)
