"""The one stylesheet that visitors load: all files of static/css/, one after the other.

Each component keeps its own file; a page asks for a single one. There is no build step: `collectstatic` finds
`css/site.css` here.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

NAME = "css/site.css"
SOURCES = Path(settings.BASE_DIR) / "static" / "css"


def parts() -> list[Path]:
    """The files in the order in which they count: tokens and base first, then the components by name."""
    first = [SOURCES / name for name in ("tokens.css", "base.css")]
    others = [path for path in sorted(SOURCES.glob("*.css")) if path not in first]
    return [*first, *others, *sorted((SOURCES / "components").glob("*.css"))]


def text() -> str:
    """The whole of it."""
    return "\n".join(path.read_text() for path in parts())


class _Joined(Storage):
    """A storage with one file in it, made when it is opened."""

    def _open(self, name, mode="rb"):
        return ContentFile(text().encode())

    def exists(self, name):
        return name == NAME

    def path(self, name):
        return str(SOURCES)  # for what `collectstatic` prints; it copies from open()

    def get_modified_time(self, name):
        newest = max(path.stat().st_mtime for path in parts())
        return datetime.fromtimestamp(newest, tz=UTC)

    def url(self, name):
        return f"{settings.STATIC_URL}{name}"


class StylesheetFinder(BaseFinder):
    """Finds css/site.css."""

    storage = _Joined()

    def find(self, path, find_all=False, **kwargs):
        return []  # it has no file of its own; `collectstatic` asks list()

    def list(self, ignore_patterns):
        yield NAME, self.storage

    def check(self, **kwargs):
        return []
