from django.contrib import admin

from compliance.models import Signatory


@admin.register(Signatory)
class SignatoryAdmin(admin.ModelAdmin):
    list_display = ["user", "profession", "registration_number", "begins_on", "ends_on"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    fieldsets = [
        (None, {"fields": ["user", "profession", "registration_number"]}),
        ("Notified in advance to", {"fields": ["notified_mhra_on", "notified_pmcpa_on"]}),
        ("May sign", {"fields": ["begins_on", "ends_on"]}),
    ]
