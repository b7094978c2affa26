"""Two Versions compared word by word; two PDFs page by page too."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from compliance.admin.for_staff import for_staff
from compliance.admin.page_pictures import PagePictureViews, are_pdfs, title_of_two
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


class ComparingViews(PagePictureViews):
    """The part of VersionAdmin about comparison."""

    def comparing_urls(self):
        view = self.admin_site.admin_view
        return [
            *self.page_picture_urls(),
            path("compare/", view(self.choose), name="compliance_version_compare_chosen"),
            path("<int:before>/compare/<int:pk>/", view(self.compare), name="compliance_version_compare"),
            path("<int:before>/compare/<int:pk>/marked/", view(self.marked), name="compliance_version_marked"),
        ]

    @method_decorator(require_safe)
    def choose(self, request: HttpRequest) -> HttpResponse:
        """From a form's two choices to the comparison."""
        before, after = request.GET.get("before", ""), request.GET.get("after", "")
        if not (before.isdecimal() and after.isdecimal()):
            raise Http404
        pks = {"before": int(before), "pk": int(after)}
        if request.GET.get("by") == "pages" and are_pdfs(*self.two_versions(request, *pks.values())):
            return self.side_by_side(request, **pks)
        return self.compare(request, **pks)

    def two_versions(self, request: HttpRequest, before: int, pk: int) -> tuple[Version, Version]:
        """The earlier and the later, however they were chosen."""
        earlier, later = self.version_for(request, before), self.version_for(request, pk)
        is_reversed = earlier.material_id == later.material_id and earlier.number > later.number
        return (later, earlier) if is_reversed else (earlier, later)

    def choice_context(self, earlier: Version, later: Version) -> dict:
        """What the choice of two Versions needs, and of how they are compared."""
        return {
            "earlier": earlier,
            "versions": later.material.versions.order_by("-number").defer("content"),
            "are_pdfs": are_pdfs(earlier, later),
        }

    @method_decorator(require_safe)
    def compare(self, request: HttpRequest, before: int, pk: int) -> HttpResponse:
        """The list of changes beside the later Version with the changes marked in it."""
        earlier, later = self.two_versions(request, before, pk)
        comparison = compared(earlier, later)
        if earlier.pk == later.pk:
            messages.info(request, "That is the same Version twice. Choose two.")
        context = self.step_context(request, later, title=title_of_two(later, "compared with", earlier)) | {
            "comparison": comparison,
            "is_paged": "pdf" in (earlier.rendition.form, later.rendition.form),
            "marked": mark_safe(comparison.marked),  # made of our own escaped text
        }
        context |= self.choice_context(earlier, later)
        return render(request, "compliance/admin/compare.html", context)

    @method_decorator(require_safe)
    def marked(self, request: HttpRequest, before: int, pk: int) -> HttpResponse:
        """The later page in its frame, with the changes marked."""
        earlier, later = self.version_for(request, before), self.version_for(request, pk)
        document = later.material.as_kind().document(compared(earlier, later).marked.encode(), title=later.title)
        style = f'<link rel="stylesheet" href="{static("compliance/compare.css")}"></head>'.encode()
        return for_staff(document.replace(b"</head>", style, 1), later.rendition.media_type)
