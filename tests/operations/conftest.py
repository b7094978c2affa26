"""A site with something in it, a backup of it, and empty places to restore that to."""

import os
import subprocess
import sys
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from tests.compliance.concurrency import Crew, database, manage, on_the_same_server
from tools.cluster import folder
from tools.servers import Postgres

PICTURE = b"a picture, as far as a backup is concerned"
PICTURE_NAME = f"{sha256(PICTURE).hexdigest()}.png"
IS_POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


@pytest.fixture(scope="module")
def postgres():
    """A server of its own; its tests may break it."""
    with folder() as place:
        server = Postgres(place / "postgres")
        server.make()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The environment of a site with staff, a gate, a page in use, and a picture."""
    with database(tmp_path_factory.mktemp("site")) as environment:
        with Crew(environment, size=1) as crew:
            crew.ask("prepare")
            crew.ask("version", material=crew.ask("page", address="/dosing/"), stage="live")
        media = Path(environment["DATA_DIR"], "media")
        media.mkdir()
        (media / PICTURE_NAME).write_bytes(PICTURE)
        yield environment


@pytest.fixture(scope="session")
def archive(site, tmp_path_factory) -> Path:
    to = tmp_path_factory.mktemp("backups") / "site.tar"
    manage(site, "backup", "--to", str(to), "--unverified")
    return to


@pytest.fixture
def place(tmp_path):
    """An empty place for a site: its environment, and what `restore --to` calls it."""
    with ExitStack() as afterwards:
        if IS_POSTGRES:
            address = afterwards.enter_context(on_the_same_server(os.environ["DATABASE_URL"]))
            yield {"DATABASE_URL": address, "DATA_DIR": str(tmp_path / "restored")}, address
        else:
            yield {"DATABASE_URL": "", "DATA_DIR": str(tmp_path / "restored")}, str(tmp_path / "restored")


def restored(site, archive, place, *options: str) -> subprocess.CompletedProcess:
    """What the command says; as told on a machine that knows nothing but the settings."""
    environment, to = place
    command = [sys.executable, "manage.py", "restore", str(archive), "--to", to, *options]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=site | environment, check=False, capture_output=True, text=True
    )
