"""What every page made for a visitor knows of the site."""

from django.http import HttpRequest

from compliance.models import Audience
from pages.menu import in_frame, live_menu


def menu(request: HttpRequest) -> dict:
    """The frame's menu, for those who passed the gate; others are told of no page behind it."""
    if not getattr(request, "has_declaration", False):
        return {}
    entries = live_menu(as_of=getattr(request, "standing", None))
    return {"audience": Audience.HCP} | in_frame(entries, request.path)
