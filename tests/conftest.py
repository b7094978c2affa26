"""What every test stands on: production's settings, a secret of its own, media in a folder of its own."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from compliance import clock, serving, uses
from compliance.models import Material, Version
from tests import signed_gate
from tests.factories import certified, interstitial
from tests.scheduling import START_PROGRAMS, Together


def pytest_configure():
    settings.SECRET_KEY = "for-tests-only"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many users, no secrets
    settings.STAFF_SECOND_FACTOR = []  # tests/staff/ asks for them
    settings.USES_WRITTEN_EVERY_SECONDS = 0  # no thread works on a test's database
    settings.WHITENOISE_AUTOREFRESH = True  # it lists all static files otherwise, for every visitor of every test
    # Names without hashes: `collectstatic` need not run first. The browser tests serve the hashed ones.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_modifyitems(config, items):
    """What takes longest comes first, lest one process be at it while the others have nothing left.

    On PostgreSQL, which comes after SQLite, only what a database has a part in is tried again.
    """
    items.sort(key=_how_long)
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return
    config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
    items[:] = [item for item in items if _asks_the_database(item)]


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def _how_long(item) -> int:
    """What starts servers and processes of its own takes longest; first what need not wait for the browser's site."""
    if item.nodeid.startswith(START_PROGRAMS):
        return 0
    return 1 if item.get_closest_marker("browser") else 2


def _asks_the_database(item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    asked = {"db", "transactional_db", "django_db_setup", "crew", "site"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


@pytest.fixture(autouse=True)
def new_process():
    """Each test begins as a process does: without bytes read before, and with nothing counted."""
    cache.clear()
    serving.kept_bytes.clear()
    clock.latest.forget()
    uses.waiting = uses.Waiting()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def gate(db):
    """A live interstitial."""
    live = Version.objects.live(on=timezone.localdate()).filter(material__kind="interstitial").first()
    if live or User.objects.exists() or Material.objects.exists():
        return live or certified(interstitial())
    return signed_gate.put_back() if signed_gate.is_known() else signed_gate.remember(certified(interstitial()))


@pytest.fixture
def stranger(gate):
    """A visitor who has not declared anything."""
    return visitor()


@pytest.fixture
def professional(gate):
    """A visitor who said Yes at the gate."""
    return visitor().say_yes()


class Visitor(Client):
    """A browser that speaks https, as the site asks for."""

    def say_yes(self) -> "Visitor":
        """At the gate, to the text that is live."""
        self.post("/confirm/", yes())
        return self

    def request(self, **request):
        return super().request(**request | {"wsgi.url_scheme": "https", "SERVER_PORT": "443"})


def visitor() -> Visitor:
    return Visitor()


def yes() -> dict[str, str]:
    """A Yes to the gate's live text, as its form sends it."""
    live = Version.objects.live(on=timezone.localdate()).filter(material__kind="interstitial").first()
    return {"answer": "yes", "text": live.job_code if live else ""}
