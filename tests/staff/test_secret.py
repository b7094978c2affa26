"""Another SECRET_KEY, with the former one beside it for a time."""

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import is_in, recovery_code_of, sign_in, with_app
from tests.staff.test_second_factor import CODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return with_app(UserFactory(username="ana"))


@pytest.fixture
def code(ana):
    return recovery_code_of(ana)


@pytest.fixture
def another(settings, code):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]


def lets_in(user, code):
    browser = Visitor()
    sign_in(user, client=browser)
    browser.post(CODE, {"code": code})
    return is_in(browser)


def test_sessions_go_on(settings):
    browser = Visitor()
    browser.force_login(UserFactory())

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert is_in(browser)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(browser)


def test_apps_and_recovery_codes_go_on(ana, code, another):
    assert lets_in(ana, code)


def test_once_renewed_they_do_without_the_former_one(ana, code, another, settings, capsys):
    call_command("staff_renew_keys")
    settings.SECRET_KEY_FALLBACKS = []

    assert "2 keys are encrypted by SECRET_KEY" in capsys.readouterr().out
    assert lets_in(ana, code)


def test_a_key_that_nothing_reads_is_told_and_nothing_is_changed(ana, code, another, settings):
    settings.SECRET_KEY_FALLBACKS = []

    with pytest.raises(CommandError, match="A key of ana can be read by none"):
        call_command("staff_renew_keys")
