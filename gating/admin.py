from django.contrib import admin

from compliance.admin.material import MaterialAdmin
from gating.models import Interstitial


@admin.register(Interstitial)
class InterstitialAdmin(MaterialAdmin):
    list_filter = []
    fieldsets = [
        (None, {"fields": ["heading", "introduction", "declaration", "no_explanation", "definition", "revision_seen"]}),
        ("No leads to", {"fields": ["public_address"]}),
        ("Place on the site", {"fields": ["title", "address"]}),
    ]

    def get_changeform_initial_data(self, request):
        return {"address": "/confirm/", "title": "For UK healthcare professionals"}
