"""The admin's editor of blocks: the library's, made usable by keyboard and with screen readers."""

from content_editor.admin import ContentEditor
from django.forms import Script
from js_asset import Media

from pages.rich_text import RichTextWidget


class BlockEditor(ContentEditor):
    """Base of the admin classes of Materials that are made of blocks."""

    @property
    def media(self):
        # With the rich text editor's import map, which blocks.js needs too, also where every field is read-only.
        return (
            super().media
            + RichTextWidget().media
            + Media(css={"all": ["admin_editor/blocks.css"]}, js=[Script("admin_editor/blocks.js", type="module")])
        )
