"""The register in the admin: the table of all Versions, and the record of each."""

from django.contrib import admin
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from compliance.admin.comparing import ComparingViews
from compliance.admin.dated import DatedChangeList
from compliance.admin.documents import DocumentViews
from compliance.admin.filters import (
    EndsWithinFilter,
    KindFilter,
    OutdatedTextFilter,
    SignatoryFilter,
    StageFilter,
)
from compliance.admin.forms import AnswerForm, CommentForm
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.admin.reviewing import ReviewingSteps
from compliance.admin.signing import SigningSteps
from compliance.admin.steps import VersionSteps
from compliance.ending import earliest_ends
from compliance.models import Version
from compliance.retention import kept_until
from compliance.where_linked import embedded_in, linked_from
from compliance.workflow import Stage, Step, is_permitted

# Steps in the order they are taken: the view, what the button says, and who may press it.
BUTTONS = (
    (Step.SUBMIT, "submit", "Submit for review…", "compliance.add_submission"),
    (Step.APPROVE, "approve", "Approve…", "compliance.add_review"),
    (Step.RETURN, "return", "Return…", "compliance.add_review"),
    (Step.CERTIFY, "certify", "Certify…", "compliance.certify_version"),
    (Step.RECERTIFY, "recertify", "Certify again…", "compliance.certify_version"),
    (Step.WITHDRAW, "withdraw", "Withdraw…", "compliance.add_withdrawal"),
)
SOON_DAYS = 90


class Register(DatedChangeList):
    """The table; each row with the ends it depends on."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        ends = earliest_ends(self.result_list, on=timezone.localdate())
        for version in self.result_list:
            version.ends_found = ends.get(version.pk, [])


@admin.register(Version)
class VersionAdmin(VersionSteps, ReviewingSteps, SigningSteps, ComparingViews, DocumentViews, ReadOnlyAdmin):
    list_display = [
        "job_code",
        "title",
        "kind",
        "product",
        "stage",
        "prepared",
        "signed_by",
        "first_used",
        "ends",
        "days_left",
    ]
    list_display_links = ["job_code", "title"]
    list_select_related = ["material__product"]
    list_filter = [
        StageFilter,
        KindFilter,
        "material__product",
        SignatoryFilter,
        EndsWithinFilter,
        OutdatedTextFilter,
    ]
    date_hierarchy = "prepared_on"
    search_fields = ["job_code", "title", "material__address"]
    search_help_text = "Job code, title or address"
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False  # counting the whole register again for every page costs more than it tells
    change_list_template = "compliance/admin/version_change_list.html"
    change_form_template = "compliance/admin/version_change_form.html"

    class Media:
        css = {"all": ["compliance/register.css"]}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Register"} | (extra_context or {}))

    def get_queryset(self, request):
        versions = super().get_queryset(request).with_stage(on=timezone.localdate())
        return versions.defer("content").prefetch_related("signatures")

    def get_changelist(self, request, **kwargs):
        return Register

    @admin.display(ordering="material__kind")
    def kind(self, version):
        return version.material.kind_name

    @admin.display(ordering="material__product", empty_value="–")
    def product(self, version):
        return version.material.product and version.material.product.brand

    @admin.display(ordering="stage_on")
    def stage(self, version):
        stage = Stage(version.stage_on)
        return format_html('<span class="stage stage--{}">{}</span>', stage.value, stage.label)

    @admin.display(description="prepared", ordering="prepared_on")
    def prepared(self, version):
        return f"{version.prepared_on:%b %Y}"

    @admin.display(empty_value="–")
    def signed_by(self, version):
        return version.signed_by or None

    @admin.display(empty_value="–")
    def first_used(self, version):
        return version.first_used_on

    @admin.display(empty_value="–")
    def ends(self, version):
        own = version.ends_on
        if own is None:
            return None
        first = version.ends_found[0] if version.ends_found else None
        if version.stage_on == Stage.LIVE and first and first.on < own:
            return format_html(
                '{}<br><small title="{} ends first">{} with {}</small>',
                f"{own:%-d %b %Y}",
                first.of,
                f"{first.on:%-d %b %Y}",
                first.of.job_code if first.of != version else "the text inside",
            )
        return f"{own:%-d %b %Y}"

    @admin.display(description="days left", empty_value="–")
    def days_left(self, version):
        if version.stage_on not in (Stage.LIVE, Stage.EXPIRED) or not version.ends_found:
            return None
        first = version.ends_found[0]
        left = first.days_left(timezone.localdate())
        if left > SOON_DAYS:
            return left
        soon = format_html('<strong class="soon">{}</strong>', max(left, 0))
        if first.on != version.ends_on:
            return soon  # something else ends it: signing the same bytes again would not help
        again = reverse("admin:compliance_version_recertify", args=[version.pk])
        return format_html('{}<br><a href="{}">Certify again…</a>', soon, again)

    def get_urls(self):
        return [
            *self.document_urls(),
            *self.reviewing_urls(),
            *self.signing_urls(),
            *self.comparing_urls(),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        version = self.get_object(request, object_id)
        if version is None or not self.has_view_permission(request, version):
            return super().change_view(request, object_id, form_url, extra_context)
        return self.record(request, version)

    def record(self, request: HttpRequest, version: Version, comment_form: CommentForm | None = None) -> HttpResponse:
        """Everything the register knows of one Version."""
        today = timezone.localdate()
        may = request.user.has_perm
        context = self.step_context(request, version, title=str(version)) | {
            "stage": Stage(version.stage_on),
            "buttons": [
                (reverse(f"admin:compliance_version_{view}", args=[version.pk]), label, step)
                for step, view, label, permission in BUTTONS
                if is_permitted(step, Stage(version.stage_on)) and may(permission)
            ],
            "rendition": version.rendition,
            "signatures": version.signatures.select_related("certificate").order_by("signed_at"),
            "withdrawal": getattr(version, "withdrawal", None),
            "ends": earliest_ends([version], on=today).get(version.pk, []),
            "addresses": version.material.addresses(),
            "kept_until": kept_until(version),
            "uses": version.uses.aggregate(count=Sum("count"), last_at=Max("last_at")),
            "before": version.material.versions.filter(number__lt=version.number).order_by("-number").first(),
            "submissions": version.submissions.select_related("by"),
            "reviews": version.reviews.select_related("by"),
            "comments": version.comments.select_related("by", "resolution__by").prefetch_related("answers__by"),
            "findings": version.findings.select_related("answer__by"),
            "linked_from": linked_from(version.material) if version.stage_on == Stage.LIVE else [],
            "embedded_in": embedded_in(version),
            "affected_by": version.affected_by.select_related("change", "decision__by"),
            "links": version.links_to.all(),
            "events": version.events.select_related("by"),
            "comment_form": comment_form
            or (CommentForm(parts=version.parts()) if may("compliance.add_comment") else None),
            "answer_form": AnswerForm() if may("compliance.add_answer") else None,
            "may_resolve": may("compliance.add_resolution"),
            "may_answer_findings": may("compliance.add_findinganswer"),
        }
        return render(request, self.change_form_template, context)
