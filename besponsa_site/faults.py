"""Who answers for what was raised and nobody caught."""

import logging
import sys

from django.http import HttpRequest, HttpResponse

import operations.views
from compliance import room
from staff import unsent
from staff.addresses import is_admin

log = logging.getLogger(__name__)


def answer(request: HttpRequest) -> HttpResponse:
    """Staff whose work found no room are told so, with what they typed; everybody else hears what operations says."""
    if is_admin(request.path_info) and room.is_missing(sys.exception()):
        try:
            if request.user.is_staff:
                return unsent.no_room(request)
        except Exception:  # who it is could not be read, or the page not drawn: the plain one rests on nothing
            log.exception("No page about a full disk could be made.")
    return operations.views.fault(request)
