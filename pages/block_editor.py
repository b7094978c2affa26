"""The admin's editor of blocks: the library's, made usable by keyboard and with screen readers."""

from content_editor.admin import ContentEditor
from django.forms import Script
from js_asset import Media

from pages.rich_text import RichTextWidget


class BlockEditor(ContentEditor):
    """Base of the admin classes of Materials that are made of blocks."""

    def get_inlines(self, request, obj):
        """The blocks, for those who may change them. Others read them in the preview, as visitors will."""
        return super().get_inlines(request, obj) if self._may_edit(request, obj) else []

    def render_change_form(self, request, context, obj=None, **kwargs):
        if not self._may_edit(request, obj):
            # Past ContentEditor: its scripts need blocks that can be changed.
            return super(ContentEditor, self).render_change_form(request, context, obj=obj, **kwargs)
        response = super().render_change_form(request, context, obj=obj, **kwargs)
        response.context_data["media"] += RichTextWidget().media + Media(
            css={"all": ["admin_editor/blocks.css"]}, js=[Script("admin_editor/blocks.js", type="module")]
        )
        return response

    def _may_edit(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
