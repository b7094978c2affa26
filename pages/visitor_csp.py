"""The Content-Security-Policy of visitors' pages, put together once: it is the same for all but a few."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

CHANGES = frozenset(
    f"_csp_{change}{kind}" for change in ("exempt", "config", "update", "replace") for kind in ("", "_ro")
)  # what django-csp's decorators put on a response


class CspMiddleware(CSPMiddleware):
    """django-csp's; where no view or other middleware changed the policy, the header is the one made before."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_changed = not CHANGES.isdisjoint(vars(response)) or "_csp_nonce" in vars(request)
        if is_changed or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # too late to ask for one
        return response


@cache
def _policy() -> str:
    return build_policy()
