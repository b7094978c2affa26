"""Connections that are not encrypted are told of; addresses that do not go together are refused."""

import environ
import pytest

from besponsa_site.settings import database as settings_for
from operations.bucket_address import bucket_storage
from operations.checks import check_connections, check_owner

pytestmark = pytest.mark.any_database

SOCKET = "postgres://besponsa@/besponsa?host=/var/run/postgresql"
AT_A_HOST = "postgres://besponsa:secret@db.example.net/besponsa"


@pytest.fixture
def told(settings, monkeypatch):
    """Which settings are objected to."""

    def told(database="sqlite:///x", cache="", bucket="", mail="consolemail://", oidc="") -> list[str]:
        env = environ.Env()
        monkeypatch.setitem(settings.DATABASES, "default", env.db_url_config(database))
        settings.CACHES = {"default": env.cache_url_config(cache or "locmemcache://")}
        settings.STORAGES = {"default": bucket_storage(bucket) if bucket else {}}
        for name, value in ({"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False} | env.email_url_config(mail)).items():
            setattr(settings, name, value)
        settings.OIDC_SERVER = oidc
        return [warning.msg.split()[0] for warning in check_connections(None)]

    return told


@pytest.mark.parametrize(
    "urls",
    [
        {"database": SOCKET},
        {"database": "postgres://besponsa:secret@127.0.0.1/besponsa"},
        {"database": f"{AT_A_HOST}?sslmode=verify-full"},
        {"cache": "redis://:secret@127.0.0.1:6379/0"},
        {"cache": "rediss://:secret@cache.example.net:6379/0"},
        {"bucket": "https://key:secret@s3.example.net/media?region=eu-west-2"},
        {"bucket": "http://key:secret@127.0.0.1:9000/media?region=eu-west-2"},
        {"mail": "smtp+tls://user:secret@mail.example.net:587"},
        {"mail": "smtp+ssl://user:secret@mail.example.net:465"},
        {"mail": "smtp://localhost:25"},
        {"oidc": "https://login.example.net/realms/staff"},
    ],
)
def test_on_this_machine_or_encrypted_is_well(told, urls):
    assert told(**urls) == []


@pytest.mark.parametrize(
    ("urls", "setting"),
    [
        ({"database": AT_A_HOST}, "DATABASE_URL"),
        ({"database": f"{AT_A_HOST}?sslmode=require"}, "DATABASE_URL"),
        ({"cache": "redis://:secret@cache.example.net:6379/0"}, "CACHE_URL"),
        ({"bucket": "http://key:secret@s3.example.net/media?region=eu-west-2"}, "BUCKET_URL"),
        ({"mail": "smtp://user:secret@mail.example.net:25"}, "EMAIL_URL"),
        ({"oidc": "http://login.example.net/realms/staff"}, "OIDC_SERVER"),
    ],
)
def test_in_the_open_is_told(told, urls, setting):
    assert told(**urls) == [setting]


OWNER = "postgres://owner@/besponsa?host=/var/run/postgresql"


@pytest.fixture
def is_refused(settings, monkeypatch):
    """Whether these two addresses of the database do not go together."""

    def is_refused(site: str, owner: str) -> bool:
        monkeypatch.setitem(settings.DATABASES, "default", settings_for(site))
        settings.DATABASE_OWNER = settings_for(owner) if owner else {}
        return [error.id for error in check_owner(None)] == ["operations.E001"]

    return is_refused


@pytest.mark.parametrize("pair", [(SOCKET, ""), ("sqlite:///x", ""), (SOCKET, OWNER), (AT_A_HOST, OWNER)])
def test_one_role_or_two_of_the_same_database_are_well(is_refused, pair):
    assert not is_refused(*pair)


@pytest.mark.parametrize(
    "pair",
    [
        (SOCKET, OWNER.replace("/besponsa", "/another")),
        (SOCKET, SOCKET),
        (SOCKET.replace("besponsa@", ""), OWNER),
        (SOCKET, "sqlite:///besponsa"),
        ("sqlite:///besponsa", OWNER),
    ],
    ids=["another database", "the same role", "nobody", "a file", "for a file"],
)
def test_other_pairs_are_refused(is_refused, pair):
    assert is_refused(*pair)
