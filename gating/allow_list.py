"""What may be had without a Declaration. Everything else is behind the gate."""

from django.conf import settings

# Addresses open to everybody. Only material for the public is served at them.
ADDRESSES = frozenset(
    {
        "/confirm/",
        "/privacy/",
        "/accessibility/",
        "/public-information/",
        "/robots.txt",
        "/healthz",
        "/readyz",
    }
)


def is_open(path: str) -> bool:
    """`path` needs no Declaration: it is listed, a static file, or the admin with its own door."""
    return path in ADDRESSES or path.startswith((settings.STATIC_URL, f"/{settings.ADMIN_PATH}/"))
