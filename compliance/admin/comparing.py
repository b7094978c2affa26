"""Two Versions side by side, word by word."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from compliance.admin.for_staff import for_staff
from compliance.comparison import Comparison, body_text, compare_bodies, compare_pages, pdf_pages
from compliance.models import Rendition, Version


def compared(before: Version, after: Version) -> Comparison:
    """What changed from one Version to another: in place for two page bodies, page by page as soon as one is a PDF."""
    old, new = before.rendition, after.rendition
    if old.form == new.form == Rendition.Form.BODY:
        return compare_bodies(bytes(old.body), bytes(new.body))
    return compare_pages(_pages(old), _pages(new))


def _pages(rendition: Rendition) -> list[str]:
    body = bytes(rendition.body)
    return pdf_pages(body) if rendition.form == Rendition.Form.PDF else body_text(body)


class ComparingViews:
    """The part of VersionAdmin about comparison."""

    def comparing_urls(self):
        view = self.admin_site.admin_view
        return [
            path("compare/", view(self.choose), name="compliance_version_compare_chosen"),
            path("<int:before>/compare/<int:pk>/", view(self.compare), name="compliance_version_compare"),
            path("<int:before>/compare/<int:pk>/marked/", view(self.marked), name="compliance_version_marked"),
        ]

    @method_decorator(require_safe)
    def choose(self, request: HttpRequest) -> HttpResponse:
        """From a form's two choices to the comparison."""
        before, after = request.GET.get("before", ""), request.GET.get("after", "")
        if not (before.isdigit() and after.isdigit()):
            raise Http404
        return self.compare(request, before=int(before), pk=int(after))

    @method_decorator(require_safe)
    def compare(self, request: HttpRequest, before: int, pk: int) -> HttpResponse:
        """The list of changes beside the later Version with the changes marked in it."""
        earlier, later = self.version_for(request, before), self.version_for(request, pk)
        if earlier.material_id == later.material_id and earlier.number > later.number:
            earlier, later = later, earlier
        comparison = compared(earlier, later)
        if earlier.pk == later.pk:
            messages.info(request, "That is the same Version twice. Choose two.")
        others = later.material.versions.order_by("-number").defer("content")
        context = self.step_context(
            request, later, title=f"{later.title}: v{later.number} compared with v{earlier.number}"
        ) | {
            "earlier": earlier,
            "comparison": comparison,
            "is_paged": "pdf" in (earlier.rendition.form, later.rendition.form),
            "marked": mark_safe(comparison.marked),  # made of our own escaped text
            "versions": others,
        }
        return render(request, "compliance/admin/compare.html", context)

    @method_decorator(require_safe)
    def marked(self, request: HttpRequest, before: int, pk: int) -> HttpResponse:
        """The later page in its frame, with the changes marked."""
        earlier, later = self.version_for(request, before), self.version_for(request, pk)
        document = later.material.as_kind().document(compared(earlier, later).marked.encode(), title=later.title)
        style = f'<link rel="stylesheet" href="{static("compliance/compare.css")}"></head>'.encode()
        return for_staff(document.replace(b"</head>", style, 1), later.rendition.media_type)
