"""Where media lie: a folder, or a bucket."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages

from operations.bucket_address import bucket_storage
from operations.whole_files import WholeFiles

LEAFLETS = "leaflets"  # downloads/handing_over.py makes them anew


def at(place: str) -> Storage:
    """A folder, or a bucket at the address that BUCKET_URL would have."""
    if _is_bucket(place):
        return storages.create_storage(bucket_storage(place))
    return WholeFiles(location=place)


def environment_of(place: str, *, data_dir: Path) -> dict[str, str]:
    """The settings of a site with its media at `place`; a folder gets its name in `data_dir`, the site's own."""
    if _is_bucket(place):
        return {"BUCKET_URL": place}
    (data_dir / "media").symlink_to(Path(place).resolve())
    return {"BUCKET_URL": ""}


def of_the_site() -> Storage | None:
    """The bucket of BUCKET_URL, if there is one."""
    return None if isinstance(default_storage, FileSystemStorage) else default_storage


def said(media: Storage) -> str:
    """What people call it; no key and no secret."""
    return media.location if _is_folder(media) else f"the bucket {media.bucket_name}"


def names(media: Storage) -> set[str]:
    """All that lies there, but leaflets that are on their way to visitors."""
    try:
        folders, files = media.listdir("")
    except FileNotFoundError:  # nothing was ever uploaded
        return set()
    return set(files) | set(folders) - {LEAFLETS}


def folder_beside(media: Storage) -> Path:
    """Where files wait until they are put there: on the same disk, if it is a folder."""
    return Path(media.location).parent if _is_folder(media) else Path(settings.DATA_DIR)


def put(file: Path, media: Storage) -> None:
    """Under its name, whole or not at all, in place of what has that name."""
    if _is_folder(media):
        Path(media.location).mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # the folder may be a disk of its own
            file.replace(media.path(file.name))
            return
        media.delete(file.name)
    with file.open("rb") as opened:
        media.save(file.name, File(opened))


def _is_folder(media: Storage) -> bool:
    return isinstance(media, FileSystemStorage)


def _is_bucket(place: str) -> bool:
    return place.startswith(("http://", "https://"))
