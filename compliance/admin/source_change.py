"""Sources that changed, and the decision about each Version they concern."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from compliance import actions, source_keys
from compliance.admin.dated import DatedChangeList
from compliance.admin.forms import STEP_MEDIA, DecisionForm
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.errors import ComplianceError
from compliance.models import Affected, SourceChange


class SourceChangeForm(forms.ModelForm):
    """What changed about one source; which one is in the address of the screen."""

    class Meta:
        model = SourceChange
        fields = ["source", "summary"]
        widgets = {"source": forms.HiddenInput, "summary": forms.Textarea(attrs={"rows": 4})}

    def clean_source(self) -> str:
        source = self.cleaned_data["source"]
        if source_keys.label_of(source) is None:
            raise forms.ValidationError("There is no such source. Begin at the source or at the product.", code="none")
        return source


@admin.register(SourceChange)
class SourceChangeAdmin(ReadOnlyAdmin):
    form = SourceChangeForm
    list_display = ["label", "at", "by", "summary", "undecided"]
    list_select_related = ["by"]
    date_hierarchy = "at"
    search_fields = ["label", "summary"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(open_count=Count("affected", filter=Q(affected__decision__isnull=True)))
        )

    @admin.display(description="Versions to decide about", ordering="open_count")
    def undecided(self, change):
        return change.open_count

    def get_changelist(self, request, **kwargs):
        return DatedChangeList

    def has_add_permission(self, request):
        return request.user.has_perm("compliance.add_sourcechange")

    def add_view(self, request, form_url="", extra_context=None):
        label = source_keys.label_of(request.GET.get("source", "") or request.POST.get("source", ""))
        if label is None:
            messages.info(request, "Open the source, or the product for its SmPC, and note the change there.")
            return HttpResponseRedirect(reverse("admin:compliance_sourcechange_changelist"))
        return super().add_view(request, form_url, {"title": f"{label} has changed"} | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        source = form.cleaned_data["source"]
        made = actions.note_source_change(
            source, label=source_keys.label_of(source), summary=form.cleaned_data["summary"], by=request.user
        )
        obj.pk, obj.label, obj.at = made.pk, made.label, made.at
        obj._state.adding = False

    def response_add(self, request, obj, post_url_continue=None):
        count = obj.affected.count()
        messages.success(request, f"It is on record. {count} Version{'s' * (count != 1)} may be concerned.")
        return HttpResponseRedirect(reverse("admin:compliance_sourcechange_change", args=[obj.pk]))

    def get_urls(self):
        view = self.admin_site.admin_view
        decide = path("affected/<int:pk>/decide/", view(self.decide), name="compliance_affected_decide")
        return [decide, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = self.get_object(request, object_id)
        if change is None or not self.has_view_permission(request, change):
            return super().change_view(request, object_id, form_url, extra_context)
        return self._record(request, change)

    def _record(self, request: HttpRequest, change: SourceChange, sent: tuple[int, DecisionForm] | None = None):
        may_decide = request.user.has_perm("compliance.add_decision")
        rows = []
        for affected in change.affected.select_related("version__material", "decision__by").defer("version__content"):
            form = sent[1] if sent and sent[0] == affected.pk else DecisionForm(prefix=f"d{affected.pk}")
            rows.append((affected, form if may_decide and not hasattr(affected, "decision") else None))
        context = self.admin_site.each_context(request) | {
            "title": str(change),
            "opts": self.opts,
            "original": change,
            "change": change,
            "rows": rows,
            "media": STEP_MEDIA,
        }
        return render(request, "compliance/admin/source_change.html", context)

    @method_decorator(require_POST)
    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("compliance.add_decision"):
            raise PermissionDenied
        affected = get_object_or_404(Affected, pk=pk)
        form = DecisionForm(request.POST, prefix=f"d{pk}")
        if form.is_valid():
            try:
                actions.decide(affected, by=request.user, **form.cleaned_data)
            except ComplianceError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"The decision about {affected.version} is on record.")
                return HttpResponseRedirect(reverse("admin:compliance_sourcechange_change", args=[affected.change_id]))
        return self._record(request, affected.change, sent=(pk, form))
