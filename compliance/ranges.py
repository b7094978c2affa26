"""Bytes over HTTP: whole, in part, in several parts, or “you have it already” (RFC 9110, sections 13 to 15)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from werkzeug.http import parse_range_header

MOST_PARTS = 16  # who asks for more at once gets the whole
CONDITIONS = frozenset({"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"})
Span = tuple[int, int]  # its first byte, and the one after its last


@dataclass(frozen=True)
class File:
    """So many bytes with this hash. `send` answers with those between a beginning and an end.

    It is not called where none are wanted: by HEAD, by who has them already, or for what lies beyond the end.
    """

    size: int
    sha256: str
    media_type: str
    send: Callable[[int, int], HttpResponseBase]

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'


def is_conditional(request: HttpRequest) -> bool:
    """It names what the browser has. Few requests do, and Django reads four headers to find out."""
    return not CONDITIONS.isdisjoint(request.META)


def answer(request: HttpRequest, file: File) -> HttpResponseBase:
    """`file`, or of it what `request` asks for."""
    settled = get_conditional_response(request, etag=file.etag) if is_conditional(request) else None
    response = settled or _whole_or_parts(request, file)
    response["ETag"] = file.etag
    response["Accept-Ranges"] = "bytes"
    if response.status_code == 206 and "Content-Range" not in response:
        return response  # each part says its own type
    response["Content-Type"] = file.media_type
    return response


def _whole_or_parts(request: HttpRequest, file: File) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": file.size})
    asked = _asked(request, file)
    if asked is None:
        return _sized(file.send(0, file.size), file.size)
    spans = [span for span in asked if span[0] < file.size]
    if not spans:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return _part(file, *spans[0]) if len(spans) == 1 else _parts(file, spans)


def _asked(request: HttpRequest, file: File) -> list[Span] | None:
    """The spans asked for, in the order of the file; None for all of it.

    All of it is for who asks for parts of an older file, for parts that overlap or go backwards, or for very many: no
    reader does, and it would cost more than the whole.
    """
    asked = parse_range_header(request.headers.get("Range"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) > MOST_PARTS:
        return None
    if request.headers.get("If-Range", file.etag) != file.etag:
        return None
    spans = [_span(start, stop, file.size) for start, stop in asked.ranges]
    overlap = any(before[1] > after[0] for before, after in pairwise(spans))
    return None if overlap else spans


def _span(start: int, stop: int | None, size: int) -> Span:
    """It begins beyond the end where it asks for none that are there."""
    if start < 0:  # the last so many, or all there are
        start = max(0, size + start)
    return start, size if stop is None else min(stop, size)


def _part(file: File, start: int, stop: int) -> HttpResponseBase:
    response = _sized(file.send(start, stop), stop - start)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    return response


def _parts(file: File, spans: list[Span]) -> HttpResponseBase:
    """All in one body, each under a heading of its own (RFC 9110, section 14.6)."""
    boundary = file.sha256  # bytes that held their own hash are not to be found
    heads = [
        (
            f"\r\n--{boundary}\r\nContent-Type: {file.media_type}\r\n"
            f"Content-Range: bytes {start}-{stop - 1}/{file.size}\r\n\r\n"
        ).encode()
        for start, stop in spans
    ]
    end = f"\r\n--{boundary}--\r\n".encode()

    def body() -> Iterator[bytes]:
        for head, span in zip(heads, spans, strict=True):
            yield head
            yield from file.send(*span)
        yield end

    length = sum(map(len, heads)) + sum(stop - start for start, stop in spans) + len(end)
    response = _sized(StreamingHttpResponse(body(), status=206), length)
    response["Content-Type"] = f"multipart/byteranges; boundary={boundary}"
    return response


def _sized(response: HttpResponseBase, length: int) -> HttpResponseBase:
    response["Content-Length"] = length
    return response
