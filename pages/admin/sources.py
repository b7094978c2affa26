from django.contrib import admin, messages

from pages.models import Abbreviation, Reference, TherapyArea, Video
from pages.where_used import drafts_that_pick


class PickedAdmin(admin.ModelAdmin):
    """Of what editors pick inside texts: it cannot be deleted while a Draft uses it."""

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        for picked in objs:
            protected += [f"{draft} uses “{picked}”. Take it out there first." for draft in drafts_that_pick(picked)]
        return deleted, counts, needed, protected

    def change_view(self, request, object_id, form_url="", extra_context=None):
        picked = self.get_object(request, object_id)
        drafts = drafts_that_pick(picked) if picked and request.method == "GET" else []
        if drafts:
            names = ", ".join(f"“{draft}”" for draft in drafts)
            messages.info(request, f"Used by {names}: it cannot be deleted before it is taken out there.")
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(Reference)
class ReferenceAdmin(PickedAdmin):
    change_form_template = "pages/admin/reference_change_form.html"
    list_display = ["label", "kind", "authors", "title", "accessed_on"]
    list_filter = ["kind"]
    search_fields = ["label", "authors", "title", "journal", "doi"]
    fieldsets = [
        (None, {"fields": ["kind", "label", "authors", "title"]}),
        ("Journal article", {"fields": ["journal", "year_volume_pages", "doi", "licence"]}),
        ("On the web", {"fields": ["address", "accessed_on"]}),
    ]


@admin.register(Abbreviation)
class AbbreviationAdmin(PickedAdmin):
    list_display = ["short", "long"]
    search_fields = ["short", "long"]


@admin.register(Video)
class VideoAdmin(PickedAdmin):
    list_display = ["title", "length", "has_sound"]
    search_fields = ["title", "transcript"]
    fieldsets = [
        (None, {"fields": ["title", "file", "poster"]}),
        ("For those who do not hear or see it", {"fields": ["captions", "transcript"]}),
    ]

    @admin.display(ordering="seconds")
    def length(self, video):
        return video.length


@admin.register(TherapyArea)
class TherapyAreaAdmin(admin.ModelAdmin):
    list_display = ["name", "introduction"]
