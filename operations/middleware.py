"""Around everything: gives each request an id, and says how it went."""

import logging
import time
from secrets import token_hex

from django.http import HttpRequest, HttpResponse

from operations import metrics
from operations.logs import request_id

log = logging.getLogger("operations.requests")


class RequestMiddleware:
    """The id is ours alone: one that a visitor sends is not taken over, since it would stand in our logs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        token = request_id.set(token_hex(16))
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            response["X-Request-ID"] = request_id.get()
            metrics.answered(request, response, seconds)
            log.info(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "milliseconds": round(seconds * 1000, 1),
                },
            )
            return response
        finally:
            request_id.reset(token)
