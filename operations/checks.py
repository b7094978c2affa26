"""Connections that leave the machine must be encrypted, and to whom they were meant for; to the database, as whom."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from operations import database_roles

OWN_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
PROVED = {"verify-ca", "verify-full"}  # of PostgreSQL's sslmode: `require` takes any certificate


@register(Tags.security, deploy=True)
def check_connections(app_configs, **kwargs):
    for setting, hint in _in_the_open():
        yield Warning(
            f"{setting} names another machine, and what goes there can be read or answered by others on the way.",
            hint=hint,
            id="operations.W001",
        )


@register
def check_owner(app_configs, **kwargs):
    site, owner = settings.DATABASES["default"], settings.DATABASE_OWNER
    if not owner:
        return
    is_same = owner["ENGINE"] == site["ENGINE"] == "operations.postgresql" and owner["NAME"] == site["NAME"]
    if not is_same or not site["USER"] or site["USER"] == owner["USER"]:
        yield Error(
            "DATABASE_OWNER_URL does not go with DATABASE_URL.",
            hint="Let both name the same database of PostgreSQL, each with a role of its own.",
            id="operations.E001",
        )


@register(Tags.database, deploy=True)
def check_role(app_configs, databases=None, **kwargs):
    """Asks the database: `check --deploy --database default`. The doctor looks by itself."""
    for said, cure in database_roles.faults() if databases else ():
        yield Warning(said, hint=cure, id="operations.W002")


def _in_the_open() -> Iterator[tuple[str, str]]:
    database = settings.DATABASES["default"]
    options = database.get("OPTIONS", {})
    host = options.get("host") or database.get("HOST", "")  # …@/besponsa?host=FOLDER
    if _is_elsewhere(host) and options.get("sslmode") not in PROVED:
        yield "DATABASE_URL", "Add ?sslmode=verify-full (and sslrootcert=… where the certificate is your own)."
    cache = urlsplit(str(settings.CACHES["default"].get("LOCATION", "")))
    if cache.scheme == "redis" and _is_elsewhere(cache.hostname):
        yield "CACHE_URL", "Write rediss:// instead of redis://."
    bucket = urlsplit(settings.STORAGES["default"].get("OPTIONS", {}).get("endpoint_url", ""))
    if bucket.scheme == "http" and _is_elsewhere(bucket.hostname):
        yield "BUCKET_URL", "Write https:// instead of http://."
    by_smtp = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    if by_smtp and _is_elsewhere(settings.EMAIL_HOST) and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield "EMAIL_URL", "Write smtp+tls:// or smtp+ssl:// instead of smtp://."
    provider = urlsplit(settings.OIDC_SERVER)
    if provider.scheme == "http" and _is_elsewhere(provider.hostname):
        yield "OIDC_SERVER", "Write https:// instead of http://."


def _is_elsewhere(host: str | None) -> bool:
    """A folder, of sockets, is on this machine."""
    return (host or "") not in OWN_MACHINE and not host.startswith("/")
