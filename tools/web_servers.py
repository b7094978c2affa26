"""The two that answer browsers, as `tools/cluster.py` runs them: an instance of the site, and nginx in front."""

import os
import shutil
import socket
import subprocess
import weakref
from pathlib import Path

from tools.servers import ROOT, Server, free_port, program, wait_until


class Gunicorn(Server):
    """An instance of the site. Its socket is ours, as it is systemd's: it stays open while the instance is away."""

    def __init__(self, folder: Path, *, environment: dict[str, str], workers: int):
        super().__init__(folder)
        self.name = folder.name
        self.environment = environment | {"DATA_DIR": str(folder)}
        self.workers = workers
        self._socket = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        weakref.finalize(self, self._socket.close)

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
