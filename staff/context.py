"""What the admin's frame needs, for allauth's views."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest


def admin_frame(request: HttpRequest) -> dict:
    path = f"/{settings.ADMIN_PATH}/"
    if request.is_outside or not request.path_info.startswith((f"{path}login/", f"{path}sign-in/")):
        return {}
    return admin.site.each_context(request) | {"provider": settings.OIDC_NAME if settings.OIDC_SERVER else ""}
