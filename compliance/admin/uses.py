"""How often a Material was opened: the chart in its history, and the same as a CSV."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from compliance.export import as_csv
from compliance.models import Material, Use
from compliance.use_chart import PERIODS, UseChart, use_chart

HEADINGS = ("Day", "Job code", "Version", "Opened", "Last opened at")


class UseViews:
    """The part of MaterialRecordAdmin about how often it was opened."""

    def use_urls(self):
        view = self.admin_site.admin_view
        return [path("<int:pk>/uses.csv", view(self.uses_csv), name="compliance_material_uses")]

    def use_chart_of(self, request: HttpRequest, material: Material) -> UseChart:
        """Of as many days as were asked for."""
        days = request.GET.get("days", "")
        chosen = int(days) if days.isdecimal() and int(days) in PERIODS else PERIODS[1]
        return use_chart(material, days=chosen, on=timezone.localdate())

    @method_decorator(require_safe)
    def uses_csv(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """All days of all Versions, newest first."""
        material = get_object_or_404(Material, pk=pk)
        if not self.has_view_permission(request, material):
            raise PermissionDenied
        uses = Use.objects.filter(version__material=material).select_related("version").defer("version__content")
        rows = (
            (
                use.day,
                str(use.version.job_code),
                use.version.number,
                use.count,
                f"{timezone.localtime(use.last_at):%H:%M}",
            )
            for use in uses.order_by("-day", "-version__number").iterator(chunk_size=2000)
        )
        response = StreamingHttpResponse(as_csv(rows, HEADINGS), content_type="text/csv; charset=utf-8")
        name = f"{material.title} opened {timezone.localdate()}.csv"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response
