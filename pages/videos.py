"""Videos: opened and proved to be what visitors' browsers play, before they are kept."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import FileField

from pages import file_ending
from pages.media import NamedByContent

LARGEST_BYTES = 200_000_000
LARGEST_PIXELS = 3840 * 2160
LONGEST_SECONDS = 2 * 60 * 60
MISSING_SECONDS = 1.0  # of what a file says it holds, at its end: more was cut off


class Format(NamedTuple):
    """How a file of one extension is to be coded, in FFmpeg's words."""

    name: str
    video: str
    audio: str


FORMATS = {"mp4": Format("MP4", "h264", "aac"), "webm": Format("WebM", "vp9", "opus")}
WANTED = "Export it as MP4 with H.264 and AAC, or as WebM with VP9 and Opus."
DAMAGED = f"The video cannot be read: it is damaged or was cut off. {WANTED}"


@dataclass(frozen=True)
class Footage:
    """What a video file holds."""

    seconds: float
    width: int
    height: int
    has_sound: bool


class VideoFile(NamedByContent):
    def extension(self, content):
        return extension_of(content)


class VideoField(FileField):
    """A file field that never stores the same video twice. `Video.clean()` has what is uploaded read."""

    attr_class = VideoFile


def extension_of(upload: File) -> str:
    """“mp4” or “webm”, by the first bytes; "" for all else."""
    upload.seek(0)
    head = upload.read(64)
    if head[4:8] == b"ftyp" and head[8:12] != b"qt  ":  # QuickTime is built alike, and few browsers play it
        return "mp4"
    return "webm" if head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head else ""


def read(upload: File) -> Footage:
    """What `upload` holds. Raises a ValidationError if it is not one whole video of a kind that browsers play."""
    if upload.size > LARGEST_BYTES:
        raise _refused("The video is larger than 200 MB. Make it shorter or smaller, and upload it again.", "too_large")
    extension = extension_of(upload)
    if not extension:
        raise _refused(f"This file is neither an MP4 nor a WebM video. {WANTED}", "format")
    with _opened(upload, extension) as container:
        footage = _footage(container, FORMATS[extension])
    file_ending.check(upload, endings=(extension,), kind=FORMATS[extension].name)
    return footage


@contextmanager
def _opened(upload: File, extension: str):
    import av  # FFmpeg: only a process that is handed a video loads it

    upload.seek(0)
    try:
        # Named, so that FFmpeg does not try the formats that lead to other files, such as lists of films to play.
        with av.open(upload, format=extension) as container:
            yield container
    except (av.FFmpegError, ValueError, OSError) as error:
        raise _refused(DAMAGED, "damaged") from error
    finally:
        upload.seek(0)


def _footage(container, wanted: Format) -> Footage:
    video, sound = _streams(container, wanted)
    seconds = (container.duration or 0) / 1_000_000
    if not 0 < seconds <= LONGEST_SECONDS:
        raise _refused(f"The video does not say how long it is, or is longer than two hours. {WANTED}", "length")
    _refuse_what_ends_early(container, video, seconds)
    return Footage(round(seconds, 1), video.width, video.height, bool(sound))


def _streams(container, wanted: Format):
    """Its one stream of pictures, and that of sound or None."""
    kinds = [stream.type for stream in container.streams]
    if sorted(kinds) not in (["video"], ["audio", "video"]):
        raise _refused(
            f"The file holds {', '.join(kinds) or 'nothing'}: it may hold one video and one sound track, no subtitles, "
            "no data and no other files. Export it again without them.",
            "streams",
        )
    video, sound = container.streams.video[0], next(iter(container.streams.audio), None)
    coded = [stream.codec_context.name for stream in (video, sound) if stream]
    if any(name not in accepted for name, accepted in zip(coded, (wanted.video, wanted.audio), strict=False)):
        raise _refused(f"This {wanted.name} is coded as {' and '.join(coded)}. {WANTED}", "codec")
    if video.codec_context.pix_fmt is None:
        raise _refused(DAMAGED, "damaged")
    if video.codec_context.pix_fmt not in ("yuv420p", "yuvj420p"):
        raise _refused(
            f"Its colours are coded as {video.codec_context.pix_fmt}, which not every browser shows. "
            "Export it with 8 bit colours, 4:2:0.",
            "colours",
        )
    if not 0 < video.width * video.height <= LARGEST_PIXELS:
        raise _refused("The picture is larger than 3840 × 2160. Export it smaller.", "too_large")
    return video, sound


def _refuse_what_ends_early(container, video, seconds: float) -> None:
    """Its first picture is decoded, and its end looked for."""
    next(container.decode(video))
    container.seek(max(0, container.duration - 1_000_000))
    moments = [packet.pts * packet.time_base for packet in container.demux(video) if packet.pts is not None]
    last = max(moments, default=0)
    if last < seconds - MISSING_SECONDS:
        raise _refused(
            f"The video ends after {float(last):.0f} of {seconds:.0f} seconds: it was cut off. Upload it again.",
            "cut_off",
        )


def _refused(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)
