"""The files a PDF may be made of: this project's static files and the register's media files, nothing else.

Imports WeasyPrint, so it is itself imported only when a PDF is made.
"""

import hashlib
import mimetypes
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from weasyprint.urls import URLFetcher, URLFetcherResponse

from compliance import media_files
from compliance.pdf import BASE_ADDRESS, FileRefused

# No segment begins with a dot, nothing is percent-encoded: a path cannot climb out of its folder.
STATIC_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)


class OwnFiles(URLFetcher):
    """WeasyPrint's only way to a file. What it refuses or cannot find stops the rendering with a FileRefused."""

    def __init__(self):
        super().__init__(allowed_protocols=(), fail_on_errors=True)

    def fetch(self, url, headers=None):
        body = read_own_file(url)
        media_type = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


def read_own_file(url: str) -> bytes:
    """The bytes at `url`: `/static/…` or `/media/<sha256>.<extension>` under BASE_ADDRESS.

    Raises FileRefused for every other address, for a file that is not there, and for a media file whose bytes are not
    those its name promises.
    """
    path = "/" + url.removeprefix(BASE_ADDRESS)
    if not url.startswith(BASE_ADDRESS):
        raise FileRefused(url, "a PDF is made only of this site's own static and media files.")
    if path.startswith(settings.STATIC_URL):
        return _read_static(path.removeprefix(settings.STATIC_URL), path)
    if path.startswith(settings.MEDIA_URL):
        return _read_media(path.removeprefix(settings.MEDIA_URL), path)
    raise FileRefused(path, f"files of a PDF are under {settings.STATIC_URL} or {settings.MEDIA_URL}.")


def _read_static(name: str, path: str) -> bytes:
    if not STATIC_NAME.fullmatch(name):
        raise FileRefused(path, "this is not a name a static file can have.")
    found = finders.find(name)
    try:
        if found:
            return Path(found).read_bytes()
        with staticfiles_storage.open(name) as file:  # a name with a hash, as {% static %} writes it
            return file.read()
    except OSError:
        raise FileRefused(path, "there is no such static file.") from None


def _read_media(name: str, path: str) -> bytes:
    match = media_files.NAME.fullmatch(name)
    if not match:
        raise FileRefused(path, "this is not the name of a media file, which is its SHA-256 and an extension.")
    if not default_storage.exists(name):
        raise FileRefused(path, "there is no such media file. Choose or upload the picture again.")
    with default_storage.open(name) as file:
        body = file.read()
    if hashlib.sha256(body).hexdigest() != match["sha256"]:
        raise FileRefused(path, "its bytes are not those its name promises. Upload the picture again.")
    return body
