"""A database, worker processes and a web server of their own, for tests that need several at once."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener
from uuid import uuid4

import psycopg
from django.conf import settings

WORK = "import django; django.setup(); from tests.compliance.concurrent_worker import work; work()"


@contextmanager
def database(folder: Path, *, migrated: bool = True) -> Iterator[dict[str, str]]:
    """The environment of processes that share a new database of the kind that the tests run on."""
    environment = {
        "ADMIN_PATH": "admin",
        "ALLOWED_HOSTS": "127.0.0.1",
        "CACHE_URL": "",
        "DATABASE_URL": "",
        "DATA_DIR": str(folder),
        "DEBUG": "off",
        "DJANGO_SETTINGS_MODULE": "besponsa_site.settings",
        "GATE_REMEMBER_DAYS": "30",
        "HTTPS": "off",
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "for-tests-only-" + "x" * 40,
        "STAFF_SECOND_FACTOR": "",
    }
    with ExitStack() as afterwards:
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            environment["DATABASE_URL"] = afterwards.enter_context(on_the_same_server(os.environ["DATABASE_URL"]))
        if migrated:
            manage(environment, "migrate")
        yield environment


@contextmanager
def on_the_same_server(address: str) -> Iterator[str]:
    name = f"concurrency_{uuid4().hex}"
    of = urlsplit(address)._replace
    with psycopg.connect(of(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield of(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(environment: dict[str, str], *command: str) -> str:
    """Run `manage.py`; the output, or an AssertionError with it."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Crew:
    """Processes that do what they are told, all at once."""

    def __init__(self, environment: dict[str, str], size: int):
        self.environment = environment
        self.workers = [
            subprocess.Popen(
                [sys.executable, "-c", WORK],
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(size)
        ]

    def __enter__(self):
        return self

    def __exit__(self, *of):
        for worker in self.workers:
            worker.stdin.close()
        for worker in self.workers:
            worker.wait(timeout=60)
            worker.stdout.close()

    def ask(self, do: str, **task):
        """What one of them answers."""
        return self._hear(self.workers[:1], [{"do": do} | task])[0]

    def at_once(self, step: str, of: list[int], *, by: str, job_codes: list[str] | None = None) -> list[dict]:
        """The n-th takes `step` on the n-th of `of` as the n-th of the staff called `by`, at the same moment."""
        at = time.monotonic() + 0.1
        tasks = [{"do": "act", "step": step, "by": f"{by}{n % 3}", "of": pk, "at": at} for n, pk in enumerate(of)]
        for task, job_code in zip(tasks, job_codes or [], strict=bool(job_codes)):
            task["job_code"] = job_code
        return self._hear(self.workers, tasks)

    def wander(self, material: int, *, count: int) -> list[dict]:
        """All of them work on the Material, each `count` steps; what became of every step."""
        tasks = [{"do": "wander", "material": material, "count": count, "seed": n} for n in range(len(self.workers))]
        return [outcome for outcomes in self._hear(self.workers, tasks) for outcome in outcomes]

    def _hear(self, workers: list[subprocess.Popen], tasks: list[dict]) -> list:
        for worker, task in zip(workers, tasks, strict=True):
            worker.stdin.write(json.dumps(task) + "\n")
            worker.stdin.flush()
        return [json.loads(worker.stdout.readline()) for worker in workers]


@contextmanager
def web_server(environment: dict[str, str]) -> Iterator[str]:
    """The base address of the site as production serves it. An AssertionError if it wrote of an error."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [gunicorn, "besponsa_site.wsgi", "--config", "besponsa_site/gunicorn.py", "--bind", host]
    log = Path(environment["DATA_DIR"]) / "gunicorn.log"
    with (
        log.open("w") as stderr,
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=stderr) as it,
    ):
        try:
            _wait_for(f"http://{host}")
            yield f"http://{host}"
        finally:
            it.terminate()
    assert "Traceback" not in log.read_text(), log.read_text()


def _wait_for(base_address: str, seconds: float = 30) -> None:
    last_moment = time.monotonic() + seconds
    while time.monotonic() < last_moment:
        try:
            Browser(base_address).get("/healthz")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(base_address)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Browser:
    """Keeps cookies, follows no redirect; each request is a new connection, so any process of the server answers."""

    def __init__(self, base_address: str):
        self.base_address = base_address
        self.statuses: set[int] = set()
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), _StayHere)

    def get(self, path: str) -> Answer:
        return self._send(path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form, with the token that the cookie of an earlier `get` holds."""
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrf"), "")
        return self._send(path, urlencode(fields | {"csrfmiddlewaretoken": token}).encode())

    def _send(self, path: str, form: bytes | None) -> Answer:
        try:
            response = self.opener.open(self.base_address + path, form, timeout=60)
        except HTTPError as error:  # any status but 200
            response = error
        with response:
            self.statuses.add(response.status)
            return Answer(response.status, response.headers.get("Location", ""), response.read().decode())

    def sign_in(self, name: str, password: str) -> "Browser":
        self.get("/admin/login/")
        assert self.post("/admin/login/?next=/admin/", login=name, password=password).status == 302
        return self

    def pass_the_gate(self) -> "Browser":
        text = job_code_in(self.get("/confirm/").body, before='name="text" value="')
        assert self.post("/confirm/", answer="yes", text=text).status == 302
        return self


def job_code_in(body: str, *, before: str = "") -> str:
    """The first job code that stands in it right after `before`."""
    found = re.search(before + r"([A-Z]{2}-[A-Z]{3}-[A-Z]{3}-\d{4})", body)
    return found[1] if found else ""
