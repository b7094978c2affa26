"""What is wrong with an installation, in plain words, and how to mend it."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.http.request import validate_host

from operations import database_roles, scratch, scratch_databases
from operations.readiness import Part, examine

LEAST_FREE_BYTES = 1_000_000_000
SHORTEST_SECRET = 50


def diagnose() -> Iterator[Part]:
    """Every part that was looked at, those without a fault as well."""
    yield _secret()
    yield _hosts()
    yield _https()
    yield from _checks()
    yield _static_files()
    yield from examine()
    yield from _second_factors()
    yield from _database_role()
    yield _room()
    yield _left_behind()
    yield _mail()


def _secret() -> Part:
    try:
        length = len(settings.SECRET_KEY)
    except ImproperlyConfigured:
        length = 0
    if length >= SHORTEST_SECRET:
        return Part("secret", True, f"has {length} characters")
    cure = "Put SECRET_KEY in the environment: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    return Part("secret", False, f"SECRET_KEY has {length} characters; {SHORTEST_SECRET} or more are safe", cure)


def _hosts() -> Part:
    hosts = settings.ALLOWED_HOSTS
    if hosts and "*" not in hosts:
        name = urlsplit(settings.SITE_ADDRESS).hostname or ""
        if validate_host(name, hosts):
            return Part("names of the site", True, ", ".join(hosts))
        said = (
            f"SITE_ADDRESS is {settings.SITE_ADDRESS}, a name that ALLOWED_HOSTS ({', '.join(hosts)}) does not let in"
        )
        cure = "Name the same in both: the address is printed on certificates and stands in messages."
        return Part("names of the site", False, said, cure)
    said = "ALLOWED_HOSTS is empty: nobody is answered" if not hosts else "ALLOWED_HOSTS lets every name in"
    return Part("names of the site", False, said, "Give the names by which visitors reach the site.")


def _https() -> Part:
    if settings.HTTPS and settings.SITE_ADDRESS.startswith("https://"):
        return Part("https", True, f"on, at {settings.SITE_ADDRESS}")
    if settings.HTTPS:
        return Part("https", False, f"SITE_ADDRESS is {settings.SITE_ADDRESS}", "Give SITE_ADDRESS beginning https://.")
    cure = "Set HTTPS=on, unless this is your own machine and nobody else can reach it."
    return Part("https", False, "off: Declarations, passwords and sessions can be read on their way", cure)


def _checks() -> Iterator[Part]:
    """What Django and the apps check, those for deployment among it."""
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=settings.HTTPS)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    for message in found:
        yield Part(f"setting ({message.id})", False, message.msg, message.hint or "")
    if not found:
        yield Part("settings", True, "make sense")


def _static_files() -> Part:
    if Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return Part("static files", True, "are collected")
    return Part("static files", False, "are not collected: pages have no style", "Run `manage.py collectstatic`.")


def _second_factors() -> Iterator[Part]:
    """The key of today, or one of the former, opens what was kept with it. Nothing is said where nothing is kept."""
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP).order_by("-pk")
    try:
        newest = kept.first()
    except DatabaseError:  # told of already
        return
    try:
        if newest:
            decrypt(newest.data["secret"])
            yield Part("second factors", True, "can be read with SECRET_KEY")
    except InvalidToken:
        said = "SECRET_KEY is not the one they were kept with: no code of an app lets anybody in, and nobody signs"
        yield Part("second factors", False, said, "Put the former key back, or name it in SECRET_KEY_FALLBACKS.")


def _database_role() -> Iterator[Part]:
    try:
        faults = list(database_roles.faults())
    except DatabaseError:
        return  # said already
    for said, cure in faults:
        yield Part("role in the database", False, said, cure)
    if not faults and connection.vendor == "postgresql":
        yield Part("role in the database", True, "may use the tables, and owns nothing")


def _room() -> Part:
    free = shutil.disk_usage(settings.DATA_DIR).free
    said = f"{free / 1e9:.1f} GB are free where DATA_DIR is"
    return Part(
        "room on the disk", free >= LEAST_FREE_BYTES, said, "Make room: a full disk stops freezing and signing."
    )


def _left_behind() -> Part:
    """By a backup or a restore that was killed. What is in it is as secret as the database."""
    data = Path(settings.DATA_DIR)
    found = [str(path) for folder in (data, data / "backups") for path in scratch.left_behind(folder)]
    with suppress(DatabaseError):  # told above
        found += [f"the database {name}" for name in scratch_databases.left_behind()]
    if not found:
        return Part("backups", True, "none was broken off")
    said = f"one was broken off and left {', '.join(found)}"
    return Part("backups", False, said, "Run `manage.py backup`: it removes what others left.")


def _mail() -> Part:
    """A connection is opened and closed; nothing is sent."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        said = f"not sent: {settings.EMAIL_BACKEND.rpartition('.')[0].rpartition('.')[2]} takes them"
        return Part("messages", True, said)
    try:
        mail_server = get_connection()
        mail_server.open()
        mail_server.close()
    except OSError as error:
        return Part("messages", False, f"{settings.EMAIL_HOST} does not take any: {error}", "Check EMAIL_URL.")
    return Part("messages", True, f"{settings.EMAIL_HOST} takes them")
