"""The Content-Security-Policy of the admin: its own scripts and styles, nothing inline but what is named here.

Visitors' pages keep the stricter policy in settings. In the admin, the block editor needs an import map and two
style elements that its scripts make. The import map and the rich text editor's style carry the request's nonce. The
block editor's style cannot carry one: its hash is worked out from the library's own source and this page's texts.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.forms import Media as PlainMedia
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from js_asset import JSON, Media

ADMIN_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],  # the choices of references and abbreviations
    "frame-src": [SELF],  # the signing screen shows the Renditions to be signed
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}


class EditorCspMiddleware:
    """Widens the policy for admin addresses. A view that states a policy of its own keeps that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_admin(request) and not _has_own_policy(response):
            styles = [*ADMIN_POLICY["style-src"], *getattr(response, "editor_style_hashes", [])]
            response._csp_config = ADMIN_POLICY | {"style-src": styles}
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        media = (response.context_data or {}).get("media")
        if _is_admin(request) and isinstance(media, PlainMedia):
            response.context_data["media"] = Media.from_media(media, nonce=str(request.csp_nonce))
            response.editor_style_hashes = [
                block_editor_style_hash(asset.data)
                for asset in media._js
                if isinstance(asset, JSON) and asset.id == "content-editor-context"
            ]
        return response


def block_editor_style_hash(context: dict) -> str:
    """CSP source of the style element that content-editor makes for a page with this `context`."""
    style = _block_editor_style()
    regions = ", ".join(f'[data-region="{region["key"]}"]' for region in context["regions"])
    for expression, value in (
        (r'window\.gettext\("Hide"\)', "Hide"),  # the admin is in English
        (r'window\.gettext\("Show"\)', "Show"),
        (r"ContentEditor\.messages\.forDeletion", context["messages"]["forDeletion"]),
        (r"ContentEditor\.declaredRegions[^`]*`[^`]*`[^`]*?\.join\(\", \"\)", regions),
    ):
        style = re.sub(r"\$\{" + expression + r"\}", lambda _match, value=value: value, style)
    if "${" in style:
        raise ImproperlyConfigured("content-editor's style has a part that pages/editor_csp.py does not know.")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _block_editor_style() -> str:
    """The template of the style element, out of the library's script."""
    source = Path(finders.find("content_editor/index.js")).read_text()
    found = re.search(r"style\.textContent = `(.*?)`\n", source, re.DOTALL)
    if found is None:
        raise ImproperlyConfigured("content-editor no longer makes its style as pages/editor_csp.py expects.")
    return found[1]


def _is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}/")


def _has_own_policy(response: HttpResponse) -> bool:
    return any(hasattr(response, name) for name in ("_csp_config", "_csp_replace", "_csp_update", "_csp_exempt"))
