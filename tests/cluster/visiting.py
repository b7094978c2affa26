"""A browser that can be sent to nginx, or past it to one instance, and takes its cookies along to either."""

import re

import requests

from tests.cluster.site import ADMINISTRATOR, PASSWORD
from tools.cluster import Cluster
from tools.web_servers import Gunicorn


class Visitor:
    def __init__(self, cluster: Cluster):
        self.cluster = cluster
        self.host = cluster.address.partition("//")[2]
        self.cookies: dict[str, str] = {}
        self.connections = requests.Session()

    def get(self, path: str, *, at: Gunicorn | None = None, **more) -> requests.Response:
        """The answer of nginx, or of the instance `at`; redirects are not followed."""
        return self._ask("get", path, at, **more)

    def post(self, path: str, data: dict, *, at: Gunicorn | None = None, form: str = "") -> requests.Response:
        """Send the form that stands on `form` (`path` itself if not given)."""
        page = self.get(form or path, at=at)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        sent = {name: _value(page.text, name) for name in data if data[name] is None}
        return self._ask("post", path, at, data=data | sent | {"csrfmiddlewaretoken": token})

    def say(self, answer: str, *, at: Gunicorn | None = None) -> requests.Response:
        """At the gate, to its live text."""
        return self.post("/confirm/", {"answer": answer, "text": None}, at=at)

    def sign_in(self, *, at: Gunicorn | None = None) -> requests.Response:
        """As the administrator."""
        return self.post("/admin/login/", {"login": ADMINISTRATOR, "password": PASSWORD}, at=at)

    def _ask(self, method: str, path: str, at: Gunicorn | None, *, headers=None, **more) -> requests.Response:
        as_nginx = {"Host": self.host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
        as_nginx |= {"Connection": "close"}
        own = {"Referer": f"https://{self.host}/", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        response = self.connections.request(
            method,
            (at.address if at else self.cluster.address) + path,
            headers=(as_nginx if at else {}) | own | (headers or {}),
            allow_redirects=False,
            timeout=60,
            verify=str(self.cluster.certificate),
            **more,
        )
        self.cookies |= response.cookies.get_dict()
        self.connections.cookies.clear()  # its own would not go to both
        return response


def _value(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]
