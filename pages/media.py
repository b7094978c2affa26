"""Files in media storage, named by their content: `<sha256>.<extension>`, so that an address names exactly one."""

from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
}
CHUNK_BYTES = 256 * 1024


class NamedByContent(FieldFile):
    """Stored once under the hash of its bytes, whatever it was called. A kind of file says its `extension()`."""

    def save(self, name, content, save=True):
        name = f"{hash_of(content)}.{self.extension(content)}"
        content.seek(0)
        if not self._is_whole(name, content.size):
            self.storage.delete(name)  # half of it would give the whole one another name
            super().save(name, content, save=save)
            return
        self.name = name
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    def _is_whole(self, name: str, size: int) -> bool:
        return self.storage.exists(name) and self.storage.size(name) == size

    @property
    def address(self) -> str:
        """Where visitors get it: through the gate, wherever it is stored."""
        return f"{settings.MEDIA_URL}{self.name}"

    @property
    def url(self) -> str:
        """Where staff get it, live or not."""
        return f"/{settings.ADMIN_PATH}{self.address}"

    def extension(self, content: File) -> str:
        """One of TYPES, by what the file holds; it was checked before."""
        raise TypeError(f"{type(self).__name__} does not say what its files are.")


def hash_of(content: File) -> str:
    """The SHA-256 of a file of any size."""
    digest = sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def part(name: str, start: int, stop: int) -> Iterator[bytes]:
    """The bytes of a stored file from `start` to `stop`, piece by piece."""
    if start >= stop:
        return iter(())
    if of_bucket := getattr(default_storage, "part", None):  # a file opened there is fetched whole
        return of_bucket(name, start, stop, chunk_bytes=CHUNK_BYTES)
    return _part_of_file(name, start, stop)


def _part_of_file(name: str, start: int, stop: int) -> Iterator[bytes]:
    with default_storage.open(name) as file:
        file.seek(start)
        while start < stop and (piece := file.read(min(CHUNK_BYTES, stop - start))):
            start += len(piece)
            yield piece
