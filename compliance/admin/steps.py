"""What the screens share that ask for one thing and do it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from compliance.admin.forms import STEP_MEDIA, CertifyForm
from compliance.errors import ComplianceError
from compliance.models import Version


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
            "media": STEP_MEDIA + CertifyForm().media,
        }

    def take_step(
        self,
        request: HttpRequest,
        version: Version,
        form: Form,
        act: Callable[[], object],
        *,
        title: str,
        button: str,
        explanation: str,
        done: str,
        is_final: bool = False,
    ) -> HttpResponse:
        """Show `explanation` and `form`; when sent, `act()`. A refusal is shown and loses nothing typed."""
        if request.method == "POST" and form.is_valid():
            try:
                act()
            except (ComplianceError, ValidationError) as refusal:
                form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
            else:
                messages.success(request, done)
                return self.back_to(version)
        context = self.step_context(request, version, title=title)
        context |= {"form": form, "button": button, "explanation": explanation, "is_final": is_final}
        return render(request, "compliance/admin/take_step.html", context)
