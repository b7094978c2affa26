"""A setting that cannot be read is told in one sentence, without its value, whatever was to be started."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

SOUND = {"SECRET_KEY": "for-tests-only", "ALLOWED_HOSTS": "example.org", "DATA_DIR": "/nowhere", "PATH": "/usr/bin"}
GUNICORN = [
    str(Path(sys.executable).with_name("gunicorn")),
    "besponsa_site.wsgi",
    "--config",
    "besponsa_site/gunicorn.py",
]
PASSWORD = "hunter2"


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def started(command: list[str], **changed: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=SOUND | changed, check=False, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("DATABASE_URL", f"nonsense{PASSWORD}", "it must begin with postgres:// or postgresql:// or sqlite://."),
        ("DATABASE_URL", f"mysql://u:{PASSWORD}@h/n", "it must begin with postgres://"),
        ("DATABASE_URL", f"postgres://u:{PASSWORD}@h:port/n", "its port is no number"),
        ("DATABASE_URL", f"postgres://u:{PASSWORD}/x@h:5432/n", "/ is %2F"),
        ("CACHE_URL", f"foo://:{PASSWORD}@x", "it must begin with redis:// or rediss://"),
        ("CACHE_URL", f"redis://:{PASSWORD}@x:port/0", "its port is no number"),
        ("BUCKET_URL", f"{PASSWORD}", "it must begin with https:// or http://"),
        ("BUCKET_URL", f"https://k:{PASSWORD}@h:port/b", "its port is no number"),
        ("EMAIL_URL", f"nonsense{PASSWORD}", "it must begin with smtp://"),
        ("EMAIL_URL", f"smtp://u:{PASSWORD}@h:port", "its port is no number"),
        ("LOG_FORMAT", "yaml", "it must be one of: json, text."),
        ("GATE_REMEMBER_DAYS", "abc", "it is not a whole number."),
        ("HTTPS", "onn", "it is neither on nor off."),
    ],
)
def test_it_says_which_and_why_and_not_what(setting, value, why):
    done = started(manage("doctor"), **{setting: value})

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"{setting} cannot be read: ")
    assert why in done.stderr
    assert ".env.example has its form" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert PASSWORD not in done.stderr


@pytest.mark.parametrize("command", [manage("check"), manage("verify_register"), manage("help"), manage(), GUNICORN])
def test_so_does_every_command_and_the_web_server(command):
    done = started(command, DATABASE_URL="nonsense")

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL cannot be read: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "value", "asked", "answer"),
    [
        ("DATABASE_URL", "postgres://u:p%2Fw@a:1,b:2/n?sslmode=verify-full", "DATABASES['default']['HOST']", "a,b"),
        ("DATABASE_URL", "", "DATABASES['default']['NAME']", "/nowhere/besponsa.sqlite3"),
        ("CACHE_URL", "rediss://:secret@h:6379/0", "CACHES['default']['LOCATION']", "rediss://:secret@h:6379/0"),
        ("EMAIL_URL", "smtp+tls://u:p@h:587", "EMAIL_PORT", "587"),
        ("LOG_FORMAT", "text", "LOGGING['handlers']['console']['formatter']", "text"),
        ("HTTPS", "Off", "SECURE_SSL_REDIRECT", "False"),
        ("HTTPS", "yes", "SECURE_SSL_REDIRECT", "True"),
    ],
)
def test_what_makes_sense_is_read_as_ever(setting, value, asked, answer):
    ask = f"from besponsa_site import settings; print(settings.{asked})"

    done = started([sys.executable, "-c", ask], **{setting: value})

    assert (done.stdout.strip(), done.stderr) == (answer, "")
