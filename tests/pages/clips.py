"""Small real videos, made by the library that opens them, with what belongs to them."""

from functools import cache
from io import BytesIO

import av
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pages.models import Video
from tests.pages.test_pictures import png

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nDilute within 4 hours.\n"
TRANSCRIPT = "<p>A clock is shown. Dilute within 4 hours.</p>"
RATE = 5  # pictures a second
SIZE = (64, 36)


@cache
def clip(format="mp4", coded=("libx264",), *, sound="", seconds=2, colours="yuv420p", **options) -> bytes:
    """A video that grows redder, in as many streams as `coded` names."""
    buffer = BytesIO()
    with av.open(buffer, "w", format=format, options=options) as container:
        pictures = [container.add_stream(name, rate=RATE) for name in coded]
        for stream in pictures:
            (stream.width, stream.height), stream.pix_fmt = SIZE, colours
        heard = container.add_stream(sound, rate=48_000) if sound else None
        for number in range(seconds * RATE):
            frame = av.VideoFrame.from_image(Image.new("RGB", SIZE, (number * 20 % 256, 0, 80)))
            for stream in pictures:
                container.mux(stream.encode(frame))
        for stream in pictures:
            container.mux(stream.encode())
        if heard:
            container.mux([*heard.encode(silence(sound)), *heard.encode()])
    return buffer.getvalue()


def silence(sound: str) -> av.AudioFrame:
    frame = av.AudioFrame(format="fltp" if sound == "aac" else "s16", layout="mono", samples=960)
    frame.sample_rate, frame.pts = 48_000, 0
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame


def video(
    body: bytes | None = None, *, captions: bytes = CAPTIONS, transcript: str = TRANSCRIPT, name="film.mp4", **fields
) -> Video:
    """A Video that was not looked at yet."""
    return Video(
        **{"title": "In-use time limits"} | fields,
        file=SimpleUploadedFile(name, clip() if body is None else body),
        captions=SimpleUploadedFile("film.vtt", captions),
        poster=SimpleUploadedFile("film.png", png(size=SIZE)),
        transcript=transcript,
    )


def kept(**fields) -> Video:
    """A Video that was looked at and saved."""
    made = video(**fields)
    made.full_clean()
    made.save()
    return made
