"""An editor at the forms of the admin, as a browser sends them."""

from base64 import b64decode
from dataclasses import dataclass, field

import requests
from lxml import html

PICTURES = "pages_figureblock_set"


@dataclass(frozen=True)
class Form:
    """Where it is, what is typed in it beside what it holds already, and what is attached: field to name and bytes."""

    path: str
    typed: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def forms(papers: dict) -> dict[str, Form]:
    """Freezing, and each way to upload, with what `papers` holds."""
    body = {name: b64decode(encoded) for name, encoded in papers["bodies"].items()}
    page, leaflet, save = f"/admin/pages/page/{papers['page']}", papers["leaflet"], {"_save": "Save"}
    block = {"region": "main", "ordering": "20", "alt": "An infusion bag", "source": "<p>Own illustration</p>"}
    blocks = {f"{PICTURES}-TOTAL_FORMS": "1"} | {f"{PICTURES}-0-{name}": value for name, value in block.items()}
    film = {"title": "Of a full disk", "transcript": papers["transcript"]}
    film_files = {"file": "film.mp4", "captions": "film.vtt", "poster": "film.png"}
    return {
        "freezing": Form(f"{page}/freeze/"),
        "agency PDF": Form(
            f"/admin/downloads/leaflet/{leaflet}/change/", save, {"agency_pdf": ("agency.pdf", body["agency_pdf"])}
        ),
        "picture": Form(f"{page}/change/", blocks | save, {f"{PICTURES}-0-picture": ("bag.png", body["picture"])}),
        "video": Form(
            "/admin/pages/video/add/", film | save, {name: (file, body[name]) for name, file in film_files.items()}
        ),
    }


class Editor:
    """Signed in, with the forms open."""

    def __init__(self, address: str, username: str, password: str):
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False
        said = {"Host": "localhost", "Origin": "http://localhost", "Referer": "http://localhost/"}
        self.session.headers.update(said)
        signed_in = self.send(Form("/admin/login/", {"login": username, "password": password}))
        if signed_in.status_code != 302:
            raise RuntimeError(f"Signing in was answered with {signed_in.status_code}.")
        self._read("/admin/")

    def send(self, form: Form) -> requests.Response:
        page = self._read(form.path)
        found = page.xpath('//form[.//input[@name="csrfmiddlewaretoken"]][not(@id="logout-form")]')[0]
        held = {name: value for name, value in found.form_values() if "__prefix__" not in name}
        return self._post(form.path, held | form.typed, form.files)

    def send_again(self, refusal: requests.Response, form: Form) -> requests.Response:
        """What `refusal` gave back, with the files; the form anew where it gave nothing back."""
        if not (found := given_back(refusal)):
            return self.send(form)
        # A browser drops the line break with which a textarea begins.
        fields = {name: value.removeprefix("\n") for name, value in found[0].form_values()}
        return self._post(found[0].get("action"), fields, form.files)

    def _read(self, path: str):
        answer = self.session.get(self.address + path, timeout=60, allow_redirects=False)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} was answered with {answer.status_code}.")
        return html.fromstring(answer.text)

    def _post(self, path: str, fields: dict, files: dict) -> requests.Response:
        return self.session.post(self.address + path, fields, files=files, timeout=120, allow_redirects=False)


def read_by_people(answer: requests.Response) -> str:
    """The status, and what is read first; or where it leads."""
    if "Location" in answer.headers:
        return f"{answer.status_code}, leads to {answer.headers['Location']}"
    page = html.fromstring(answer.text)
    first = page.findtext(".//h1") or page.findtext(".//title") or answer.text[:60]
    again = ", with the form again" if given_back(answer) else ""
    return f"{answer.status_code} “{' '.join(first.split())}”{again}"


def given_back(answer: requests.Response) -> list:
    """The form with what was typed, ready to be sent once more; none or one."""
    return html.fromstring(answer.text).xpath("//form[.//textarea[@hidden]]")
