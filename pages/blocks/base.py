"""What every kind of Block has."""

from typing import ClassVar

from content_editor.models import create_plugin_base
from django.utils.html import strip_tags
from django.utils.text import Truncator

from compliance.models import Material


class Block(create_plugin_base(Material)):
    """A piece of a Material's Draft, in order.

    A kind says what it holds for editors (fields), what it freezes to (`content()`) and which icon stands for it in
    the admin; `templates/pages/blocks/<kind>.html` shows it on pages and in leaflets.
    """

    kind: ClassVar[str]
    icon: ClassVar[str]  # of the Material Icons font that the block editor brings along
    fields: ClassVar[tuple[str, ...]]  # in the order editors fill them in
    is_for_paper: ClassVar[bool] = True  # leaflets offer it too

    class Meta:
        abstract = True
        app_label = "pages"
        ordering = ["ordering"]

    def __str__(self):
        texts = (strip_tags(getattr(self, name, "")).strip() for name in ("heading", "caption", "alt", "html"))
        return Truncator(next(filter(None, texts), "")).words(8) or f"empty {self._meta.verbose_name}"

    def content(self) -> dict:
        """As frozen; its parts in reading order, since citations are numbered along the way."""
        anchor = f"{self.kind.replace('_', '-')}-{self.pk}"
        return {"kind": self.kind, "anchor": anchor} | self.parts()

    def parts(self) -> dict:
        """The kind's own parts of `content()`."""
        raise TypeError(f"{type(self).__name__} does not say what it freezes to.")

    def problems(self) -> list[str]:
        """What keeps the block from being frozen, a sentence each."""
        return []
