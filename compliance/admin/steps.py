"""What the screens share that ask for one thing and do it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from compliance.admin.forms import STEP_MEDIA, CertifyForm
from compliance.models import Version
from compliance.proof import ByPassword


class VersionSteps:
    """The part of VersionAdmin that every step on a Version uses."""

    def version_for(self, request: HttpRequest, pk: int, permission: str | None = None) -> Version:
        """The Version with its stage. Raises PermissionDenied or Http404."""
        if permission and not request.user.has_perm(permission):
            raise PermissionDenied
        version = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        return version

    def back_to(self, version: Version, fragment: str = "") -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:compliance_version_change", args=[version.pk]) + fragment)

    def step_context(self, request: HttpRequest, version: Version, *, title: str) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": version,
            "version": version,
            "media": STEP_MEDIA + CertifyForm(proof=ByPassword(request.user)).media,
        }
