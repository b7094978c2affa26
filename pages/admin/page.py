from django.contrib import admin

from compliance.admin.material import MaterialAdmin
from pages.admin.blocks import BLOCK_INLINES
from pages.block_editor import BlockEditor
from pages.models import Page


@admin.register(Page)
class PageAdmin(MaterialAdmin, BlockEditor):
    inlines = BLOCK_INLINES
    autocomplete_fields = ["parent", "heading_citations"]
    list_filter = ["audience", "product"]
    fieldsets = [
        (None, {"fields": ["heading", "heading_citations", "introduction", "revision_seen"]}),
        ("Place on the site", {"fields": ["title", "address", "menu_order", "section", "parent", "therapy_area"]}),
        ("What the law asks for", {"fields": ["audience", "product"]}),
    ]
