"""nginx before the instances, with the configuration that operators get."""

import json
import socket
import ssl
import subprocess
import time
import warnings
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from tests.cluster.site import PAGES
from tools.servers import free_port
from tools.web_servers import Nginx

pytestmark = pytest.mark.browser  # as those, it has a site of its own

FORGED = {
    "Forwarded": "for=192.0.2.9;proto=http",
    "X-Forwarded-For": "192.0.2.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "80",
    "X-Forwarded-Proto": "http",
    "X-Real-IP": "192.0.2.9",
    "X_Forwarded_Proto": "http",
}

OWN_ANSWERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
}


class Recorder(BaseHTTPRequestHandler):
    """Stands where an instance would, and says what it was told."""

    def do_GET(self):
        body = json.dumps(self.headers.items()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


INSTANCE_PORT = free_port()


@pytest.fixture
def nginx(tmp_path):
    """Another one, before whatever a test puts at INSTANCE_PORT."""
    nginx = Nginx(tmp_path / "nginx")
    nginx.instances = [f"127.0.0.1:{INSTANCE_PORT}"]
    nginx.configure()
    nginx.start()
    yield nginx
    nginx.stop()


def ask(nginx: Nginx, path: str = "/", **headers: str) -> requests.Response:
    return requests.get(nginx.address + path, headers=headers, verify=str(nginx.certificate), timeout=30)


def test_debians_nginx_takes_the_configuration(cluster):
    command = [*cluster.nginx.command(), "-t"]

    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr

    assert "syntax is ok" in said
    assert "test is successful" in said
    assert "[warn]" not in said


def test_the_site_is_told_by_nginx_alone_who_asks_and_how(nginx):
    with ThreadingHTTPServer(("127.0.0.1", INSTANCE_PORT), Recorder) as recorder:
        Thread(target=recorder.serve_forever, daemon=True).start()

        told = ask(nginx, **FORGED).json()
        recorder.shutdown()

    of_interest = {name: value for name, value in told if name.lower() in {name.lower() for name in FORGED}}
    assert of_interest == {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"}
    assert dict(told)["Host"] == nginx.address.removeprefix("https://")


def test_forged_headers_change_nothing(professional):
    response = professional.get(PAGES["B"], headers=FORGED)

    assert response.status_code == 200
    assert "evil.example" not in response.text


def test_where_no_instance_answers_a_plain_page_says_so(nginx):
    response = ask(nginx)

    assert response.status_code == 502
    assert response.headers["Retry-After"] == "30"
    assert OWN_ANSWERS.items() <= dict(response.headers).items()
    assert "Please try again in a minute" in response.text


def test_who_sent_a_large_file_is_told_so_as_well(nginx):
    body = {"data": b"x" * 100_000, "verify": str(nginx.certificate), "timeout": 30}

    assert requests.post(f"{nginx.address}/admin/downloads/leaflet/add/", **body).status_code == 502


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/sign-in/again/"])
def test_who_signs_in_sends_no_more_than_visitors_do(nginx, address):
    more = {"verify": str(nginx.certificate), "timeout": 30}

    assert requests.post(f"{nginx.address}{address}", data=b"x" * 65_000, **more).status_code == 502
    assert requests.post(f"{nginx.address}{address}", data=b"x" * 66_000, **more).status_code == 413


class TestLargeBodiesAtOnce:
    """nginx takes them in, as far as they come, before anybody knows whose they are."""

    @pytest.fixture
    def sending(self, nginx):
        """Four that have begun to send a large file and go on for long."""
        context = ssl.create_default_context(cafile=str(nginx.certificate))
        with ExitStack() as open_ones:
            for _ in range(4):
                plain = socket.create_connection(("127.0.0.1", nginx.port))
                one = open_ones.enter_context(context.wrap_socket(plain, server_hostname="localhost"))
                one.sendall(
                    b"POST /admin/pages/video/add/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000000\r\n\r\n"
                )
                one.sendall(b"x" * 100_000)
            time.sleep(0.5)  # until nginx has read that
            yield nginx

    @staticmethod
    def status(nginx, method="POST", **more) -> int:
        address = f"{nginx.address}/admin/pages/video/add/"
        return requests.request(method, address, verify=str(nginx.certificate), timeout=30, **more).status_code

    def test_a_fifth_from_the_same_address_is_refused(self, sending):
        assert self.status(sending, data=b"x" * 1_000_000) == 429

    def test_so_is_one_that_does_not_say_how_large_it_is(self, sending):
        assert self.status(sending, data=iter([b"x" * 1000])) == 429

    def test_colleagues_go_on_with_all_else(self, sending):
        assert self.status(sending, data=b"x" * 900_000) == 502
        assert self.status(sending, "GET") == 502

    def test_alone_it_is_taken(self, nginx):
        assert self.status(nginx, data=b"x" * 1_000_000) == 502


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"data": b"x" * 65_000}, 403),  # read, and refused by the site: it brings no token
        ({"data": b"x" * 66_000}, 413),
        ({"headers": {"X-Long": "x" * 9_000}}, 400),
        ({"headers": {f"X-{n}": "x" * 7_000 for n in range(6)}}, 400),
        ({"params": {"q": "x" * 9_000}}, 414),
    ],
)
def test_what_is_too_large_is_refused(cluster, more, status):
    response = requests.post(f"{cluster.address}/confirm/", verify=str(cluster.certificate), timeout=30, **more)

    assert response.status_code == status
    if status != 403:
        assert OWN_ANSWERS.items() <= dict(response.headers).items()


def test_what_the_site_says_of_its_answers_is_not_said_twice(professional):
    headers = professional.get(PAGES["B"]).raw.headers

    for name in OWN_ANSWERS:
        assert len(headers.getlist(name)) == 1


def test_trace_is_refused(cluster):
    response = requests.request("TRACE", f"{cluster.address}/confirm/", verify=str(cluster.certificate), timeout=30)

    assert response.status_code == 405
    assert "TRACE /confirm" not in response.text


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused(cluster, version):
    context = ssl.create_default_context(cafile=str(cluster.certificate))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version

    with (
        socket.create_connection(("127.0.0.1", cluster.nginx.port)) as connection,
        pytest.raises(ssl.SSLError, match=r"(?i)alert"),
    ):
        context.wrap_socket(connection, server_hostname="localhost")


def test_staff_may_send_large_files(cluster):
    """Read in full, then sent to the sign-in."""
    body = {"verify": str(cluster.certificate), "data": b"x" * 21_000_000, "timeout": 60, "allow_redirects": False}

    assert requests.post(f"{cluster.address}/admin/downloads/leaflet/add/", **body).status_code in (302, 403)


def test_plain_http_leads_to_https(cluster):
    response = requests.get(f"http://localhost:{cluster.nginx.plain_port}/a/?b=c", allow_redirects=False, timeout=30)

    assert response.status_code == 301
    assert response.headers["Location"] == "https://localhost/a/?b=c"


def test_whoever_comes_by_another_name_is_not_answered(cluster):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"https://127.0.0.1:{cluster.nginx.port}/", verify=False, timeout=30)
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get(f"http://127.0.0.1:{cluster.nginx.plain_port}/", timeout=30)


def test_nginx_sends_static_files_itself_for_good(cluster, professional):
    names = json.loads(professional.get("/static/staticfiles.json").content)["paths"]
    hashed = professional.get(f"/static/{names['css/site.css']}")
    plain = professional.get("/static/css/site.css")

    assert hashed.headers["Content-Encoding"] == "gzip"
    assert hashed.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in hashed.headers["Cache-Control"]
    assert plain.headers["Cache-Control"] == "public, max-age=3600"
    for response in (hashed, plain):
        assert OWN_ANSWERS.items() <= dict(response.headers).items()
        assert "X-Request-ID" not in response.headers


def test_what_is_behind_the_gate_is_kept_by_nobody_else(professional):
    for path in (PAGES["B"], "/search/?q=slowly", "/nowhere/"):
        assert professional.get(path).headers["Cache-Control"] == "private, no-store"


def test_no_log_has_the_words_that_were_searched_for(cluster, professional, nginx):
    professional.get("/search/?q=sinusoidal")
    ask(nginx, "/search/?q=sinusoidal")  # fails

    logs = [*cluster.folder.rglob("*.log"), *nginx.folder.parent.rglob("*.log")]
    written = "".join(log.read_text(errors="replace") for log in logs)
    assert " 200 GET /search/ " in written
    assert " 502 GET /search/ " in written
    for personal in ("sinusoidal", "q=", "192.0.2.1", " 127.0.0.1 "):
        assert personal not in written
