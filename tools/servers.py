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
        self.process.send_signal(how)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self.process = None

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
        return f"postgres://postgres@/besponsa?host={self.folder}"

    def make(self) -> None:
        """An empty database; what it holds may be lost, so it never waits for the disk."""
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            self._as_postgres("initdb", "-D", str(self._data), *options),
            check=True,
            cwd="/tmp",  # noqa: S108 a folder that the user postgres may enter
            stdout=subprocess.DEVNULL,
        )
        self.start()
        subprocess.run(["createdb", "--host", self.folder, "--username=postgres", "besponsa"], check=True)

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

    def fill(self, media: Path) -> None:
        """Make the bucket, and put the files of `media` into it."""
        import boto3

        reach = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
        s3 = boto3.client("s3", endpoint_url=self.address, **reach)
        s3.create_bucket(Bucket="besponsa", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        for file in sorted(media.iterdir()) if media.exists() else []:
            s3.upload_file(str(file), "besponsa", file.name)


class Gunicorn(Server):
    """An instance of the site. Its socket is ours, as it is systemd's: it stays open while the instance is away."""

    def __init__(self, folder: Path, *, environment: dict[str, str], workers: int):
        super().__init__(folder)
        self.name = folder.name
        self.environment = environment | {"DATA_DIR": str(folder)}
        self.workers = workers
        self._socket = socket.create_server(("127.0.0.1", self.port), backlog=2048)

    def command(self) -> list[str]:
        gunicorn = [program("gunicorn"), "besponsa_site.wsgi", "--config", "besponsa_site/gunicorn.py"]
        as_systemd = f'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@" 3<&{self._socket.fileno()}'
        return ["bash", "-c", as_systemd, "bash", *gunicorn, "--workers", str(self.workers)]

    def surroundings(self) -> dict:
        return {"env": self.environment, "pass_fds": [self._socket.fileno()]}

    def wait(self, *, path: str = "/readyz") -> None:
        """Until it is ready, or at least answers at `path`."""
        wait_until(lambda: self._has_ended() or self._answers(path), f"{self.name} is not ready")
        if self._has_ended():
            raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()[-2000:]}")

    def _answers(self, path: str) -> bool:
        import requests

        try:
            return requests.get(self.address + path, headers={"Host": "localhost"}, timeout=10).status_code == 200
        except requests.RequestException:
            return False


class Nginx(Server):
    """Debian's nginx with deploy/nginx/besponsa.conf, as it is but for ports, paths and the certificate."""

    name = "nginx"

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.plain_port = free_port()
        self.instances: list[str] = []  # HOST:PORT of each
        self.certificate = folder / "certificate.pem"

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def configure(self) -> None:
        """Write the configuration, and the certificate that it names."""
        openssl = "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext"
        files = ["-keyout", str(self.folder / "key.pem"), "-out", str(self.certificate)]
        made = [*openssl.split(), "subjectAltName=DNS:localhost", *files]
        subprocess.run(made, check=True, stderr=subprocess.DEVNULL)
        (self.folder / "besponsa.conf").write_text(self._filled_in())
        temporary = "\n".join(
            f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"""
            daemon off; pid {self.folder}/pid; error_log {self.log} crit; worker_processes 1;
            {"user root;" if os.geteuid() == 0 else ""}
            events {{ worker_connections 4096; }}
            http {{
                include /etc/nginx/mime.types;
                {temporary}
                include {self.folder}/besponsa.conf;
            }}
            """
        )

    def _filled_in(self) -> str:
        """deploy/nginx/besponsa.conf with what an operator would put in, and nothing else changed."""
        upstream = "\n".join(f"    server {each} max_fails=3 fail_timeout=3s;" for each in self.instances)
        text = (ROOT / "deploy/nginx/besponsa.conf").read_text()
        for old, new in {
            "    server 127.0.0.1:8001 max_fails=3 fail_timeout=3s;\n": "",
            "    server 127.0.0.1:8002 max_fails=3 fail_timeout=3s;": upstream,
            "listen [::]:": "#",
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "www.example.co.uk": "localhost",
            "/etc/letsencrypt/live/localhost/fullchain.pem": str(self.certificate),
            "/etc/letsencrypt/live/localhost/privkey.pem": str(self.folder / "key.pem"),
            "/var/log/nginx/": f"{self.folder}/",
            "/srv/besponsa/": f"{ROOT}/",
        }.items():
            if old not in text:
                raise RuntimeError(f"deploy/nginx/besponsa.conf has no {old!r} any more.")
            text = text.replace(old, new)
        return text

    def command(self) -> list[str]:
        nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
        return [nginx, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]


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
