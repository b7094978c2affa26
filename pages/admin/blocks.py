"""The block editor's inlines, made from what each kind of Block says of itself."""

from content_editor.admin import ContentEditorInline

from pages.blocks import BLOCKS, Block


def _inline(kind: type[Block]) -> type[ContentEditorInline]:
    return ContentEditorInline.create(
        kind,
        icon=kind.icon,
        color="var(--block-icon)",
        fieldsets=[(None, {"fields": [*kind.fields, "region", "ordering"]})],
    )


BLOCK_INLINES = [_inline(kind) for kind in BLOCKS]
