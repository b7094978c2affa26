"""What is written about a request: enough to find a fault, nothing about the person."""

import io
import json
import logging
import sys

import pytest
from django.core import mail

from operations.logs import FaultMail, Formatter, NoRequestLine
from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory, certified


@pytest.fixture
def written():
    """The lines written from here on, read as a machine would."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    before = logging.getLogger("operations.requests").level
    logging.getLogger("operations.requests").setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    logging.getLogger("operations.requests").setLevel(before)


def test_each_request_has_a_line_with_its_id(stranger, written):
    response = stranger.get("/healthz")

    line = written()[-1]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)
    assert line["request_id"] == response["X-Request-ID"]
    assert line["milliseconds"] > 0
    assert line["level"] == "INFO"


def test_no_line_tells_who_asked_or_for_what_words(professional, written):
    professional.get(
        "/search/?q=my+own+illness",
        headers={"user-agent": "Ward 7", "referer": "https://testserver/search/?q=secret", "x-request-id": "mine"},
        REMOTE_ADDR="192.0.2.7",
    )

    lines = json.dumps(written())
    for personal in ("illness", "secret", "Ward 7", "192.0.2.7", "mine", professional.cookies["__Host-session"].value):
        assert personal not in lines


@pytest.mark.parametrize(
    ("said", "values", "kept"),
    [
        (
            "Invalid request from ip=192.0.2.7: Invalid HTTP request line: 'GET /search/?q=illness HTTP/1.1'",
            (),
            "refused",
        ),
        ("Error handling request %s %s", ("GET", "/search/?q=illness"), "GET /search/"),
    ],
)
def test_what_the_web_server_says_of_a_request_leaves_out_its_query(said, values, kept):
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said, values, None)

    assert NoRequestLine().filter(record)

    line = json.loads(Formatter().format(record))["message"]
    assert kept in line
    assert "illness" not in line
    assert "192.0.2.7" not in line


def test_an_id_is_nobodys_but_one_requests(stranger):
    asked = {"x-request-id": "chosen-by-a-visitor"}

    first, second = (stranger.get("/healthz", headers=asked)["X-Request-ID"] for _ in range(2))

    assert len({first, second, asked["x-request-id"]}) == 3


@pytest.mark.any_database
def test_a_fault_is_one_line_with_its_traceback(written):
    try:
        raise ValueError("in two\nlines")
    except ValueError:
        logging.getLogger("somewhere").exception("It failed")

    (line,) = written()
    assert (line["level"], line["message"]) == ("ERROR", "It failed")
    assert "ValueError: in two" in line["exc_info"]


@pytest.fixture
def broken(monkeypatch):
    """A page that fails."""

    def fail(*args, **kwargs):
        raise RuntimeError("It broke")

    monkeypatch.setattr("pages.views.sending.document", fail)


def test_a_fault_is_mailed_to_those_named_without_the_visitor(db, broken, settings, professional):
    certified(PageFactory(address="/dosing/"))
    settings.ERROR_MAIL_TO = ["operator@example.org"]
    professional.raise_request_exception = False

    response = professional.get("/dosing/?q=illness")

    assert response.status_code == 500
    (message,) = mail.outbox
    assert message.to == ["operator@example.org"]
    assert "Fault on " in message.subject
    assert "RuntimeError: It broke" in message.body
    assert response["X-Request-ID"] in message.body
    assert professional.cookies["__Host-session"].value not in message.body
    assert "illness" not in message.body


def test_a_fault_that_every_request_has_is_mailed_once(db, settings):
    settings.ERROR_MAIL_TO = ["operator@example.org"]
    handler = FaultMail()

    for place in (lambda: 1 / 0, lambda: {}["nothing"]):
        for _ in range(3):
            try:
                place()
            except (ZeroDivisionError, KeyError):
                record = logging.makeLogRecord({"msg": "It failed", "exc_info": sys.exc_info()})
            handler.emit(record)

    assert len(mail.outbox) == 2


def test_nobody_is_written_to_where_nobody_is_named(settings, mailoutbox):
    settings.ERROR_MAIL_TO = []

    FaultMail().emit(logging.makeLogRecord({"msg": "It failed"}))

    assert mailoutbox == []


def test_a_mail_server_that_fails_does_not_fail_the_request(settings, monkeypatch, capsys):
    settings.ERROR_MAIL_TO = ["operator@example.org"]
    monkeypatch.setattr("operations.logs.mail.send_mail", lambda *args: (_ for _ in ()).throw(ConnectionRefusedError))

    FaultMail().emit(logging.makeLogRecord({"msg": "It failed"}))

    assert "ConnectionRefusedError" in capsys.readouterr().err


def test_staff_are_not_named_either(db, written):
    staff = visitor()
    staff.force_login(UserFactory(username="ana-of-compliance"))

    staff.get("/admin/")

    assert written()[-1]["path"] == "/admin/"
    assert "ana-of-compliance" not in json.dumps(written())


class TestRefused:
    """Anybody can send what makes no sense: that is no fault, and nothing of it is repeated."""

    @pytest.fixture
    def staff(self, db):
        client = visitor()
        client.force_login(UserFactory(group="Administrators"))
        return client

    def test_another_host(self, stranger, refused):
        assert refused(lambda: stranger.get("/confirm/", headers={"host": "localhost:typed"})) == "DisallowedHost"

    def test_too_many_fields(self, stranger, refused):
        fields = {f"typed{number}": "" for number in range(5001)}

        assert refused(lambda: stranger.post("/admin/login/", fields)) == "TooManyFieldsSent"

    def test_an_address_of_the_admin_that_django_does_not_take(self, staff, refused):
        ask = {"_to_field": "typed"}

        kind = refused(lambda: staff.get("/admin/auth/user/", ask))

        assert kind == "DisallowedModelAdminToField"

    @pytest.fixture
    def refused(self, settings, written):
        """What kind of request it was, by the one warning about it."""
        settings.ERROR_MAIL_TO = ["operator@example.org"]

        def refused(ask) -> str:
            assert ask().status_code == 400
            lines = [line for line in written() if line["level"] != "INFO"]
            assert [line["level"] for line in lines] == ["WARNING"]
            assert "exc_info" not in lines[0]
            assert "typed" not in json.dumps(lines)
            assert mail.outbox == []
            return lines[0]["message"].removeprefix("A request was refused: ")

        return refused

    def test_what_django_itself_calls_a_warning_is_written_as_it_is(self, written):
        logging.getLogger("django.security.csrf").warning("Forbidden (%s): %s", "No cookie", "/confirm/")

        (line,) = written()
        assert (line["level"], line["message"]) == ("WARNING", "Forbidden (No cookie): /confirm/")
