from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from compliance.admin.material import MaterialAdmin
from compliance.pictures_of_pdf import as_webp, picture_of_page
from downloads import imprint, uploads
from downloads.forms import LeafletForm
from downloads.models import Leaflet
from pages.admin.blocks import BLOCK_INLINES
from pages.block_editor import BlockEditor

FIRST_PAGE = (480, 680)  # pixels, at most; shown at half of them
PLACE = ("Place on the site", {"fields": ["title", "address", "product"]})


@admin.register(Leaflet)
class LeafletAdmin(MaterialAdmin, BlockEditor):
    form = LeafletForm
    inlines = [inline for inline in BLOCK_INLINES if inline.model.is_for_paper]
    list_filter = ["product"]
    readonly_fields = ["uploaded"]
    fieldsets = [
        (None, {"fields": ["heading", "introduction", "columns", "revision_seen"]}),
        PLACE,
        (
            "Or a PDF from an agency",
            {
                "fields": ["agency_pdf"],
                "description": "With a PDF, visitors get exactly that file; heading, introduction and blocks are kept, "
                "and not used.",
            },
        ),
    ]
    fieldsets_of_uploaded = [
        ("PDF from an agency", {"fields": ["uploaded", "agency_pdf", "from_blocks", "revision_seen"]}),
        PLACE,
    ]

    class Media:
        css = {"all": ["downloads/uploaded.css"]}

    def get_changeform_initial_data(self, request):
        return {"address": "/downloads/name-of-the-leaflet.pdf"}

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets_of_uploaded if obj and obj.agency_file_id else self.fieldsets

    def get_urls(self):
        view = self.admin_site.admin_view(self.first_page, cacheable=True)
        return [path("<int:pk>/first-page.webp", view, name="downloads_leaflet_first_page"), *super().get_urls()]

    @method_decorator(require_safe)
    def first_page(self, request, pk: int) -> HttpResponseBase:
        """A picture of the agency's file, for who looks at the Draft."""
        file = self._draft(request, pk).agency_file
        if file is None:
            raise Http404
        etag = quote_etag(file.sha256)
        response = get_conditional_response(request, etag=etag)
        if response is None:
            picture = picture_of_page(bytes(file.body), 1, within=FIRST_PAGE)
            response = HttpResponse(as_webp(picture, quality=70), content_type="image/webp")
        response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
        return response

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Has an upload read before the form is: that may take seconds, for which nobody else need wait to write."""
        upload = request.FILES.get("agency_pdf") if request.method == "POST" else None
        if upload and (self.has_change_permission(request) or self.has_add_permission(request)):
            upload.examined = uploads.examine(upload)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.examined:
            obj.agency_file = uploads.keep(form.examined, obj, by=request.user)
            obj.save(update_fields=["agency_file"])
            file = obj.agency_file
            messages.success(
                request,
                f"“{file}” was read and taken in as it is: {file.facts['pages']} "
                f"page{'' if file.facts['pages'] == 1 else 's'}, {filesizeformat(file.size_bytes)}.",
            )
        elif form.cleaned_data.get("from_blocks"):
            obj.agency_file = None
            obj.save(update_fields=["agency_file"])
            messages.success(request, "The leaflet is made from its blocks again. The PDF is kept with the register.")

    @admin.display(description="The file")
    def uploaded(self, leaflet):
        file = leaflet.agency_file
        earlier = leaflet.agency_files.exclude(pk=file.pk).select_related("uploaded_by")
        return render_to_string(
            "downloads/admin/uploaded.html",
            {
                "file": file,
                "printed": imprint.printed(file),
                "address": self._address_of("preview", leaflet.pk),
                "picture": self._address_of("first_page", leaflet.pk),
                "earlier": earlier,
            },
        )

    def _may_edit(self, request, obj):
        """The blocks: not while there is a file in their place."""
        return super()._may_edit(request, obj) and not (obj and obj.agency_file_id)
