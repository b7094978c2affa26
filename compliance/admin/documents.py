"""What can be opened or taken away: renditions, certificates, the response pack, the table as a spreadsheet."""

from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from compliance import search
from compliance.admin.for_staff import for_staff
from compliance.export import as_csv, as_xlsx, rows
from compliance.models import Rendition
from compliance.response_pack import response_pack

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DocumentViews:
    """The part of VersionAdmin that gives out documents."""

    def document_urls(self):
        view = self.admin_site.admin_view
        return [
            path("find/", view(self.find), name="compliance_version_find"),
            path("export.csv", view(self.export_csv), name="compliance_version_csv"),
            path("export.xlsx", view(self.export_xlsx), name="compliance_version_xlsx"),
            path("<int:pk>/shown/", view(self.shown), name="compliance_version_shown"),
            path("<int:pk>/certificate/<int:number>/", view(self.certificate), name="compliance_version_certificate"),
            path("<int:pk>/response-pack/", view(self.response_pack), name="compliance_version_response_pack"),
        ]

    @method_decorator(require_safe)
    def find(self, request: HttpRequest) -> HttpResponse:
        """One box: a job code in any spelling or any address opens its record; all else searches the register."""
        text = request.GET.get("q", "").strip()
        found = search.find(text)
        if found.version is not None and not found.versions:
            return self.back_to(self.version_for(request, found.version.pk))
        if found.material is not None:
            return HttpResponseRedirect(reverse("admin:compliance_material_change", args=[found.material.pk]))
        if not found.versions:
            return HttpResponseRedirect(f"{reverse('admin:compliance_version_changelist')}?{urlencode({'q': text})}")
        context = self.admin_site.each_context(request) | {
            "title": f"Shows or links to {text}",
            "opts": self.opts,
            "versions": found.versions,
        }
        return render(request, "compliance/admin/found.html", context)

    @method_decorator(require_safe)
    def shown(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Exactly what visitors get, for staff, whatever its stage."""
        version = self.version_for(request, pk)
        rendition = version.rendition
        document = version.material.as_kind().document(bytes(rendition.body), title=version.title)
        return for_staff(document, rendition.media_type)

    @method_decorator(require_safe)
    def certificate(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """The certificate of its n-th Signature."""
        version = self.version_for(request, pk)
        kept = get_object_or_404(Rendition, version=version, form=Rendition.Form.CERTIFICATE, number=number)
        response = for_staff(bytes(kept.body), kept.media_type)
        name = f"{version.job_code} certificate {number}.pdf"
        response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
        return response

    @method_decorator(require_safe)
    def response_pack(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything about the Version as a ZIP."""
        version = self.version_for(request, pk)
        return FileResponse(response_pack(version), as_attachment=True, filename=f"{version.job_code}.zip")

    @method_decorator(require_safe)
    def export_csv(self, request: HttpRequest) -> HttpResponse:
        """Exactly what the register is filtered by, line by line."""
        response = StreamingHttpResponse(as_csv(self._filtered(request)), content_type="text/csv; charset=utf-8")
        name = f"register {timezone.localdate()}.csv"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response

    @method_decorator(require_safe)
    def export_xlsx(self, request: HttpRequest) -> HttpResponse:
        """The same as a workbook."""
        return FileResponse(
            as_xlsx(self._filtered(request)),
            as_attachment=True,
            filename=f"register {timezone.localdate()}.xlsx",
            content_type=XLSX,
        )

    def _filtered(self, request: HttpRequest):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            table = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            raise BadRequest("The register cannot be filtered by this") from None
        return rows(table.queryset, on=timezone.localdate())
