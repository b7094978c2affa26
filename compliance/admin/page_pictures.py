"""PDFs as pictures of their pages: each by itself, and two Versions page beside page."""

from importlib.metadata import version as release

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from compliance.admin.marked_pages import marked_pages, running_changes
from compliance.comparison.pictures import PicturedComparison, compare_pictures
from compliance.errors import ComplianceError
from compliance.models import Rendition, Version
from compliance.pictures_of_pdf import as_webp, picture_of_page

WITHIN = (1400, 1400)  # pixels
QUALITY = 70
# A picture is the same until it is drawn otherwise.
DRAWN_BY = f"{release('pypdfium2')}-{release('Pillow')}-{WITHIN[0]}-{QUALITY}"
KEPT_SECONDS = 24 * 60 * 60


def pictured(before: Rendition, after: Rendition, *, first: int) -> PicturedComparison:
    """The comparison of two PDFs from the place `first`; it is worked out once a day. Raises ComplianceError."""
    key = f"pictured-{before.sha256}-{after.sha256}-{first}-{release('pypdfium2')}"
    return cache.get_or_set(
        key, lambda: compare_pictures(bytes(before.body), bytes(after.body), first=first), KEPT_SECONDS
    )


class PagePictureViews:
    """The part of VersionAdmin about pages as pictures."""

    def page_picture_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/pages/<int:number>.webp",
                view(self.page_picture, cacheable=True),
                name="compliance_version_page",
            ),
            path(
                "<int:before>/compare/<int:pk>/pages/", view(self.side_by_side), name="compliance_version_side_by_side"
            ),
        ]

    @method_decorator(require_safe)
    def page_picture(self, request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
        """One page. The browser keeps it, and asks each time whether it may still show it."""
        version = self.version_for(request, pk)
        pdfs = Rendition.objects.filter(version=version, form=Rendition.Form.PDF)
        rendition = get_object_or_404(pdfs.defer("body"))
        etag = quote_etag(f"{rendition.sha256}-{number}-{DRAWN_BY}")
        response = get_conditional_response(request, etag=etag) or self._drawn(rendition, number)
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        return response

    def _drawn(self, rendition: Rendition, number: int) -> HttpResponse:
        try:
            picture = picture_of_page(bytes(rendition.body), number, within=WITHIN)
        except IndexError:
            raise Http404 from None
        except ComplianceError as refusal:
            return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
        return HttpResponse(as_webp(picture, quality=QUALITY), content_type="image/webp")

    @method_decorator(require_safe)
    def side_by_side(self, request: HttpRequest, before: int, pk: int) -> HttpResponse:
        """Each page of the later Version beside what it was, with what changed marked on both."""
        earlier, later = self.two_versions(request, before, pk)
        if not are_pdfs(earlier, later):
            raise Http404
        context = self.step_context(request, later, title=title_of_two(later, "beside", earlier))
        context |= self.choice_context(earlier, later)
        try:
            comparison = pictured(earlier.rendition, later.rendition, first=_first(request))
        except ComplianceError as refusal:
            context |= {"refusal": str(refusal)}
        else:
            if not comparison.pages:
                raise Http404
            pages = marked_pages(comparison)
            context |= {
                "comparison": comparison,
                "changed": [page for page in pages if page.page.is_changed],
                "same": [page for page in pages if not page.page.is_changed],
                "running": running_changes(comparison),
            }
        return render(request, "compliance/admin/side_by_side.html", context)


def title_of_two(later: Version, how: str, earlier: Version) -> str:
    """What a comparison is called: “Leaflet: v2 beside v1”, and the other Material's name if they are of two."""
    name = "" if earlier.material_id == later.material_id else f"{earlier.title} "
    return f"{later.title}: v{later.number} {how} {name}v{earlier.number}"


def are_pdfs(*versions: Version) -> bool:
    return all(version.rendition.form == Rendition.Form.PDF for version in versions)


def _first(request: HttpRequest) -> int:
    """The place of the first page wanted."""
    asked = request.GET.get("from", "1")
    if not asked.isdecimal() or len(asked) > 5 or int(asked) < 1:
        raise Http404
    return int(asked)
