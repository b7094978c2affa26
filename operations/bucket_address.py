"""A bucket's address, as BUCKET_URL has it."""

from urllib.parse import parse_qsl, unquote, urlsplit


def bucket_storage(url: str) -> dict:
    """Django's settings for an S3-compatible bucket at http(s)://KEY:SECRET@HOST/BUCKET?region=REGION."""
    from botocore.config import Config  # large, and of no use without a bucket

    parts = urlsplit(url)
    options = {
        "endpoint_url": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        "bucket_name": parts.path.strip("/"),
        "region_name": dict(parse_qsl(parts.query)).get("region"),
        "access_key": parts.username and unquote(parts.username),  # none: the machine's own role
        "secret_key": parts.password and unquote(parts.password),
        # A bucket that is gone without a word must not hold up every thread for minutes.
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=3,
            read_timeout=5,
            retries={"total_max_attempts": 2},
        ),
    }
    return {"BACKEND": "operations.bucket.Bucket", "OPTIONS": options}
