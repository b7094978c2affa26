"""What a process needs before it can answer visitors, each part tried for real."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from compliance import clock
from compliance.models import Verification
from operations import databases

KEPT_SECONDS = 5
_latest: dict[str, tuple[float, dict[str, bool]]] = {}
_examining = Lock()


@dataclass(frozen=True)
class Part:
    """One part, how it is, and what to do about it; `is_well` is what machines read."""

    name: str
    is_well: bool
    said: str
    cure: str = ""
    raised: bool = False
    waits_for: str = ""  # the part that must be mended before this one can be looked at


def is_ready() -> dict[str, bool]:
    """Each part by name; what was found lately counts, since anybody may ask.

    One thread looks: a bucket that does not answer holds up no other, which visitors need.
    """
    at, found = _latest.get("found", (0.0, {}))
    if time.monotonic() - at > KEPT_SECONDS:
        if not _examining.acquire(blocking=False):
            return found or {"examination": False}
        try:
            found = {part.name: part.is_well for part in examine()}
            _latest["found"] = time.monotonic(), found
        finally:
            _examining.release()
    return found


def examine() -> Iterator[Part]:
    """Every part, in the order in which they rest on each other. A fault in one is told, not raised, and told once."""
    broken = ""  # the database, or what is in it
    for name, look in PARTS.items():
        waits = Part(name, False, "was not looked at", waits_for=broken)
        part = waits if broken == "database" and name in IN_DATABASE else _look(name, look)
        if part.raised and broken and name in IN_DATABASE:
            part = waits
        if not part.is_well and name in ("database", "migrations"):
            broken = broken or name
        yield part


def _look(name: str, look: Callable[[str], Part]) -> Part:
    try:
        return look(name)
    except Exception as error:  # whatever it is, it is what was asked for
        return Part(name, False, f"{type(error).__name__}: {error}".strip(), CURES[name], raised=True)


def _database(name: str) -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    encoding = databases.encoding()
    if encoding != databases.ENCODING:
        return Part(name, False, f"it keeps text as {encoding}: freezing fails", CURES["encoding"])
    return Part(name, True, f"{connection.vendor} answers")


def _migrations(name: str) -> Part:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(str(migration) for migration, _ in missing[:3])
        return Part(name, False, f"{len(missing)} have not run: {names}", CURES[name])
    return Part(name, True, "all have run")


def _storage(name: str) -> Part:
    """Written, read and removed again."""
    kept = default_storage.save(f"readiness-{uuid4().hex}", ContentFile(b"ready"))
    try:
        with default_storage.open(kept) as file:
            is_well = file.read() == b"ready"
    finally:
        default_storage.delete(kept)
    return Part(name, is_well, "keeps what it is given" if is_well else "gives other bytes than it got", CURES[name])


def _cache(name: str) -> Part:
    key = f"readiness-{uuid4().hex}"
    cache.set(key, "ready", 10)
    is_well = cache.get(key) == "ready"
    cache.delete(key)
    return Part(name, is_well, "keeps what it is given" if is_well else "forgets at once", CURES[name])


def _clock(name: str) -> Part:
    """It is not behind the register's newest line, so that nothing expired can come back."""
    lag = clock.behind()
    said = f"lies {lag} behind what the register saw last" if lag else f"{timezone.localtime():%-d %B %Y, %H:%M}"
    return Part(name, not lag, said, CURES[name] if lag else "")


def _register_check(name: str) -> Part:
    """The register was verified lately, without a fault."""
    last = Verification.objects.order_by("-pk").first()
    if last is None:
        return Part(name, True, "never verified yet", CURES[name])
    if last.fault_count:
        return Part(name, False, f"{last}", CURES[name])
    age = timezone.now() - last.at
    is_well = age <= timedelta(days=settings.VERIFY_EVERY_DAYS)
    return Part(name, is_well, f"{last}", "" if is_well else CURES[name])


PARTS: dict[str, Callable[[str], Part]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
    "cache": _cache,
    "clock": _clock,
    "register check": _register_check,
}
IN_DATABASE = {"migrations", "clock", "register check"}
CURES = {
    "database": "Is the server of DATABASE_URL running, and may this machine reach it? With SQLite: may this user "
    "write in DATA_DIR, and is there room on the disk?",
    "encoding": "Make it anew: createdb --encoding UTF8 --locale C.UTF-8 --template template0. Then run migrate.",
    "migrations": "Run `manage.py migrate`, then restart the web server.",
    "storage": "May this user write in DATA_DIR/media, and is there room? With a bucket: check BUCKET_URL and what it "
    "permits.",
    "cache": "Is the server of CACHE_URL running? Visitors are served without it; limits do not hold meanwhile.",
    "clock": "Set it by the network's time (`timedatectl set-ntp true`), then restart the web server: what has "
    "expired could be shown again. If the clock is right now, it was ahead when somebody last acted or verified.",
    "register check": "Run `manage.py verify_register` and look at what it says; let a timer run it every night.",
}
