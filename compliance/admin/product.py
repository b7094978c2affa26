from django.contrib import admin

from compliance.models import Product


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["brand", "substance", "code", "additional_monitoring", "demonstration"]
    fieldsets = [
        (None, {"fields": ["brand", "substance", "code"]}),
        ("Black triangle", {"fields": ["additional_monitoring", "monitoring_checked_on"]}),
        ("Adverse events are reported to", {"fields": ["company", "report_phone"]}),
        ("Demonstration", {"fields": ["demonstration"]}),
    ]
