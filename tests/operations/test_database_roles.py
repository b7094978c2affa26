"""The site's role does all that the site does, and PostgreSQL refuses it the rest. On a server of its own."""

import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from psycopg.errors import InsufficientPrivilege

from besponsa_site.settings import database as settings_for
from compliance import triggers
from operations import database_roles
from operations.postgresql.base import DatabaseWrapper
from tests.compliance.concurrency import Browser, Crew, database, manage, web_server
from tests.factories import PASSWORD

pytestmark = pytest.mark.any_database

WRITE_ONCE = sorted(model._meta.db_table for model in triggers.write_once_models())
EVERY_STEP = "import django; django.setup(); from tests.operations.every_step import take; take()"
RECORD_WITHOUT_WAITING = """
from django.contrib.auth.models import User
from django.db import connection, transaction
from compliance import actions
connection.cursor().execute("SET lock_timeout = 300")
with transaction.atomic():
    person = User.objects.first()
    actions.record_staff_changed(person, by=person, changed=[])
"""


@pytest.fixture(scope="module")
def site(postgres, tmp_path_factory) -> dict[str, str]:
    """The environment of a site with a role of its own, its register filled by that role."""
    with database(tmp_path_factory.mktemp("site"), migrated=False) as environment:
        site = environment | {
            "DATABASE_OWNER_URL": postgres.url_of("besponsa_owner"),
            "DATABASE_URL": postgres.url_of("besponsa"),
        }
        manage(site, "migrate")
        with Crew(site, size=2) as crew:
            crew.ask("prepare")
            page = crew.ask("page", address="/dosing/")
            crew.ask("version", material=page, stage="live")
            outcomes = crew.wander(page, count=6)
            assert [outcome for outcome in outcomes if "fault" in outcome] == []
        yield site


@pytest.fixture
def as_site(site):
    """PostgreSQL, asked as the site's role. Nothing stays."""
    with psycopg.connect(site["DATABASE_URL"]) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def as_superuser(postgres, site):
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        yield connection


def run(environment, *command: str) -> subprocess.CompletedProcess:
    """Whatever becomes of it."""
    return subprocess.run(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, check=False, capture_output=True, text=True
    )


def doctor_on_the_role(environment) -> list[str]:
    lines = run(environment, "manage.py", "doctor").stdout.splitlines()
    return [line for line in lines if "role in the database" in line]


@pytest.fixture
def within(django_db_blocker):
    """This process, connected to the database at an address."""

    @contextmanager
    def within(address: str):
        own = connections["default"]
        connections["default"] = DatabaseWrapper(own.settings_dict | settings_for(address), "default")
        try:
            with django_db_blocker.unblock():
                yield
        finally:
            connections["default"].close()
            connections["default"] = own

    return within


@pytest.fixture
def told(site, within):
    """What is said of the role of an address, the site's own if none is given."""

    def told(address: str = "") -> list[str]:
        with within(address or site["DATABASE_URL"]):
            return [said for said, cure in database_roles.faults()]

    return told


@pytest.fixture
def put_right(site, within):
    """What happens after each `migrate`."""

    def put_right() -> None:
        with within(site["DATABASE_OWNER_URL"]):
            database_roles.give_rights("besponsa")

    return put_right


# What it may


def test_it_takes_every_step_of_the_workflow(site):
    done = run(site, "-c", EVERY_STEP)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_it_serves_visitors_and_staff(site):
    with web_server(site) as address:
        visitor = Browser(address).pass_the_gate()
        assert visitor.get("/search/?q=give").status == 200
        assert Browser(address).sign_in("editor3", PASSWORD).get("/admin/").status == 200


def test_it_does_what_timers_ask(site, tmp_path):
    for command in ("verify_register", "clearsessions", "rebuild_search"):
        manage(site, command)

    assert "Restored aside and verified" in manage(site, "backup", "--to", str(tmp_path / "site.tar"))


# What it may not


def test_it_owns_nothing(as_superuser):
    owned = as_superuser.execute(
        "SELECT count(*) FROM pg_shdepend WHERE refobjid = 'besponsa'::regrole AND deptype = 'o'"
    )

    assert owned.fetchone() == (0,)


@pytest.mark.parametrize("table", WRITE_ONCE)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_is_write_once_is_refused_before_a_trigger_is_asked(as_site, table, statement):
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        as_site.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE compliance_version",
        "TRUNCATE compliance_material CASCADE",
        "ALTER TABLE compliance_version ADD COLUMN more text",
        "ALTER TABLE compliance_version DISABLE TRIGGER USER",
        "ALTER TABLE compliance_material DISABLE TRIGGER compliance_material_no_delete",
        "DROP TRIGGER compliance_version_no_update ON compliance_version",
        "CREATE OR REPLACE TRIGGER compliance_version_no_update BEFORE UPDATE ON compliance_version "
        "FOR EACH ROW EXECUTE FUNCTION compliance_in_use()",
        "CREATE OR REPLACE FUNCTION compliance_in_use() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION compliance_write_once CASCADE",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE compliance_version (material_id int)",
        "CREATE SCHEMA mine",
        "DROP SCHEMA public CASCADE",
        "SET session_replication_role = replica",
        "SET ROLE besponsa_owner",
        "ALTER ROLE besponsa SUPERUSER",
        "GRANT besponsa_owner TO besponsa",
        "ALTER TABLE compliance_version OWNER TO besponsa",
        "REASSIGN OWNED BY besponsa_owner TO besponsa",
        "UPDATE django_migrations SET name = name",
        "SELECT setval(pg_get_serial_sequence('compliance_event', 'id'), 1)",
        "ALTER DATABASE besponsa SET session_replication_role = replica",
    ],
)
def test_what_the_owner_may_is_refused(as_site, statement):
    with pytest.raises(InsufficientPrivilege):
        as_site.execute(statement)


def test_its_own_database_is_not_the_registers(as_site):
    """It may make databases, to try backups out."""
    as_site.autocommit = True
    for statement in ("DROP DATABASE besponsa", "CREATE DATABASE copy TEMPLATE besponsa"):
        with pytest.raises(InsufficientPrivilege):
            as_site.execute(statement)


def test_it_cannot_migrate(site):
    done = run(site | {"DATABASE_OWNER_URL": ""}, "manage.py", "migrate")

    assert done.returncode == 1
    assert "The tables belong to another role than besponsa." in done.stderr


def test_nor_can_whom_the_server_does_not_let_in(site, postgres):
    done = run(site | {"DATABASE_OWNER_URL": postgres.url_of("nobody")}, "manage.py", "migrate")

    assert done.returncode == 1
    assert 'role "nobody" does not exist' in done.stderr
    assert "docs/deploy.md" in done.stderr
    assert "Traceback" not in done.stderr


# What doctor says


def test_two_roles_are_called_well(site):
    assert doctor_on_the_role(site) == ["well   role in the database: may use the tables, and owns nothing"]


def test_one_role_for_all_is_told(site):
    one_role = site | {"DATABASE_OWNER_URL": "", "DATABASE_URL": site["DATABASE_OWNER_URL"]}
    could = "owns the database or something in it: it could take down the triggers that keep the register"
    said = f"The role besponsa_owner {could}."

    assert doctor_on_the_role(one_role) == [f"FAULT  role in the database: {said}"]
    assert f"(operations.W002) {said}" in run(one_role, "manage.py", "check", "--deploy", "--database=default").stderr


def test_so_is_a_superuser(told, postgres):
    (said,) = told(postgres.url)

    assert "postgres is a superuser: it could take down the triggers" in said


@pytest.mark.parametrize(
    ("statement", "undone", "expected"),
    [
        ("GRANT besponsa_owner TO besponsa", "REVOKE besponsa_owner FROM besponsa", "owns"),
        ("ALTER DATABASE besponsa OWNER TO besponsa", "ALTER DATABASE besponsa OWNER TO besponsa_owner", "owns"),
        (
            "ALTER FUNCTION compliance_write_once OWNER TO besponsa",
            "ALTER FUNCTION compliance_write_once OWNER TO besponsa_owner",
            "owns",
        ),
        ("ALTER ROLE besponsa CREATEROLE", "ALTER ROLE besponsa NOCREATEROLE", "may make roles, and be any of them"),
        ("GRANT postgres TO besponsa", "REVOKE postgres FROM besponsa", "is a superuser"),
    ],
)
def test_another_way_to_the_same_is_told(told, as_superuser, statement, undone, expected):
    as_superuser.execute(statement)
    try:
        (said,) = told()
    finally:
        as_superuser.execute(undone)

    assert f"The role besponsa {expected}" in said


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "REVOKE INSERT ON compliance_signature FROM besponsa",
            "lacks rights that the site needs on compliance_signature.",
        ),
        (
            "GRANT UPDATE ON compliance_signature TO besponsa",
            "has rights that the site does not need on compliance_signature.",
        ),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "may make tables"),
        ("GRANT TEMPORARY ON DATABASE besponsa TO besponsa", "may make tables"),
    ],
)
def test_other_rights_are_told_and_put_right(told, put_right, as_superuser, statement, expected):
    as_superuser.execute(statement)

    (said,) = told()

    assert expected in said
    put_right()
    assert told() == []


def test_tables_that_no_model_names_keep_their_rights(put_right, as_superuser):
    """A release that is still running may need them."""
    as_superuser.execute("CREATE TABLE former (id int); GRANT SELECT ON former TO besponsa")

    put_right()

    (may_read,) = as_superuser.execute("SELECT has_table_privilege('besponsa', 'former', 'SELECT')").fetchone()
    as_superuser.execute("DROP TABLE former")
    assert may_read


# From elsewhere


def test_a_backup_is_restored_by_the_site_and_handed_to_the_owner(site, told, postgres, as_superuser, tmp_path):
    """As docs/deploy.md has it."""
    archive = tmp_path / "site.tar"
    manage(site, "backup", "--to", str(archive), "--unverified")
    as_superuser.execute("CREATE DATABASE restored OWNER besponsa")
    there = site | {
        "DATABASE_OWNER_URL": postgres.url_of("besponsa_owner", "restored"),
        "DATABASE_URL": postgres.url_of("besponsa", "restored"),
    }

    to = ("--to", there["DATABASE_URL"], "--media", str(tmp_path / "media"))
    assert "docs/deploy.md, “From a backup”" in manage(site, "restore", str(archive), *to)
    with psycopg.connect(postgres.url_of("postgres", "restored"), autocommit=True) as superuser:
        superuser.execute("REASSIGN OWNED BY besponsa TO besponsa_owner")

    assert "lacks rights that the site needs" in told(there["DATABASE_URL"])[0]
    manage(there, "migrate")
    assert told(there["DATABASE_URL"]) == []
    assert "0 faults" in manage(there, "verify_register")


def test_a_site_of_one_role_gets_two_without_a_pause(site, told, within, postgres, as_superuser):
    """As docs/deploy.md has it."""
    as_superuser.execute("CREATE ROLE single LOGIN; CREATE ROLE single_owner LOGIN")
    as_superuser.execute("CREATE DATABASE single OWNER single")
    one = site | {"DATABASE_OWNER_URL": "", "DATABASE_URL": postgres.url_of("single", "single")}
    manage(one, "migrate")
    assert "single owns the database" in told(one["DATABASE_URL"])[0]

    with psycopg.connect(postgres.url_of("postgres", "single"), autocommit=True) as superuser:
        superuser.execute("GRANT single_owner TO single; REASSIGN OWNED BY single TO single_owner")
    with within(one["DATABASE_URL"]):
        User.objects.create(username="meanwhile")
    two = one | {"DATABASE_OWNER_URL": postgres.url_of("single_owner", "single")}
    manage(two, "migrate")
    as_superuser.execute("REVOKE single_owner FROM single")

    assert told(two["DATABASE_URL"]) == []
    with within(two["DATABASE_URL"]):
        User.objects.create(username="afterwards")


# While the release before still runs


@pytest.mark.parametrize(
    "held",
    [
        "SELECT pg_advisory_xact_lock(hashtext('compliance_event'))",
        "LOCK TABLE compliance_event IN SHARE ROW EXCLUSIVE MODE",  # as the release before has it
    ],
)
def test_an_event_waits_for_the_one_that_is_being_written(site, postgres, held):
    with psycopg.connect(postgres.url) as another:
        another.execute(held)

        done = run(site, "manage.py", "shell", "--no-imports", "--command", RECORD_WITHOUT_WAITING)

    assert "in _lock_the_trail" in done.stderr  # before it reads which one was the last
    assert "canceling statement due to lock timeout" in done.stderr
