"""Everything in one file: the database as it was at one moment, and the media.

A tar archive: `database` first, then `media/<sha256>.<extension>`, then `manifest.json`. Media files are named by their
hash and never change, so those that were added after the database was read do no harm.
"""

import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from compliance import media_files
from compliance.errors import ComplianceError
from operations.progress import Step

FORMAT = 1
PIECE = 1024 * 1024
DATABASE, MANIFEST, MEDIA = "database", "manifest.json", "media/"


class ArchiveRefused(ComplianceError):
    """The file is no archive of ours, or not as it was written."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds."""

    vendor: str  # sqlite or postgresql
    taken_at: str
    database_sha256: str
    media: int
    format: int = FORMAT


class Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]):
        self.file, self.digest = file, sha256()

    def read(self, size: int) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def add(archive: tarfile.TarFile, name: str, size: int, file: IO[bytes] | Hashing) -> None:
    """Nothing about who wrote it or may read it goes along."""
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    archive.addfile(about, file)


def add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1).encode()
    add(archive, MANIFEST, len(text), BytesIO(text))


def database_size(archive: Path) -> int:
    """Bytes of the database in it, which comes first. Raises ArchiveRefused."""
    try:
        with tarfile.open(archive) as opened:
            first = opened.next()
    except (tarfile.TarError, EOFError) as error:
        raise ArchiveRefused(f"{archive.name} cannot be read ({error}).") from error
    if first is None or first.name != DATABASE:
        raise ArchiveRefused(f"{archive.name} does not begin with a database.")
    return first.size


def unpack(archive: Path, folder: Path) -> Iterator[Step]:
    """Into `folder`, each part with its hash checked; the manifest lies beside them. Raises ArchiveRefused."""
    hashes: dict[str, str] = {}
    try:
        with tarfile.open(archive) as opened:
            yield from _unpack(opened, folder, hashes, size=archive.stat().st_size)
    except (tarfile.TarError, EOFError) as error:
        raise ArchiveRefused(f"{archive.name} cannot be read to its end ({error}).") from error
    manifest = read_manifest(folder)
    if hashes.get(DATABASE) != manifest.database_sha256:
        raise ArchiveRefused("The database in it is not the one that was written.")
    if len(list((folder / MEDIA).iterdir())) != manifest.media:
        raise ArchiveRefused("Media files are missing in it.")


def _unpack(opened: tarfile.TarFile, folder: Path, hashes: dict[str, str], *, size: int) -> Iterator[Step]:
    (folder / MEDIA).mkdir()
    for about in opened:
        match = media_files.NAME.fullmatch(about.name.removeprefix(MEDIA))
        is_media = about.name.startswith(MEDIA) and match
        if not about.isfile() or not (is_media or about.name in (DATABASE, MANIFEST)):
            raise ArchiveRefused(f"“{about.name}” has no place in such an archive.")
        digest, written = sha256(), 0
        with opened.extractfile(about) as packed, (folder / about.name).open("xb") as file:
            while piece := packed.read(PIECE):
                file.write(piece)
                digest.update(piece)
                written += len(piece)
                yield Step("Unpacking", about.offset_data + written, size, in_bytes=True)
        hashes[about.name] = digest.hexdigest()
        if is_media and hashes[about.name] != match["sha256"]:
            raise ArchiveRefused(f"{about.name} is not the file that its name promises.")


def read_manifest(folder: Path) -> Manifest:
    """Of an unpacked archive. Raises ArchiveRefused."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveRefused("It has no manifest that can be read: it was not written to its end.") from error
    if manifest.format != FORMAT:
        raise ArchiveRefused(f"It has format {manifest.format}; this release reads {FORMAT}.")
    return manifest
