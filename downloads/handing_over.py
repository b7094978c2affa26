"""Sending a leaflet is handed over, by setting, to the server in front or to the bucket.

The gate and the register have decided by then: the answer names one file, by the hash of its signed bytes. The file is
a copy, made from the register when it is first wanted; the register's own bytes stay where they are.
"""

import logging
import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from compliance.serving import Served
from compliance.uses import IS_VERIFYING

NOWHERE, FRONT_SERVER, BUCKET = "", "front-server", "bucket"
WAYS = (NOWHERE, FRONT_SERVER, BUCKET)
LINK_LASTS_SECONDS = 60
log = logging.getLogger(__name__)
INTERNAL = "/handed-over/"  # as deploy/nginx.conf has it: reachable from within nginx alone


def answer(request: HttpRequest, served: Served, *, disposition: str) -> HttpResponse | None:
    """Where to get the bytes of `served` instead of from here; None if they are not handed over."""
    if IS_VERIFYING in request.META:  # the register wants to see the bytes themselves
        return None
    match settings.HAND_OVER:
        case "front-server":
            return _to_front_server(request, served, disposition)
        case "bucket":
            return _to_bucket(served, disposition)
    return None


def _to_front_server(request: HttpRequest, served: Served, disposition: str) -> HttpResponse | None:
    """An empty answer that tells nginx which file to send; parts and HEAD are its own affair. None without room."""
    etag = quote_etag(served.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        name = f"{served.sha256}.pdf"
        try:
            _put_in_folder(name, served)
        except OSError as fault:  # the disk is full: the register has the bytes
            log.error("No copy for the server in front could be kept: %s", fault)
            return None
        response = HttpResponse(headers={"X-Accel-Redirect": INTERNAL + name})
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Content-Type"] = served.media_type
    response["Content-Disposition"] = disposition
    return response


def _put_in_folder(name: str, served: Served) -> None:
    """Complete or not at all, however many write it at once; anew where it was lost or changed."""
    path = Path(settings.HAND_OVER_DIR, name)
    with suppress(FileNotFoundError):
        state = path.stat()
        if _sha256_of(path, state.st_ino, state.st_size, state.st_ctime_ns) == served.sha256:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 it is closed below
    try:
        with file:
            file.write(served.body)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(0o640)  # the group is nginx's
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise


@cache
def _sha256_of(path: Path, *_state: int) -> str:
    """Read once for each state of the file: whoever changes it changes that, too."""
    return sha256(path.read_bytes()).hexdigest()


def _to_bucket(served: Served, disposition: str) -> HttpResponse:
    """A link that is good for a minute, and for these bytes alone."""
    name = f"leaflets/{served.sha256}.pdf"
    _put_in_bucket(name, served)
    link = default_storage.url(
        name,
        parameters={"ResponseContentType": served.media_type, "ResponseContentDisposition": disposition},
        expire=LINK_LASTS_SECONDS,
    )
    return HttpResponseRedirect(link)


_in_bucket: set[str] = set()  # what this process has seen there


def _put_in_bucket(name: str, served: Served) -> None:
    if name in _in_bucket:
        return
    if not default_storage.exists(name) or default_storage.size(name) != served.size_bytes:
        default_storage.save(name, ContentFile(served.body))
    _in_bucket.add(name)
