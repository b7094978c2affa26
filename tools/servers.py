"""The servers that `tools/cluster.py` puts together, each a process of ours in a folder of its own.

All of them can be stopped and started again, as machines are, and come back at the address they had.
"""

import glob
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SECONDS_TO_STOP = 40  # gunicorn gives requests under way 30


class Server:
    """A program that runs in the foreground and writes to `<folder>.log`."""

    name = ""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_up(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def begin(self) -> None:
        """Start it without waiting until it answers."""
        with self.log.open("ab") as log:
            where = {"cwd": ROOT} | self.surroundings()
            # Ctrl-C in the terminal is for whoever started us; who stops the others, in order.
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, start_new_session=True, **where)

    def surroundings(self) -> dict:
        """What else Popen is told."""
        return {}

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    def wait(self) -> None:
        """Until it answers. Raises RuntimeError with what it wrote when it ended instead."""
        wait_until(lambda: self.is_up() or self._has_ended(), f"{self.name} does not answer")
        if self._has_ended():
            raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()[-2000:]}")

    def _has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def start(self) -> None:
        self.begin()
        self.wait()

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it as systemd does, and wait until it has ended."""
        if self.process is None:
            return
        self.tell(how)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self.process = None

    def tell(self, how: int = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)

    def kill(self) -> None:
        """All its processes at once, as when the power goes."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def pids(self) -> list[int]:
        """Its process and those below."""
        return family(self.process.pid) if self.process else []


class Postgres(Server):
    """Debian's PostgreSQL on a socket in a folder that no other user enters, so it needs no password.

    It refuses to run as root; then it runs as the user `postgres`, who must be able to reach the folder.
    """

    name = "PostgreSQL"

    def __init__(self, folder: Path):
        super().__init__(folder)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")

    @property
    def url(self) -> str:
        """As the superuser, who may do everything."""
        return self.url_of("postgres")

    def url_of(self, role: str, database: str = "besponsa") -> str:
        return f"postgres://{role}@/{database}?host={self.folder}"

    def make(self) -> None:
        """Start it with an empty database and the roles of docs/deploy.md.

        What it holds may be lost, so it never waits for the disk.
        """
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            self._as_postgres("initdb", "-D", str(self._data), *options),
            check=True,
            cwd="/tmp",  # noqa: S108 a folder that the user postgres may enter
            stdout=subprocess.DEVNULL,
        )
        self.start()
        as_superuser = ("--host", self.folder, "--username=postgres")
        subprocess.run(["createuser", *as_superuser, "besponsa_owner"], check=True)
        subprocess.run(["createuser", *as_superuser, "--createdb", "besponsa"], check=True)
        subprocess.run(["createdb", *as_superuser, "--owner=besponsa_owner", "besponsa"], check=True)

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        return self._as_postgres(
            "postgres", "-D", str(self._data), *(f"--{name}={value}" for name, value in options.items())
        )

    def surroundings(self) -> dict:
        return {"cwd": "/tmp"}  # noqa: S108 as above

    def is_up(self) -> bool:
        asked = ["pg_isready", "--quiet", "--host", str(self.folder), "--username=postgres"]
        return subprocess.run(asked, check=False).returncode == 0

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT ends what is connected, too: "fast" is what Debian's `systemctl stop` asks for."""
        super().stop(how)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _as_postgres(self, program: str, *options: str) -> list[str]:
        newest = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))[-1]
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        return [*as_user, f"{newest}/{program}", *options]


class Redis(Server):
    """Debian's Redis; it keeps nothing on the disk."""

    name = "Redis"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        options = {"port": self.port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": self.folder}
        return ["redis-server", *(word for name, value in options.items() for word in (f"--{name}", str(value)))]


class Bucket(Server):
    """An S3 server, moto's; it keeps what it is given in memory."""

    name = "S3 server"

    @property
    def url(self) -> str:
        return f"http://key:secret@127.0.0.1:{self.port}/besponsa?region=eu-west-2"

    def command(self) -> list[str]:
        return [program("moto_server"), "-H", "127.0.0.1", "-p", str(self.port)]

    def make(self) -> None:
        """An empty bucket."""
        import boto3

        self.wait()
        reach = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
        s3 = boto3.client("s3", endpoint_url=self.address, **reach)
        s3.create_bucket(Bucket="besponsa", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})


def program(name: str) -> str:
    """One of the Python environment's own."""
    return str(Path(sys.executable).with_name(name))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            for child in task.read_text().split():
                found += family(int(child))
    return found


def wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Raises TimeoutError, saying `otherwise`, if it never is."""
    last_moment = time.monotonic() + SECONDS_TO_START
    while not is_so():
        if time.monotonic() > last_moment:
            raise TimeoutError(otherwise)
        time.sleep(0.05)
