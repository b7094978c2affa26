"""The Content-Security-Policy of visitors' pages, put together once: it is the same for all but a few."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse


class CspMiddleware(CSPMiddleware):
    """django-csp's; where no view or other middleware changed the policy, the header is the one made before."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_changed = any(name.startswith("_csp_") for name in (*vars(response), *vars(request)))
        if is_changed or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # too late to ask for one
        return response


@cache
def _policy() -> str:
    return build_policy()
