"""Single sign-on, at a real provider of OpenID Connect on this machine."""

import pytest
import requests
from oidc_provider_mock import User as Account
from oidc_provider_mock import run_server_in_thread

from compliance.models import Event
from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import is_in, with_app

# The provider's own library warns of what it will do without one day.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
VERIFIED = Account(sub="1", claims={"email": "Ana@example.org", "email_verified": True, "preferred_username": "ana"})
UNVERIFIED = Account(sub="2", claims={"email": "ana@example.org", "preferred_username": "ana"})


@pytest.fixture(scope="module")
def server():
    with run_server_in_thread(user_claims=[VERIFIED, UNVERIFIED], require_nonce=False) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def provider(server, settings):
    app = settings.OIDC_APP | {"client_id": "register", "secret": "hush", "settings": {"server_url": server}}
    settings.OIDC_SERVER = server
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


@pytest.fixture
def ana():
    return UserFactory(username="ana", email="ana@example.org")


def come_from_the_provider(sub: str, *, next_to: str = ""):
    """A browser that went to the provider, signed in there, and came back; and what it then got."""
    browser = Visitor()
    page = browser.get(f"/admin/login/?next={next_to}").text
    assert "Sign in with your company account" in page
    there = browser.get("/admin/sign-in/provider/oidc/company/login/", {"next": next_to})["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    return browser, browser.get(back.removeprefix("https://testserver"))


def test_a_verified_e_mail_signs_in_the_one_who_has_it(ana):
    browser, answer = come_from_the_provider("1", next_to="/admin/gallery/")

    assert answer["Location"] == "/admin/gallery/"
    assert is_in(browser)
    assert Event.objects.first().detail["changed"] == ["account at the provider joined"]


def test_later_the_account_counts_whatever_the_e_mail_says(ana):
    come_from_the_provider("1")
    ana.email = "ana.new@example.org"
    ana.save()

    assert is_in(come_from_the_provider("1")[0])


@pytest.mark.parametrize("sub", ["2", "somebody@example.org"])
def test_an_unverified_or_unknown_e_mail_signs_nobody_in(ana, sub):
    browser, answer = come_from_the_provider(sub)

    assert answer.status_code == 403
    assert "the register does not" in answer.text
    assert not is_in(browser)


def test_an_e_mail_that_two_have_signs_nobody_in(ana):
    UserFactory(email="ANA@example.org")

    assert not is_in(come_from_the_provider("1")[0])


@pytest.mark.parametrize("taken", ["is_active", "is_staff"])
def test_who_left_is_not_let_in(ana, taken):
    come_from_the_provider("1")
    setattr(ana, taken, False)
    ana.save()

    assert not is_in(come_from_the_provider("1")[0])


def test_another_claim_names_the_username(ana, settings):
    settings.OIDC_CLAIM = "preferred_username"

    assert is_in(come_from_the_provider("2")[0])


def test_the_second_factor_is_asked_for_as_well(ana):
    with_app(ana)

    browser, answer = come_from_the_provider("1")

    assert answer["Location"].startswith("/admin/sign-in/yours/authenticate/")
    assert not is_in(browser)


def test_an_answer_that_nobody_asked_for_is_refused(ana):
    browser = Visitor()

    answer = browser.get("/admin/sign-in/provider/oidc/company/login/callback/?code=x&state=y")

    assert "Not signed in" in answer.text
    assert not is_in(browser)


def test_without_a_provider_there_is_no_button(settings):
    settings.OIDC_SERVER = ""

    assert "Sign in with" not in Visitor().get("/admin/login/").text
