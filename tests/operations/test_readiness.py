"""Alive, and ready: what load balancers and operators are told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from compliance.models import Verification
from operations import database_roles, readiness
from tests.conftest import visitor
from tests.factories import UserFactory
from tests.staff.signing_in import with_app


@pytest.fixture(autouse=True)
def looked_at_anew():
    readiness._latest.clear()


def verified(*, faults: int = 0, days_ago: float = 0) -> Verification:
    return Verification.objects.create(
        at=timezone.now() - timezone.timedelta(days=days_ago),
        by=None,
        seconds=1,
        renditions=0,
        events=0,
        last_event_sha256="0" * 64,
        fault_count=faults,
        faults=[],
        frame_changes=[],
    )


def faults() -> list[str]:
    return [part.name for part in readiness.examine() if not part.is_well]


def test_alive_is_all_that_healthz_says(db):
    response = visitor().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_names_its_parts_and_no_more(db):
    response = visitor().get("/readyz")

    assert response.status_code == 200
    assert response.json() == dict.fromkeys(readiness.PARTS, "ok")
    assert "no-store" in response["Cache-Control"]


def test_whoever_asks_often_is_told_what_was_found_lately(db, monkeypatch):
    visitor().get("/readyz")
    monkeypatch.setitem(readiness.PARTS, "storage", lambda name: 1 / 0)

    assert visitor().get("/readyz").status_code == 200


def test_while_one_looks_nobody_else_waits(db, monkeypatch):
    others = []

    def look(name):
        others.append(visitor().get("/readyz"))
        return readiness.Part(name, True, "")

    monkeypatch.setattr(readiness, "PARTS", {"storage": look})

    assert visitor().get("/readyz").json() == {"storage": "ok"}
    assert [(other.status_code, other.json()) for other in others] == [(503, {"examination": "fault"})]

    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0)

    assert visitor().get("/readyz").status_code == 200
    assert others[1].json() == {"storage": "ok"}  # what was found lately


def test_a_part_with_a_fault_makes_it_not_ready_and_says_nothing_of_the_inside(db, monkeypatch):
    def fail(name):
        raise OSError("/srv/secret/path is full")

    monkeypatch.setitem(readiness.PARTS, "storage", fail)

    response = visitor().get("/readyz")

    assert response.status_code == 503
    assert response.json()["storage"] == "fault"
    assert "secret" not in response.text


def test_a_migration_that_has_not_run_is_named(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'downloads'")

    (part,) = (part for part in readiness.examine() if not part.is_well)

    assert part.name == "migrations"
    assert "downloads.0001_initial" in part.said
    assert "manage.py migrate" in part.cure


def test_a_storage_that_cannot_be_written_is_a_fault(db, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError("no")

    monkeypatch.setattr(default_storage, "save", refuse)

    assert faults() == ["storage"]


def test_trying_the_storage_leaves_nothing_behind(db, settings):
    assert faults() == []
    assert [file for file in settings.MEDIA_ROOT.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize(
    ("of", "found"),
    [
        ({}, []),
        ({"faults": 1}, ["register check"]),
        ({"days_ago": 1.9}, []),
        ({"days_ago": 2.1}, ["register check"]),
    ],
)
def test_a_register_not_verified_lately_or_with_faults_is_not_ready(db, of, found):
    verified(**of)

    assert faults() == found


class TestDoctor:
    def said(self, capsys) -> tuple[str, bool]:
        """What the doctor says, and whether all is well."""
        try:
            call_command("doctor")
        except (CommandError, SystemExit):
            return capsys.readouterr().out, False
        return capsys.readouterr().out, True

    @pytest.fixture(autouse=True)
    def as_it_should_be(self, db, settings):
        settings.SECRET_KEY = "0123456789abcdef" * 4
        settings.ALLOWED_HOSTS = ["www.example.org"]
        settings.SITE_ADDRESS = "https://www.example.org"
        settings.SECURE_HSTS_SECONDS = 31_536_000
        settings.DATA_DIR = settings.BASE_DIR
        self.role = f"site_{uuid4().hex}"
        if connection.vendor == "postgresql":  # where the tests are the superuser
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE ROLE {self.role}")
                database_roles.give_rights(self.role)
                cursor.execute(f"SET LOCAL ROLE {self.role}")

    def migrations_are_missing(self):
        """Only the owner of the tables can bring that about."""
        is_postgres = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            if is_postgres:
                cursor.execute("SET LOCAL ROLE NONE")
            cursor.execute("DELETE FROM django_migrations WHERE app = 'compliance'")
            if is_postgres:
                cursor.execute(f"SET LOCAL ROLE {self.role}")

    def test_another_secret_than_second_factors_were_kept_with_is_told(self, capsys, settings):
        with_app(UserFactory())
        assert "well   second factors" in self.said(capsys)[0]

        settings.SECRET_KEY = "fedcba9876543210" * 4
        said, is_well = self.said(capsys)

        assert not is_well
        assert "SECRET_KEY is not the one they were kept with" in said
        assert "SECRET_KEY_FALLBACKS" in said

    def test_a_sound_installation_is_called_so(self, capsys):
        said, is_well = self.said(capsys)

        assert is_well, said
        assert "No faults found." in said

    @pytest.mark.parametrize(
        ("setting", "value", "said"),
        [
            ("SECRET_KEY", "short", "SECRET_KEY has 5 characters"),
            ("ALLOWED_HOSTS", [], "nobody is answered"),
            ("ALLOWED_HOSTS", ["*"], "lets every name in"),
            ("SITE_ADDRESS", "http://www.example.org", "Give SITE_ADDRESS beginning https://"),
            (
                "SITE_ADDRESS",
                "https://other.example",
                "SITE_ADDRESS is https://other.example, a name that ALLOWED_HOSTS",
            ),
            ("HTTPS", False, "can be read on their way"),
            ("RETENTION_YEARS", 1, "RETENTION_YEARS is 1"),
            ("STATIC_ROOT", "/nowhere", "collectstatic"),
        ],
    )
    def test_each_fault_is_said_in_plain_words(self, capsys, settings, setting, value, said):
        setattr(settings, setting, value)

        told, is_well = self.said(capsys)

        assert not is_well
        assert said in told

    def test_a_database_that_is_away_is_told_once_and_first(self, capsys, monkeypatch):
        def refuse(*args):
            raise OperationalError("connection refused")

        with monkeypatch.context() as away:
            away.setattr(connection, "cursor", refuse)
            told, is_well = self.said(capsys)

        assert not is_well
        assert told.count("connection refused") == 1
        assert "Is the server of DATABASE_URL running" in told
        assert "migrations: was not looked at; it waits for the database" in told
        assert "Run `manage.py" not in told
        assert "1 fault found." in told

    def test_tables_that_are_not_there_yet_are_told_once(self, capsys, monkeypatch):
        def missing(*args):
            raise OperationalError("no such table: compliance_event")

        self.migrations_are_missing()
        monkeypatch.setattr("operations.readiness.clock.behind", missing)
        monkeypatch.setattr(Verification, "objects", type("Objects", (), {"order_by": missing}))

        told, _ = self.said(capsys)

        assert "no such table" not in told
        assert "manage.py migrate" in told
        assert "clock: was not looked at; it waits for the migrations" in told
        assert "1 fault found." in told

    def test_a_clock_that_is_wrong_is_told_whatever_else_is(self, capsys, monkeypatch):
        self.migrations_are_missing()
        monkeypatch.setattr("operations.readiness.clock.behind", lambda: timedelta(hours=1))

        told, _ = self.said(capsys)

        assert "1:00:00 behind" in told
        assert "2 faults found." in told

    def test_a_full_disk_is_a_fault(self, capsys, monkeypatch):
        monkeypatch.setattr("operations.diagnosis.LEAST_FREE_BYTES", 10**18)

        told, is_well = self.said(capsys)

        assert not is_well
        assert "Make room" in told

    def test_a_mail_server_that_does_not_answer_is_a_fault(self, capsys, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2

        told, is_well = self.said(capsys)

        assert not is_well
        assert "Check EMAIL_URL" in told
