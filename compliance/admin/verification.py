"""Verifying the register from the admin, with its progress as it goes."""

import time
from collections.abc import Iterator

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from compliance import verification
from compliance.admin.read_only import ReadOnlyAdmin
from compliance.models import Verification

HERE = "<!-- progress -->"  # where the page is cut in two, so that what happens meanwhile stands between


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "fault_count", "renditions", "events", "seconds"]
    list_select_related = ["by"]
    change_list_template = "compliance/admin/verification_change_list.html"
    fields = ["at", "by", "seconds", "renditions", "events", "last_event_sha256", "what_is_wrong", "frames"]
    readonly_fields = ["what_is_wrong", "frames"]

    class Media:
        css = {"all": ["compliance/register.css"]}

    @admin.display(description="faults")
    def what_is_wrong(self, result):
        return "\n".join(result.faults) or "none"

    @admin.display(description="frames changed since signing")
    def frames(self, result):
        return "\n".join(result.frame_changes) or "none"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("verify/", view(self.verify), name="compliance_verification_verify"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may = request.user.has_perm("compliance.add_verification")
        extra = {"may_verify": may, "last": Verification.objects.first()}
        return super().changelist_view(request, extra | (extra_context or {}))

    @method_decorator(require_POST)
    def verify(self, request: HttpRequest) -> HttpResponse:
        """Verify now; the page grows by a line for each part, then says what was found."""
        if not request.user.has_perm("compliance.add_verification"):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {"title": "Verifying the register", "opts": self.opts}
        page = render_to_string("compliance/admin/verifying.html", context, request)
        response = StreamingHttpResponse(self._run(request, page))
        response["X-Accel-Buffering"] = "no"  # a front server passes each line on as it comes
        return response

    def _run(self, request: HttpRequest, page: str) -> Iterator[str]:
        head, _, foot = page.partition(HERE)
        yield head
        outcome, began = verification.Outcome(), time.monotonic()
        told = None
        for progress in verification.verify(outcome):
            tenth = progress.done * 10 // max(progress.of, 1)
            if (progress.part, tenth) != told:
                told = (progress.part, tenth)
                yield format_html("<li>{}: {} of {}</li>\n", progress.part, f"{progress.done:,}", f"{progress.of:,}")
        result = verification.keep(outcome, by=request.user, seconds=time.monotonic() - began)
        yield "</ol>" + render_to_string("compliance/admin/verified.html", {"result": result})
        yield foot
