"""The steps before signing: hand in, approve, return, comment, answer, resolve."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from compliance import actions
from compliance.admin.forms import AnswerForm, CommentForm, RemarkForm
from compliance.errors import ComplianceError
from compliance.models import Comment, Finding


@dataclass(frozen=True)
class RemarkedStep:
    """A step that asks for nothing but a remark."""

    act: Callable
    permission: str
    title: str
    button: str
    explanation: str
    done: str


REMARKED = {
    "submit": RemarkedStep(
        actions.submit,
        "compliance.add_submission",
        title="Submit {} for review",
        button="Submit for review",
        explanation="It appears on the desk of every reviewer. You can go on editing the Draft meanwhile: that changes "
        "nothing about this Version.",
        done="is with the reviewers.",
    ),
    "approve": RemarkedStep(
        actions.approve,
        "compliance.add_review",
        title="Approve {}",
        button="Approve",
        explanation="You say that these exact bytes are fit to be signed. It then waits for a signatory; visitors "
        "still do not see it.",
        done="is approved. It waits for a signatory.",
    ),
    "return": RemarkedStep(
        actions.return_with_comments,
        "compliance.add_review",
        title="Return {}",
        button="Return with comments",
        explanation="It goes back to those who drew it up, with your comments. They answer and submit it again, or "
        "freeze a corrected Version.",
        done="is returned to those who drew it up.",
    ),
}


class ReviewingSteps:
    """The part of VersionAdmin about reviews."""

    def reviewing_urls(self):
        view = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{name}/", view(self.remark), {"view": name}, name=f"compliance_version_{name}")
                for name in REMARKED
            ),
            path("<int:pk>/comment/", view(self.comment), name="compliance_version_comment"),
            path("comment/<int:pk>/answer/", view(self.answer), name="compliance_comment_answer"),
            path("comment/<int:pk>/resolve/", view(self.resolve), name="compliance_comment_resolve"),
            path("finding/<int:pk>/answer/", view(self.answer_finding), name="compliance_finding_answer"),
        ]

    def remark(self, request: HttpRequest, pk: int, *, view: str) -> HttpResponse:
        """Say what a step means, ask for a remark, and take it. A refusal is shown and loses nothing typed."""
        step = REMARKED[view]
        version = self.version_for(request, pk, step.permission)
        form = RemarkForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                step.act(version, by=request.user, **form.cleaned_data)
            except ComplianceError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{version} {step.done}")
                return self.back_to(version)
        context = self.step_context(request, version, title=step.title.format(version))
        context |= {"form": form, "button": step.button, "explanation": step.explanation}
        return render(request, "compliance/admin/take_step.html", context)

    @method_decorator(require_POST)
    def comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.version_for(request, pk, "compliance.add_comment")
        form = CommentForm(request.POST, parts=version.parts())
        if not form.is_valid():
            return self.record(request, version, comment_form=form)
        try:
            actions.comment(version, by=request.user, **form.cleaned_data)
        except ComplianceError as refusal:
            form.add_error(None, str(refusal))
            return self.record(request, version, comment_form=form)
        messages.success(request, "The comment is on record. It blocks certification until it is resolved.")
        return self.back_to(version, "#comments")

    @method_decorator(require_POST)
    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = get_object_or_404(Comment, pk=pk)
        version = self.version_for(request, comment.version_id, "compliance.add_answer")
        form = AnswerForm(request.POST)
        if form.is_valid():
            self._try(request, lambda: actions.answer(comment, by=request.user, text=form.cleaned_data["text"]))
        else:
            messages.error(request, "The answer is empty. Write what was done, or why nothing need be.")
        return self.back_to(version, "#comments")

    @method_decorator(require_POST)
    def resolve(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = get_object_or_404(Comment, pk=pk)
        version = self.version_for(request, comment.version_id, "compliance.add_resolution")
        self._try(request, lambda: actions.resolve(comment, by=request.user))
        return self.back_to(version, "#comments")

    @method_decorator(require_POST)
    def answer_finding(self, request: HttpRequest, pk: int) -> HttpResponse:
        finding = get_object_or_404(Finding, pk=pk)
        version = self.version_for(request, finding.version_id, "compliance.add_findinganswer")
        text = request.POST.get("text", "")
        self._try(request, lambda: actions.answer_finding(finding, by=request.user, text=text))
        return self.back_to(version, "#findings")

    def _try(self, request: HttpRequest, act) -> None:
        try:
            act()
        except ComplianceError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Done. It is on record.")
