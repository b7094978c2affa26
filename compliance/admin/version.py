"""The register in the admin: every Version, its exact bytes, certifying and withdrawing."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from compliance import actions
from compliance.admin.for_staff import for_staff
from compliance.admin.forms import STEP_MEDIA, CertifyForm, WithdrawForm
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.declaration import CODE_EDITION, DECLARATION
from compliance.errors import CannotCertify, CannotWithdraw
from compliance.models import Link, Version


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["job_code", "title", "number", "stage", "prepared", "signed_by", "ends"]
    list_display_links = ["job_code", "title"]
    list_select_related = ["material"]
    list_filter = ["material__kind", "material__product"]
    date_hierarchy = "frozen_at"
    search_fields = ["job_code", "title", "material__address"]
    change_form_template = "compliance/admin/version_change_form.html"

    class Media:
        css = {"all": ["compliance/register.css"]}

    def get_queryset(self, request):
        versions = super().get_queryset(request).with_stage(on=timezone.localdate())
        return versions.defer("content").prefetch_related("signatures")

    @admin.display(ordering="stage_on")
    def stage(self, version):
        return version.stage_on

    @admin.display(description="prepared", ordering="prepared_on")
    def prepared(self, version):
        return f"{version.prepared_on:%B %Y}"

    @admin.display(empty_value="–")
    def signed_by(self, version):
        return ", ".join(signature.name for signature in version.signatures.all()) or None

    @admin.display(empty_value="–")
    def ends(self, version):
        return max((signature.ends_on for signature in version.signatures.all()), default=None)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/shown/", view(self.shown), name="compliance_version_shown"),
            path("<int:pk>/certify/", view(self.certify), name="compliance_version_certify"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="compliance_version_withdraw"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        version = self.get_object(request, object_id)
        if version is None or not self.has_view_permission(request, version):
            return super().change_view(request, object_id, form_url, extra_context)
        context = self._context(request, version, title=str(version)) | {
            "rendition": version.rendition,
            "signatures": version.signatures.all(),
            "withdrawal": getattr(version, "withdrawal", None),
            "events": version.events.select_related("by"),
            "links": version.links_to.all(),
            "may_certify": request.user.has_perm("compliance.certify_version"),
            "may_withdraw": request.user.has_perm("compliance.add_withdrawal"),
        }
        return render(request, self.change_form_template, context)

    @method_decorator(require_safe)
    def shown(self, request, pk: int) -> HttpResponse:
        """Exactly what visitors get, for staff, whatever its stage."""
        version = self._version(request, pk)
        rendition = version.rendition
        document = version.material.as_kind().document(bytes(rendition.body), title=version.title)
        return for_staff(document, rendition.media_type)

    @method_decorator(sensitive_post_parameters("password"))
    def certify(self, request, pk: int) -> HttpResponse:
        """Show what is signed, the declaration, and ask for the password again."""
        if not request.user.has_perm("compliance.certify_version"):
            raise PermissionDenied
        version = self._version(request, pk)
        form = CertifyForm(request.POST or None)
        refusal = actions.why_not_certify(version, by=request.user)
        if request.method == "POST" and form.is_valid():
            try:
                actions.certify(version, by=request.user, **form.cleaned_data)
            except CannotCertify as error:
                form.add_error("password" if "password" in str(error) else None, str(error))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{version} is certified: visitors get it from its first day of use.")
                return self._back_to(version)
        context = self._context(request, version, title=f"Certify {version}") | {
            "form": form,
            "refusal": refusal,
            "declaration": DECLARATION,
            "code_edition": CODE_EDITION,
            "rendition": version.rendition,
            "dead_links": _dead_links(version),
        }
        return render(request, "compliance/admin/certify.html", context)

    def withdraw(self, request, pk: int) -> HttpResponse:
        """Show what links to it, ask for the reason, and withdraw."""
        if not request.user.has_perm("compliance.add_withdrawal"):
            raise PermissionDenied
        version = self._version(request, pk)
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                actions.withdraw(version, by=request.user, reason=form.cleaned_data["reason"])
            except CannotWithdraw as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, f"{version} is withdrawn. Its address answers “no longer available” now.")
                return self._back_to(version)
        live = Version.objects.live(on=timezone.localdate())
        context = self._context(request, version, title=f"Withdraw {version}") | {
            "form": form,
            "linked_from": live.filter(links_to__address=version.material.address).exclude(pk=version.pk)
            if version.stage_on == "live"
            else [],
            "embedded_in": live.filter(embeddings__embedded=version),
        }
        return render(request, "compliance/admin/withdraw.html", context)

    def _version(self, request, pk: int) -> Version:
        version = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        return version

    def _back_to(self, version: Version) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:compliance_version_change", args=[version.pk]))

    def _context(self, request, version: Version, *, title: str) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": version,
            "version": version,
            "media": STEP_MEDIA + CertifyForm().media,
        }


def _dead_links(version: Version) -> list[str]:
    """Addresses of Materials on this site that `version` links to and that show nothing today."""
    linked = Link.objects.filter(version=version, address__startswith="/").exclude(
        address__startswith=settings.MEDIA_URL
    )
    live = Version.objects.live(on=timezone.localdate()).exclude(material=version.material)
    shown = set(live.values_list("material__address", flat=True)) | {version.material.address, "/confirm/"}
    return sorted(set(linked.values_list("address", flat=True)) - shown)
