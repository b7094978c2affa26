from django.contrib import admin

from compliance.admin.read_only import ReadOnlyAdmin
from compliance.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "title", "version", "by"]
    list_filter = ["kind"]
    list_select_related = ["by", "version"]
    show_full_result_count = False
    search_fields = ["version__job_code"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("material").defer("version__content")

    @admin.display(description="Material")
    def title(self, event):
        if event.material_id is None:
            return "–"
        return event.material if hasattr(event.material, "title") else "deleted Draft"
