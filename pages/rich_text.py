"""Rich text: what may be written in a block, how it is cleaned on the server, and what it cites.

The browser's editor and the server's sanitiser are built from the same extensions, so an editor can write exactly
what is kept. Citations and abbreviations are stored as ids, `<cite data-reference="12">` and
`<abbr data-abbreviation="3">`; their numbers are given when a page is frozen, never typed.
"""

from functools import cache

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django_prose_editor.config import allowlist_from_extensions
from django_prose_editor.fields import ProseEditorField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from pages.html_cleaning import DIGITS, clean, is_empty, parse, refuse_scripts, refuse_unusable_links

# Our own extensions, in static/admin_editor/. They load through the import map, so that hashed file names work.
MODULES = ["sources", "link", "tables", "toolbar", "paste"]
SHARED_MODULES = ["block_frame", "block_menu", "choices", "dialog", "picker", "summary"]
OWN_EXTENSIONS = {
    "Citation",
    "Abbreviation",
    "SafeLink",
    "ListOnly",
    "TableOnly",
    "TableTools",
    "Toolbar",
    "WordPaste",
}

INLINE = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "SafeLink": True,
    "Citation": {"choices": reverse_lazy("reference_choices")},
    "Abbreviation": {"choices": reverse_lazy("abbreviation_choices")},
    "WordPaste": True,
    "Toolbar": True,
    "History": True,
    "Menu": False,  # replaced by Toolbar, which is the same menu with names and arrow keys
    "NoSpellCheck": False,  # let the browser mark spelling mistakes
}
TABLE = {"Table": True, "TableRow": True, "TableHeader": True, "TableCell": True, "TableTools": True}
KINDS = {
    "full": INLINE | TABLE | {"Heading": {"levels": [2, 3, 4]}},
    "inline": INLINE,
    "list": INLINE | {"Document": False, "ListOnly": True, "BulletList": False},  # one numbered list and nothing else
    "table": INLINE | TABLE | {"Document": False, "TableOnly": True},  # one table and nothing else
}


def clean_html(html: str, kind: str = "full") -> str:
    """Of `html`, what a text of that `kind` may hold."""
    return clean(html, tags=_tags(kind))


def reference_ids(html: str) -> list[int]:
    """Ids of the references cited, in reading order, each as often as it is cited."""
    return _ids(html, "cite", "data-reference")


def abbreviation_ids(html: str) -> list[int]:
    """Ids of the abbreviations used, in reading order, each as often as it is used."""
    return _ids(html, "abbr", "data-abbreviation")


class RichTextWidget(AdminProseEditorWidget):
    """The library's editor with our extensions and a name for assistive technology."""

    @property
    def media(self):
        return super().media + Media(
            importmap=ImportMap(
                {f"admin-editor/{name}": f"admin_editor/{name}.js" for name in [*MODULES, *SHARED_MODULES]}
            ),
            css={"all": ["admin_editor/editor.css"]},
        )

    def get_config(self):
        return super().get_config() | {"js_modules": [f"admin-editor/{name}" for name in MODULES]}


class RichTextField(ProseEditorField):
    """A text field for sanitised HTML.

    `kind` is what it may hold: "inline" (paragraphs, lists, bold and the like), "full" (headings and tables too),
    "list" (one numbered list) or "table" (one table).
    """

    def __init__(self, *args, kind="full", **kwargs):
        kwargs.setdefault("validators", [refuse_scripts, refuse_unusable_links])
        super().__init__(
            *args,
            config={"extensions": KINDS[kind]},
            sanitize=lambda html: clean_html(html, kind),
            **kwargs,
        )

    def clean(self, value, model_instance):
        html = super().clean(value, model_instance)
        if not is_empty(html):
            return html
        if not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return ""

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"widget": RichTextWidget})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)  # no business of the database
        return name, path, args, kwargs


@cache
def _tags(kind):
    extensions = {name: config for name, config in KINDS[kind].items() if name not in OWN_EXTENSIONS}
    return frozenset(allowlist_from_extensions(extensions)["tags"] | {"a", "cite", "abbr"})


def _ids(html, tag, attribute):
    return [int(value) for value in parse(html).xpath(f".//{tag}/@{attribute}") if DIGITS.fullmatch(value)]
