"""Bytes over HTTP: whole, in part, or “you have it already” (RFC 9110, sections 13 and 14)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from werkzeug.datastructures import Range
from werkzeug.http import parse_range_header


def answer(
    request: HttpRequest, *, size: int, sha256: str, media_type: str, send: Callable[[int, int], HttpResponseBase]
) -> HttpResponseBase:
    """The `size` bytes with this hash, or of them what `request` asks for.

    `send` is given a beginning and an end and answers with the bytes between them. It is not called where none are
    wanted: by HEAD, by who has them already, or for what lies beyond the end.
    """
    etag = quote_etag(sha256)
    response = get_conditional_response(request, etag=etag) or _whole_or_part(request, size, etag, send)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Content-Type"] = media_type
    return response


def _whole_or_part(
    request: HttpRequest, size: int, etag: str, send: Callable[[int, int], HttpResponseBase]
) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": size})
    asked = _range(request, etag)
    if asked is None:
        return _sized(send(0, size), size)
    start, stop = _span(asked, size)
    if start >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _sized(send(start, stop), stop - start)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def _range(request: HttpRequest, etag: str) -> Range | None:
    """The one range asked for. Several at once, or one of an older file, get all of it: None."""
    asked = parse_range_header(request.headers.get("Range"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    return asked if request.headers.get("If-Range", etag) == etag else None


def _span(asked: Range, size: int) -> tuple[int, int]:
    """Its beginning and end in `size` bytes; it begins beyond them where it asks for none that are there."""
    start, stop = asked.ranges[0]
    if start < 0:  # the last so many, or all there are
        start = max(0, size + start)
    return start, size if stop is None else min(stop, size)


def _sized(response: HttpResponseBase, length: int) -> HttpResponseBase:
    response["Content-Length"] = length
    return response
