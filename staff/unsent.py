"""What somebody typed is not lost when it could not be taken: they were signed out, or signed in anew, meanwhile; or
the disk is full.

The form comes back with all that was in it, to be sent once more. Nothing of it is kept on the server.
"""

import re

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from staff.addresses import is_about_signing_in

FORM_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 # nosec B105 the name of a field
WORKINGS = re.compile(r"^_|_FORMS$|^action$")  # buttons, and how many rows a form has
PROVES_WHO = {"password", "old_password", "new_password1", "new_password2", "password1", "password2", "passkey"}


def is_worth_keeping(request: HttpRequest) -> bool:
    """Whether `request` brought a form that a page of this site sent, and more than a press of a button."""
    sent_by_us = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    about_signing_in = is_about_signing_in(request.path_info)
    return request.method == "POST" and sent_by_us and not about_signing_in and len(_typed(request)) > 1


@never_cache
@csp_update({"script-src": [SELF]})
def page(request: HttpRequest, *, said: str) -> HttpResponse:
    """The form again. `said`: why."""
    return render(request, "staff/unsent.html", _kept(request) | {"said": said}, status=403)


@never_cache
@csp_update({"script-src": [SELF]})
def no_room(request: HttpRequest) -> HttpResponse:
    """What was sent found no room on the disk. The form again, where it was one and could still be read."""
    context = _kept(request) if is_worth_keeping(request) else admin.site.each_context(request)
    return render(request, "staff/no_room.html", context, status=507)


def _kept(request: HttpRequest) -> dict:
    fields = _typed(request)
    return admin.site.each_context(request) | {
        "address": request.get_full_path(),
        "fields": fields,
        "shown": [(name, value) for name, value in fields if value and not WORKINGS.search(name)],
        "files": [file.name for _, files in request.FILES.lists() for file in files],
    }


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Each field with its value, in their order; nothing that proves who somebody is."""
    left_out = {FORM_TOKEN} | PROVES_WHO
    if PROVES_WHO & set(request.POST):
        left_out.add("code")  # of an authenticator app; elsewhere it is a product's
    return [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
