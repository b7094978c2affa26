"""What the admin of every kind of Material shares: who saved the Draft, preview, preflight, freezing."""

from collections import Counter

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compliance import actions, preflight
from compliance.admin.for_staff import for_staff
from compliance.admin.forms import DRAFT_MEDIA, STEP_MEDIA, FreezeForm, MaterialForm
from compliance.errors import CannotFreeze, ComplianceError, JobCodeTaken
from compliance.models import Version
from compliance.preflight import ERROR, WARNING


class MaterialAdmin(admin.ModelAdmin):
    """Base of the admin classes of Page, Leaflet, Interstitial and PrescribingInformation."""

    form = MaterialForm
    change_form_template = "compliance/admin/material_change_form.html"
    list_display = ["title", "address", "audience", "live_job_code"]
    list_filter = ["audience"]
    search_fields = ["title", "address", "versions__job_code"]

    class Media:
        css = {"all": ["compliance/register.css"]}

    def get_queryset(self, request):
        live = Version.objects.live(on=timezone.localdate()).filter(material=OuterRef("pk"))
        return super().get_queryset(request).annotate(live_code=Subquery(live.values("job_code")[:1]))

    @admin.display(description="Visitors see", empty_value="nothing yet")
    def live_job_code(self, material):
        return material.live_code

    def save_model(self, request, obj, form, change):
        obj.revision += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.record_draft_saved(form.instance, by=request.user)
        problems = form.instance.problems()
        for problem in problems:
            messages.warning(request, f"Saved. Before it can be frozen: {problem}")
        if not problems:
            self._tell_findings(request, form.instance)

    def _tell_findings(self, request, draft):
        """In a line, what preflight says of the saved Draft; beside the blocks it is told in full."""
        try:
            found = Counter(found.severity for found in preflight.check(preflight.as_saved(draft.as_kind())))
        except ComplianceError as refusal:
            messages.warning(request, f"Saved. Before it can be frozen: {refusal}")
            return
        told = [f"{found[kind]} {kind}{'s' * (found[kind] > 1)}" for kind in (ERROR, WARNING) if found[kind]]
        if told:
            address = self._address_of("preflight", draft.pk)
            text = 'Saved. Preflight finds {} in the Draft: <a href="{}">look at them</a>.'
            messages.warning(request, format_html(text, " and ".join(told), address))

    def get_readonly_fields(self, request, obj=None):
        """Where visitors find it is no part of the Draft once something was frozen: it is moved instead."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "address"] if obj is not None and obj.versions.exists() else fields

    def has_delete_permission(self, request, obj=None):
        if obj is not None and obj.versions.exists():
            return False  # what was frozen is kept; withdraw it instead
        return super().has_delete_permission(request, obj)

    def get_urls(self):
        name = self.opts.model_name
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview), name=f"{self.opts.app_label}_{name}_preview"),
            path("<int:pk>/preflight/", view(self.preflight), name=f"{self.opts.app_label}_{name}_preflight"),
            path("<int:pk>/freeze/", view(self.freeze), name=f"{self.opts.app_label}_{name}_freeze"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context |= {
                "versions": obj.versions.with_stage(on=timezone.localdate()).defer("content").order_by("-number")[:5],
                "may_freeze": request.user.has_perm("compliance.freeze_version"),
                "preview_url": self._address_of("preview", obj.pk),
                "preflight_url": self._address_of("preflight", obj.pk),
                "freeze_url": self._address_of("freeze", obj.pk),
            }
            context["media"] += DRAFT_MEDIA
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @method_decorator([require_safe, never_cache])
    def preview(self, request, pk: int) -> HttpResponse:
        """The saved Draft as a visitor would see it, marked DRAFT."""
        draft = self._draft(request, pk)
        problems = draft.problems()
        try:
            frozen = draft.render(job_code=None, prepared_on=timezone.localdate())
        except Exception as error:  # whatever keeps it from rendering is shown, beside what is known to be missing
            return self._no_preview(request, draft, problems or [str(error)])
        document = draft.document(frozen.body, title=draft.title, draft=True)
        return for_staff(document, frozen.media_type)

    @method_decorator([require_safe, never_cache])
    def preflight(self, request, pk: int) -> HttpResponse:
        """What the rules find in the saved Draft, block by block. The change form fetches it and places it there."""
        draft = self._draft(request, pk)
        problems, findings, parts = draft.problems(), [], {}
        if not problems:
            try:
                subject = preflight.as_saved(draft)
            except ComplianceError as refusal:
                problems = [str(refusal)]
            else:
                findings, parts = preflight.check(subject), draft.parts(subject.content)
        context = self._context(request, draft, title=f"Preflight of “{draft}”") | {
            "problems": problems,
            "findings": [(found, parts.get(found.anchor, "")) for found in findings],
            "errors": sum(found.severity == ERROR for found in findings),
            "warnings": sum(found.severity == WARNING for found in findings),
        }
        return render(request, "compliance/admin/draft_preflight.html", context)

    def freeze(self, request, pk: int) -> HttpResponse:
        """Ask for the job code and date of preparation, then freeze."""
        if not request.user.has_perm("compliance.freeze_version"):
            raise PermissionDenied
        draft = self._draft(request, pk)
        printed = draft.imprint()
        first = {
            "job_code": Version.objects.all().next_job_code(actions.job_code_part(draft)),
            "prepared_on": timezone.localdate(),
        } | printed
        form = FreezeForm(request.POST or None, initial=first)
        if printed:
            form.fields["job_code"].help_text = "The one printed in the file is filled in. It is never used again."
        problems = draft.problems()
        if request.method == "POST" and form.is_valid():
            try:
                version = actions.freeze(draft, by=request.user, **form.cleaned_data)
            except CannotFreeze as refusal:
                problems = refusal.problems
            except JobCodeTaken as refusal:
                form.add_error("job_code", str(refusal))
            else:
                messages.success(request, f"{version} is frozen. Ask a signatory to certify it.")
                return HttpResponseRedirect(reverse("admin:compliance_version_change", args=[version.pk]))
        context = self._context(request, draft, title=f"Freeze “{draft}”") | {
            "form": form,
            "problems": problems,
            "preflight_url": "" if problems else self._address_of("preflight", pk),
        }
        return render(request, "compliance/admin/freeze.html", context)

    def _draft(self, request, pk: int):
        draft = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, draft):
            raise PermissionDenied
        return draft

    def _no_preview(self, request, draft, problems: list[str]) -> HttpResponse:
        context = self._context(request, draft, title=f"“{draft}” cannot be shown yet") | {"problems": problems}
        return render(request, "compliance/admin/no_preview.html", context)

    def _context(self, request, draft, *, title: str) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": draft,
            "media": STEP_MEDIA + DRAFT_MEDIA + FreezeForm().media,
        }

    def _address_of(self, view: str, pk: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[pk])
