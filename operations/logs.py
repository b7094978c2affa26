"""Logs for machines: a line of JSON for each request and each fault, and nothing in them about the person.

No address, no cookie, no user, no query: what was searched for, and the way back from the gate, stand in queries. But
that a member of staff signed in is a line with the number of the account (staff/sessions.py).
"""

import logging
import time
import traceback
from contextvars import ContextVar

from django.conf import settings
from django.core import mail
from pythonjsonlogger.json import JsonFormatter

PAUSE_SECONDS = 600
log = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Formatter(JsonFormatter):
    """One line of JSON with the id of the request that was being answered."""

    def __init__(self):
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            # Django hands the request along with a record, and gunicorn the socket.
            reserved_attrs=[*logging.makeLogRecord({}).__dict__, "asctime", "message", "request", "sock"],
        )

    def add_fields(self, log_data, record, message_dict):
        super().add_fields(log_data, record, message_dict)
        if current := request_id.get():
            log_data["request_id"] = current


class NoRequestLine(logging.Filter):
    """gunicorn writes the first line of what it refuses or cannot send, and who asked: no query or address stays."""

    def filter(self, record):
        message = record.getMessage()
        if message.startswith("Invalid request"):
            record.msg, record.args = "A request was refused that is not as HTTP has it", ()
        elif message.startswith("Error handling request"):
            record.msg, record.args = message.partition("?")[0], ()
        return True


class Refused(logging.Handler):
    """For django.security, which calls a request an error that the site refused, and repeats what was sent in it.

    Anybody can send one, so it is a warning, which nobody is mailed about, of the kind it was and nothing else.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            log.warning("A request was refused: %s", record.name.rpartition(".")[2])
        else:
            logging.getLogger().handle(record)


class FaultMail(logging.Handler):
    """Mails a fault to those in ERROR_MAIL_TO: what happened and where, not to whom.

    Once in ten minutes for each place where it happens: while the database is away, every request has the same one.
    """

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        self._mailed_at: dict[object, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        place, now = _place(record), time.monotonic()
        if not settings.ERROR_MAIL_TO or now - self._mailed_at.get(place, -PAUSE_SECONDS) < PAUSE_SECONDS:
            return
        self._mailed_at[place] = now
        subject = f"Fault on {settings.SITE_ADDRESS}: {record.getMessage()}".splitlines()[0][:200]
        try:
            mail.send_mail(subject, self.format(record), None, settings.ERROR_MAIL_TO)
        except OSError:  # the mail server's fault must not become the visitor's
            self.handleError(record)


def _place(record: logging.LogRecord) -> object:
    """What was raised and on which line; for a fault without an exception, the words without their particulars."""
    if not record.exc_info or not record.exc_info[2]:
        return record.msg
    kind, _, trail = record.exc_info
    raised = traceback.extract_tb(trail)[-1]
    return kind, raised.filename, raised.lineno
