from django.contrib import admin

from compliance.admin.material import MaterialAdmin
from downloads.models import Leaflet
from pages.admin.blocks import BLOCK_INLINES
from pages.block_editor import BlockEditor


@admin.register(Leaflet)
class LeafletAdmin(MaterialAdmin, BlockEditor):
    inlines = [inline for inline in BLOCK_INLINES if inline.model.is_for_paper]
    list_filter = ["product"]
    fieldsets = [
        (None, {"fields": ["heading", "introduction", "columns", "revision_seen"]}),
        ("Place on the site", {"fields": ["title", "address", "product"]}),
    ]

    def get_changeform_initial_data(self, request):
        return {"address": "/downloads/name-of-the-leaflet.pdf"}
