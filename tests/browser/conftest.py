"""The real site for the browser tests: set up as `make run` does, served by gunicorn, looked at in Chromium."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect, sync_playwright

expect.set_options(timeout=30_000)  # ms, as for all else that the browser waits for; a busy machine may need them

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # nothing leaves this machine
]


@dataclass(frozen=True)
class LiveSite:
    """A running site. `passwords` has those of the demonstration's staff by name."""

    base_url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def set_up(tmp_path_factory, worker_id) -> Path:
    """The folder of a site that is set up. The first process to ask makes it, for all; the others wait for it."""
    of_this_run = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # pytest-xdist gives each process a folder in that of the run
        of_this_run = of_this_run.parent
    made = of_this_run / "set-up"
    with (of_this_run / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = tmp_path_factory.mktemp("set-up-in-the-making")
            command = [sys.executable, "manage.py", "set_up"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_on(making))
            making.rename(made)
    return made


@pytest.fixture(scope="module")
def data(tmp_path_factory, set_up) -> Path:
    """The folder of a site for the tests of one file: what those of another changed is not in it."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(set_up, data, dirs_exist_ok=True)
    return data


@pytest.fixture(scope="module")
def live_site(data) -> LiveSite:
    with served(data) as base_url:
        yield LiveSite(base_url, _passwords(data))


@contextmanager
def served(data: Path, **environment: str) -> Iterator[str]:
    """The base address of the site whose folder is `data`; `environment` is set besides."""
    port = free_port()
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [gunicorn, "besponsa_site.wsgi", "--config", "besponsa_site/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **_on(data, **environment)) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def in_the_site(data: Path, code: str) -> str:
    """What `code` prints, run by a process of its own in the site whose folder is `data`."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    settings_module = {"DJANGO_SETTINGS_MODULE": "besponsa_site.settings"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, **_on(data, **settings_module))
    return done.stdout.strip()


@pytest.fixture(scope="module")
def browser() -> Browser:
    """One for each file: as long as it is there, Playwright's event loop runs, and Django keeps off the database."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser, live_site):
    """A fresh browser window: no cookies, no Declaration."""
    context = browser.new_context(base_url=live_site.base_url, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def page(context):
    return context.new_page()


def _on(data: Path, **more: str) -> dict:
    """Where and with which settings the site's programs run."""
    environment = os.environ | {
        "ADMIN_PATH": "admin",
        "ALLOWED_HOSTS": "127.0.0.1",
        "CACHE_URL": "",
        "DATABASE_URL": "",
        "DATA_DIR": str(data),
        "DEBUG": "off",
        "GATE_REMEMBER_DAYS": "30",
        "HTTPS": "off",
        "STAFF_SECOND_FACTOR": "",
        "SECRET_KEY": "for-browser-tests-only-" + "x" * 40,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return {"cwd": settings.BASE_DIR, "env": environment | more}


def _passwords(data: Path) -> dict[str, str]:
    return dict(line.split() for line in (data / "staff-passwords.txt").read_text().splitlines())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, seconds: float = 30) -> None:
    last_moment = time.monotonic() + seconds
    while True:
        try:
            urlopen(address, timeout=2).close()
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > last_moment:
                raise
            time.sleep(0.1)
        else:
            return
