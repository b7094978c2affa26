"""The admin's editor of blocks: the library's, made usable by keyboard and with screen readers."""

from content_editor.admin import ContentEditor
from django.forms import Script
from js_asset import Media

from pages.rich_text import RichTextWidget


class BlockEditor(ContentEditor):
    """Base of the admin classes of Materials that are made of blocks."""

    def render_change_form(self, request, context, **kwargs):
        response = super().render_change_form(request, context, **kwargs)
        response.context_data["media"] += (
            # Its import map is needed by blocks.js also where every field is read-only.
            RichTextWidget().media
            + Media(css={"all": ["admin_editor/blocks.css"]}, js=[Script("admin_editor/blocks.js", type="module")])
        )
        return response
