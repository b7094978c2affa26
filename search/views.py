"""The page that searches. What is asked for is neither kept nor logged, and stands in no title."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from compliance.models import Audience
from search import finding


@require_safe
@gzip_page
def search(request: HttpRequest) -> HttpResponse:
    """What is found on live pages for professionals; what can be searched, where nothing is asked."""
    # The gate stands before this view. Should it ever not, nothing for professionals passes here.
    if not getattr(request, "has_declaration", False):
        raise Http404
    if is_ratelimited(request, group="search", key=_visitor, rate=settings.RATE_SEARCH, increment=True):
        return _wait(request)
    results = finding.find(request.GET.get("q", ""), as_of=request.standing, page=_page(request.GET.get("page", "")))
    products = {result.product["brand"]: result.product for result in results.results if result.product}
    return render(
        request,
        "search/search.html",
        {
            "title": "Search",
            "audience": Audience.HCP,
            "current": request.path,
            "words": results.asked,
            "found": results,
            "products": list(products.values()),
            # Medicines of one company are reported to it once.
            "reported_to": list({product["report_phone"]: product for product in products.values()}.values()),
            "is_monitored": any(product["additional_monitoring"] for product in products.values()),
            "is_demonstration": any(result.is_demonstration for result in results.results),
            "company": next((result.company for result in results.results), settings.COMPANY_NAME),
        },
    )


def _wait(request: HttpRequest) -> HttpResponse:
    """The same page with the words as typed, and nothing found."""
    facts = {"title": "Search", "audience": Audience.HCP, "current": request.path, "company": settings.COMPANY_NAME}
    words = request.GET.get("q", "")
    response = render(request, "search/wait.html", facts | {"words": words}, status=429)
    response["Retry-After"] = "60"
    return response


def _visitor(_group: str, request: HttpRequest) -> str:
    return request.session.session_key


def _page(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1
