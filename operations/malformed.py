"""Requests that no browser sends: nothing on the site has a NUL in its name, and PostgreSQL takes none."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class MalformedMiddleware:
    """400 where a NUL is asked for, whichever way it is written. Found by what it is, nothing of it is repeated."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _holds_nul(request):
            return HttpResponseBadRequest("This address or its cookies cannot be read.\n", content_type="text/plain")
        return self.get_response(request)


def _holds_nul(request: HttpRequest) -> bool:
    """In the path it is decoded already; a cookie in quotes writes it in octal digits."""
    query, cookies = (request.META.get(name, "") for name in ("QUERY_STRING", "HTTP_COOKIE"))
    return "\0" in request.path_info or "%00" in query or "\\000" in cookies
