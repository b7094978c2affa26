"""The bucket of pictures and videos. One that hangs must not hold up those who ask for a page."""

from collections.abc import Iterator

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from storages.backends.s3 import S3Storage

from operations.silence import Silence

silence = Silence(ConnectTimeoutError, ReadTimeoutError, told=lambda: ConnectTimeoutError(endpoint_url="of the bucket"))


class Bucket(S3Storage):
    """A file is asked about before it is stored: there it shows whether somebody answers."""

    def exists(self, name):
        with silence.one_at_a_time():
            return super().exists(name)

    def size(self, name):
        with silence.one_at_a_time():
            return super().size(name)

    def part(self, name: str, start: int, stop: int, *, chunk_bytes: int) -> Iterator[bytes]:
        """The bytes from `start` to `stop`. A bucket that is away raises here, before anything is sent to anybody."""
        with silence.one_at_a_time():
            answer = self.bucket.Object(name).get(Range=f"bytes={start}-{stop - 1}")
        return answer["Body"].iter_chunks(chunk_bytes)
