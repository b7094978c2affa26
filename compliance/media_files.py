"""The pictures and videos that certified Versions show: each is in media storage, byte for byte.

A frozen body holds their addresses only. A file is named by its SHA-256, so its own name says what it must be.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from botocore import exceptions as bucket
from django.conf import settings
from django.core.files.storage import default_storage

from compliance.models import Link, Version

NAME = re.compile(r"(?P<sha256>[0-9a-f]{64})\.[a-z0-9]{1,5}")
PIECE = 1024 * 1024  # bytes of a file held at once
AWAY = (bucket.ConnectionError, bucket.HTTPClientError)


class StorageAway(Exception):
    """The bucket does not answer at all: asking for each further file would only take its time."""


def count() -> int:
    """How many different files they show."""
    return _links().order_by().values("address").distinct().count()


def faults() -> Iterator[str]:
    """For each file what is wrong with it, "" if nothing is. Raises StorageAway."""
    rows = _links().order_by("address", "version__job_code").values_list("address", "version__job_code")
    for address, of in groupby(rows.iterator(), key=itemgetter(0)):
        wrong = _wrong_with(address.removeprefix(settings.MEDIA_URL))
        first, *others = [str(code) for _, code in of]
        more = f" and {len(others)} more" if others else ""
        yield f"{first}{more}: {address}, shown there, {wrong}" if wrong else ""


def _links():
    shown = Version.objects.certified()
    return Link.objects.filter(address__startswith=settings.MEDIA_URL, version__in=shown)


def _wrong_with(name: str) -> str:
    match = NAME.fullmatch(name)
    if not match:
        return "is not the name of a media file."
    digest = sha256()
    try:
        for piece in _pieces(name):
            digest.update(piece)
    except FileNotFoundError:
        return "is not in media storage."
    except AWAY as error:
        raise StorageAway(type(error).__name__) from error
    except bucket.ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            return "is not in media storage."
        return f"cannot be read ({error.response.get('Error', {}).get('Code', 'refused')})."
    except (OSError, bucket.BotoCoreError) as error:
        return f"cannot be read ({type(error).__name__})."
    return "" if digest.hexdigest() == match["sha256"] else "is not the file that its name promises."


def _pieces(name: str) -> Iterator[bytes]:
    if of_bucket := getattr(default_storage, "bucket", None):  # a file opened there is fetched whole
        yield from of_bucket.Object(name).get()["Body"].iter_chunks(PIECE)
        return
    with default_storage.open(name) as file:
        while piece := file.read(PIECE):
            yield piece
