"""Everything a visitor can open, and the history of each: what was shown when."""

from datetime import date

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from compliance import actions
from compliance.admin.filters import KindFilter
from compliance.admin.forms import STEP_MEDIA, MoveForm
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.admin.uses import UseViews
from compliance.errors import CannotMove
from compliance.history import shown, shown_on
from compliance.models import Event, Material, Version
from compliance.timeline import timeline
from compliance.use_chart import PERIODS
from compliance.where_linked import linked_from


class MaterialKindFilter(KindFilter):
    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Material)
class MaterialRecordAdmin(UseViews, ReadOnlyAdmin):
    list_display = ["title", "kind_name", "address", "product", "audience", "visitors_see"]
    list_select_related = ["product"]
    list_filter = [MaterialKindFilter, "audience", "product"]
    search_fields = ["title", "address", "former_addresses__address", "versions__job_code"]

    def get_queryset(self, request):
        live = Version.objects.live(on=timezone.localdate()).filter(material=OuterRef("pk"))
        return super().get_queryset(request).annotate(live_code=Subquery(live.values("job_code")[:1]))

    def has_delete_permission(self, request, obj=None):
        """Asked by the admin of each kind too, since a Draft goes with its row here."""
        if obj is None or obj.versions.exists():
            return False
        kind = obj.as_kind()._meta
        return request.user.has_perm(f"{kind.app_label}.delete_{kind.model_name}")

    @admin.display(description="kind", ordering="kind")
    def kind_name(self, material):
        return material.kind_name

    @admin.display(description="visitors see", empty_value="nothing")
    def visitors_see(self, material):
        return material.live_code

    def get_urls(self):
        view = self.admin_site.admin_view
        move = path("<int:pk>/move/", view(self.move), name="compliance_material_move")
        return [move, *self.use_urls(), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The history: a picture, what was shown on any day, every Version."""
        material = self.get_object(request, object_id)
        if material is None or not self.has_view_permission(request, material):
            return super().change_view(request, object_id, form_url, extra_context)
        day = parse_day(request.GET.get("on", ""))
        if request.GET.get("on") and day is None:
            messages.error(request, "That is not a day. Write it like 2026-03-01, or choose it in the calendar.")
        stretches = shown(material)
        kind = material.as_kind()
        context = self._context(request, material, title=f"{material}: history") | {
            "kind": kind,
            "draft_url": reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_change", args=[kind.pk]),
            "stretches": stretches,
            "timeline": timeline(stretches),
            "use_chart": self.use_chart_of(request, material),
            "periods": PERIODS,
            "day": day,
            "shown_that_day": shown_on(material, day) if day else [],
            "today": timezone.localdate(),
            "versions": material.versions.with_stage(on=timezone.localdate()).defer("content").order_by("-number"),
            "former": material.former_addresses.exclude(address=material.address).select_related("by"),
            "may_move": request.user.has_perm("compliance.add_formeraddress"),
            "events": Event.objects.filter(material=material.pk).select_related("by", "version")[:200],
        }
        return render(request, "compliance/admin/material_history.html", context)

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what links to it, ask for the new address, and move."""
        if not request.user.has_perm("compliance.add_formeraddress"):
            raise PermissionDenied
        material = get_object_or_404(Material, pk=pk)
        form = MoveForm(request.POST if request.method == "POST" else None, initial={"address": material.address})
        if request.method == "POST" and form.is_valid():
            try:
                actions.move(material, address=form.cleaned_data["address"], by=request.user)
            except CannotMove as refusal:
                form.add_error("address", str(refusal))
            else:
                messages.success(request, f"“{material}” answers at {form.cleaned_data['address']} now.")
                return HttpResponseRedirect(reverse("admin:compliance_material_change", args=[pk]))
        context = self._context(request, material, title=f"Move “{material}” to another address")
        context |= {"form": form, "linked_from": linked_from(material)}
        return render(request, "compliance/admin/move.html", context)

    def _context(self, request: HttpRequest, material: Material, *, title: str) -> dict:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": material,
            "material": material,
            "media": STEP_MEDIA,
        }


def parse_day(text: str) -> date | None:
    """A day as browsers send it (2026-03-01); None if `text` is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None
