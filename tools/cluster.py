"""The site on several machines, all of them this one: `make cluster`, and the tests of what instances share.

PostgreSQL, Redis, an S3 server, instances of gunicorn and nginx before them, as docs/deploy.md has them, in one folder
that is gone afterwards. Nothing is shared by file: each instance has a DATA_DIR of its own.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tools.servers import ROOT, Bucket, Postgres, Redis
from tools.web_servers import Gunicorn, Nginx


class Cluster:
    """Its parts, each of which can be stopped and started again; the bucket then begins empty.

    It is filled with the demonstration, or by `fill`, which gets the cluster with an empty database.
    """

    def __init__(
        self,
        folder: Path,
        *,
        instances: int = 2,
        workers: int = 1,
        fill: Callable[["Cluster"], None] | None = None,
        **environment: str,
    ):
        self.folder = folder
        self.fill = fill or Cluster.load_demonstration
        self.postgres = Postgres(folder / "postgres")
        self.redis = Redis(folder / "redis")
        self.bucket = Bucket(folder / "bucket")
        self.nginx = Nginx(folder / "nginx")
        self.environment = self._settings() | environment
        self.instances = [
            Gunicorn(folder / f"instance-{number}", environment=self.environment, workers=workers)
            for number in range(1, instances + 1)
        ]
        self.nginx.instances = [f"127.0.0.1:{instance.port}" for instance in self.instances]

    @property
    def address(self) -> str:
        """As visitors have it; its certificate is that of `certificate`."""
        return self.nginx.address

    @property
    def certificate(self) -> Path:
        return self.nginx.certificate

    @property
    def passwords(self) -> dict[str, str]:
        """Those of the demonstration's staff by name."""
        return dict(line.split() for line in (self._set_up / "staff-passwords.txt").read_text().splitlines())

    def load_demonstration(self) -> None:
        self.manage("set_up")

    def start(self) -> None:
        """All of it, until each instance is ready."""
        for server in (self.redis, self.bucket, *self.instances):
            server.begin()
        self.postgres.make()
        self.redis.wait()
        self.bucket.make()
        self._set_up.mkdir()
        self.fill(self)
        for instance in self.instances:
            instance.wait()
        self.nginx.configure()
        self.nginx.start()

    def stop(self) -> None:
        """All of it, whatever becomes of one."""
        for instance in self.instances:
            instance.tell()  # each takes a while
        with ExitStack() as rest:
            for server in (self.postgres, self.redis, self.bucket, *self.instances, self.nginx):
                rest.callback(server.stop)

    def rolling_restart(self) -> None:
        """As docs/deploy.md does it: the next instance when the one before is ready."""
        for instance in self.instances:
            instance.stop()
            instance.start()

    def manage(self, *words: str) -> str:
        """What `manage.py` prints, run on the cluster's database."""
        return self._python("manage.py", *words)

    def in_the_site(self, code: str) -> str:
        """What `code` prints, run by a process of its own in the site."""
        return self._python("-c", f"import django; django.setup()\n{code}")

    def _python(self, *words: str) -> str:
        where = {"cwd": ROOT, "env": self.environment | {"DATA_DIR": str(self._set_up)}}
        done = subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True, **where)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout.strip()

    @property
    def _set_up(self) -> Path:
        return self.folder / "set-up"

    def _settings(self) -> dict[str, str]:
        return os.environ | {
            "ADMIN_PATH": "admin",
            "ALLOWED_HOSTS": "localhost",
            "BUCKET_URL": self.bucket.url,
            "CACHE_URL": self.redis.url,
            "DATABASE_OWNER_URL": self.postgres.url_of("besponsa_owner"),
            "DATABASE_URL": self.postgres.url_of("besponsa"),
            "DEBUG": "off",
            "DJANGO_SETTINGS_MODULE": "besponsa_site.settings",
            "HAND_OVER": "",
            "HTTPS": "on",
            "LOG_FORMAT": "json",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_ADDRESS": self.address,
            "STAFF_SECOND_FACTOR": "",  # the demonstration's staff have passwords only
        }


@contextmanager
def folder() -> Iterator[Path]:
    """For a cluster; gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="besponsa-cluster."))
    if os.geteuid() == 0:
        made.chmod(0o711)  # PostgreSQL runs as another user
    try:
        yield made
    finally:
        shutil.rmtree(made)


@contextmanager
def running(**options) -> Iterator[Cluster]:
    """A cluster that is stopped and gone afterwards."""
    with folder() as made:
        cluster = Cluster(made, **options)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def main() -> None:
    """Run one until Ctrl-C; SIGHUP restarts its instances one after the other."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(KeyboardInterrupt), running() as cluster:
        signal.signal(signal.SIGHUP, lambda *_: cluster.rolling_restart())
        print(f"\nReady: {cluster.address}/  (its certificate is its own: browsers warn; Ctrl-C stops all)")
        for instance in cluster.instances:
            print(f"  {instance.name}  {instance.address}")
        print(f"  folder      {cluster.folder}: logs, configuration of nginx")
        print(f"  restart     kill -HUP {os.getpid()} restarts one instance after the other\n")
        for name, password in cluster.passwords.items():
            print(f"  {name}  {password}")
        sys.stdout.flush()
        while True:
            signal.pause()


if __name__ == "__main__":
    main()
