"""Which view answers where. What is open without a Declaration is decided in gating/allow_list.py alone."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

import besponsa_site.faults
import downloads.views
import gating.views
import operations.views
import pages.editor_choices
import pages.gallery
import pages.views
import search.views

handler500 = besponsa_site.faults.answer

for_staff = [
    path("pages/choices/references/", pages.editor_choices.references, name="reference_choices"),
    path("pages/choices/abbreviations/", pages.editor_choices.abbreviations, name="abbreviation_choices"),
    path("media/<str:name>", admin.site.admin_view(pages.views.staff_media), name="staff_media"),
    path("gallery/", admin.site.admin_view(pages.gallery.gallery), name="gallery"),
    path("", include("staff.urls")),
    path("", admin.site.urls),
]

urlpatterns = [
    path("healthz", operations.views.healthz, name="healthz"),
    path("readyz", operations.views.readyz, name="readyz"),
    path("robots.txt", gating.views.robots, name="robots"),
    path("confirm/", gating.views.confirm, name="confirm"),
    path(f"{settings.ADMIN_PATH}/", include(for_staff)),
    path("media/<str:name>", pages.views.media, name="media"),
    path("downloads/<str:name>", downloads.views.leaflet, name="leaflet"),
    path("search/", search.views.search, name="search"),
    # Whatever else is asked for is a page's address, or nothing.
    re_path(r"^(?P<path>.*)$", pages.views.page, name="page"),
]
