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
    return request.method == "POST" and sent_by_us and not about_signing_in and len(typed(request)) > 1


def page(request: HttpRequest, *, said: str) -> HttpResponse:
    """The form again. `said`: why."""
    return _answer(request, "staff/unsent.html", {"said": said} | _kept(request), status=403)


def send_on(request: HttpRequest, *, address: str, fields: list[tuple[str, str]]) -> HttpResponse:
    """The form, which the browser sends to `address` by itself: nothing stands in its way any more."""
    about = {"said": "You have shown that it is you.", "sends_itself": True}
    return _answer(request, "staff/unsent.html", about | _form(address, fields), status=200)


def no_room(request: HttpRequest) -> HttpResponse:
    """What was sent found no room on the disk. The form again, where it was one and could still be read."""
    kept = _kept(request) if is_worth_keeping(request) else {}
    return _answer(request, "staff/no_room.html", kept, status=507)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Each field with its value, in their order; nothing that proves who somebody is."""
    left_out = {FORM_TOKEN} | PROVES_WHO
    if PROVES_WHO & set(request.POST):
        left_out.add("code")  # of an authenticator app; elsewhere it is a product's
    return [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]


def _kept(request: HttpRequest) -> dict:
    files = [file.name for _, files in request.FILES.lists() for file in files]
    return _form(request.get_full_path(), typed(request)) | {"files": files}


def _form(address: str, fields: list[tuple[str, str]]) -> dict:
    shown = [(name, value) for name, value in fields if value and not WORKINGS.search(name)]
    return {"address": address, "fields": fields, "shown": shown}


@never_cache
@csp_update({"script-src": [SELF]})
def _answer(request: HttpRequest, template: str, context: dict, *, status: int) -> HttpResponse:
    return render(request, template, admin.site.each_context(request) | context, status=status)
