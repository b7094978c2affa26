"""What the admin's frame needs, for allauth's views."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from staff.addresses import is_about_signing_in


def admin_frame(request: HttpRequest) -> dict:
    if request.is_outside or not is_about_signing_in(request.path_info):
        return {}
    return admin.site.each_context(request) | {"provider": settings.OIDC_NAME if settings.OIDC_SERVER else ""}
