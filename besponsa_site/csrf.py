"""Who answers a form that came without its token."""

from django.http import HttpRequest, HttpResponse

from gating.views import csrf_failure
from staff import unsent
from staff.addresses import is_admin


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in, in another tab too, changes the token: a form that was opened before comes back to be sent again."""
    if is_admin(request.path_info) and request.user.is_staff and unsent.is_worth_keeping(request):
        return unsent.page(request, said="You signed in again after this form was opened.")
    return csrf_failure(request, reason)
