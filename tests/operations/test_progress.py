"""How far something long is, for who waits for it."""

import io
from threading import Event

import pytest

from operations.progress import Step, shown, watched

pytestmark = pytest.mark.any_database


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_file_that_grows_is_told_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr("operations.progress.LOOK_EVERY_SECONDS", 0.01)
    file, looked = tmp_path / "dump", Event()
    file.touch()

    def write():
        for _ in range(5):
            looked.clear()
            with file.open("ab") as opened:
                opened.write(b"x" * 1000)
            assert looked.wait(30)

    def size():
        looked.set()
        return file.stat().st_size

    told = [step.done for step in watched("Database", write, size)]

    assert told == sorted(told)
    assert len(set(told)) >= 3
    assert told[-1] == 5000


def test_what_the_work_raises_is_raised():
    with pytest.raises(OSError, match="full"):
        list(watched("Database", lambda: (_ for _ in ()).throw(OSError("full")), lambda: 0))


def test_a_terminal_shows_bytes_and_parts():
    terminal = Terminal()

    shown([Step("Database", 2_000_000, in_bytes=True), Step("Media", 1, 4), Step("Media", 4, 4)], terminal)

    assert "Database: 2.00MB" in terminal.getvalue()
    assert "Media: 100%" in terminal.getvalue()


def test_a_log_gets_none_of_it():
    log = io.StringIO()

    shown([Step("Media", 1, 4)], log)

    assert log.getvalue() == ""
