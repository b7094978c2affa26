from django.contrib import admin

from compliance import actions
from compliance.models import Product


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["brand", "substance", "code", "additional_monitoring", "demonstration"]
    change_form_template = "compliance/admin/product_change_form.html"
    fieldsets = [
        (None, {"fields": ["brand", "substance", "code"]}),
        ("Black triangle", {"fields": ["additional_monitoring", "monitoring_checked_on"]}),
        ("Adverse events are reported to", {"fields": ["company", "report_phone"]}),
        ("Prescribing information", {"fields": ["pi_deadline_days"]}),
        ("What preflight asks", {"fields": ["launched_on", "indication_words"]}),
        ("Demonstration", {"fields": ["demonstration"]}),
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        actions.record_product_changed(obj, by=request.user, changed=changed)
