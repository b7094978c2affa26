"""What is no longer live answers 410, what has moved leads on, whichever view looked for it."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from compliance.serving import Gone, Moved


class GoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            return HttpResponse(render_to_string("410.html"), status=410)
        if isinstance(exception, Moved):
            query = request.META.get("QUERY_STRING")
            return HttpResponsePermanentRedirect(f"{exception.to}?{query}" if query else exception.to)
        return None
