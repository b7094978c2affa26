"""Single sign-on, at a real provider of OpenID Connect on this machine."""

import ast
import html
import json
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import urlencode

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from oidc_provider_mock import User as Account
from oidc_provider_mock import run_server_in_thread

from compliance.models import Event
from staff.adapters import SocialAccountAdapter
from staff.oidc import Adapter
from tests.browser.conftest import free_port
from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import is_in, with_app

# The provider's own library warns of what it will do without one day.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
VERIFIED = Account(sub="1", claims={"email": "Ana@example.org", "email_verified": True, "preferred_username": "ana"})
BEGIN = "/admin/sign-in/provider/oidc/company/login/"
UNVERIFIED = Account(sub="2", claims={"email": "ana@example.org", "preferred_username": "ana"})


@pytest.fixture(scope="module")
def server():
    with run_server_in_thread(user_claims=[VERIFIED, UNVERIFIED], require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def provider(server, settings):
    settings.OIDC_SERVER = server
    configure(settings, issuer=server)


def configure(settings, **overrides):
    """Its `overrides` are as in settings.py, where the real ones are made when the site starts."""
    own = {"server_url": settings.OIDC_SERVER, "openid_configuration_overrides": overrides}
    real = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    app = settings.OIDC_APP | {"client_id": "register", "secret": "hush", "settings": own}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": real | {"APPS": [app]}}


@pytest.fixture
def ana():
    return UserFactory(username="ana", email="ana@example.org")


def come_from_the_provider(sub: str, *, next_to: str = ""):
    """A browser that went to the provider, signed in there, and came back; and what it then got."""
    browser = Visitor()
    page = browser.get(f"/admin/login/?next={next_to}").text
    assert "Sign in with your company account" in page
    leading_on = browser.post(f"{BEGIN}?{urlencode({'next': next_to})}").text
    there = html.unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', leading_on)[1])
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=30).headers["Location"]
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


def test_a_link_does_not_begin_it():
    answer = Visitor().get(BEGIN)

    assert answer["Location"] == "/admin/login/"


def test_nor_does_a_form_of_another_site():
    browser = Visitor(enforce_csrf_checks=True)

    assert browser.post(BEGIN).status_code == 403


def test_a_token_that_another_server_issued_signs_nobody_in(ana, settings):
    configure(settings, issuer=["https://elsewhere.example", "https://elsewhere.example/"])

    browser, answer = come_from_the_provider("1")

    assert "Not signed in" in answer.text
    assert not is_in(browser)


def test_the_site_asks_for_the_issuer_to_be_the_server_itself():
    code = "from django.conf import settings; print(settings.OIDC_APP['settings'])"
    site = {"SECRET_KEY": "x", "OIDC_SERVER": "https://id.example/", "DJANGO_SETTINGS_MODULE": "besponsa_site.settings"}

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=site)

    server = "https://id.example"
    overrides = {"issuer": [server, f"{server}/"]}
    assert ast.literal_eval(said.stdout) == {"server_url": server, "openid_configuration_overrides": overrides}


@pytest.mark.parametrize("id_token", [{}, {"id_token": {"sub": "2"}}])
def test_without_an_id_token_about_the_same_account_nobody_is_signed_in(ana, id_token):
    login = SocialLogin(account=SocialAccount(uid="1", extra_data={"userinfo": VERIFIED.claims} | id_token))

    with pytest.raises(OAuth2Error):
        SocialAccountAdapter().pre_social_login(None, login)


def test_without_a_provider_there_is_no_button(settings):
    settings.OIDC_SERVER = ""

    assert "Sign in with" not in Visitor().get("/admin/login/").text


@pytest.fixture
def tokens(monkeypatch):
    """The ID tokens that the provider gave, in order. `tokens.instead` makes another one of the next."""

    class Tokens(list):
        instead = None

    seen, real = Tokens(), Adapter.get_access_token_data

    def given(self, *args, **kwargs):
        answer = real(self, *args, **kwargs)
        seen.append(answer["id_token"])
        return answer | {"id_token": seen.instead(answer["id_token"]) if seen.instead else answer["id_token"]}

    monkeypatch.setattr(Adapter, "get_access_token_data", given)
    return seen


def signed_by_somebody_else(token: str) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(said_in(token), key, algorithm="RS256")


def signed_by_the_shared_secret(token: str) -> str:
    return jwt.encode(said_in(token), "hush" * 8, algorithm="HS256")


def not_signed(token: str) -> str:
    return jwt.encode(said_in(token), None, algorithm="none")


def changed(token: str) -> str:
    """Its signature is the provider's, of other words."""
    words = json.dumps(said_in(token) | {"sub": "1", "name": "Ana"}).encode()
    head, _, signature = token.split(".")
    return f"{head}.{urlsafe_b64encode(words).decode().rstrip('=')}.{signature}"


def by_a_key_that_is_not_published(token: str) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(said_in(token), key, algorithm="RS256", headers={"kid": "another"})


def no_token(token: str) -> str:
    return "x.y.z"


def said_in(token: str) -> dict:
    return jwt.decode(token, options={"verify_signature": False})


@pytest.mark.parametrize(
    "forged",
    [
        signed_by_somebody_else,
        signed_by_the_shared_secret,
        not_signed,
        changed,
        by_a_key_that_is_not_published,
        no_token,
    ],
)
def test_a_token_that_the_provider_did_not_sign_signs_nobody_in(ana, tokens, forged):
    tokens.instead = forged

    browser, answer = come_from_the_provider("1")

    assert len(tokens) == 1
    assert "Not signed in" in answer.text
    assert not is_in(browser)


def test_a_token_for_another_client_signs_nobody_in(ana, monkeypatch):
    real = Adapter.get_access_token_data

    def then_be_another_client(self, request, app, *args, **kwargs):
        answer = real(self, request, app, *args, **kwargs)
        app.client_id = "another"
        return answer

    monkeypatch.setattr(Adapter, "get_access_token_data", then_be_another_client)

    browser, answer = come_from_the_provider("1")

    assert "Not signed in" in answer.text
    assert not is_in(browser)


def test_a_token_of_an_earlier_sign_in_signs_nobody_in(ana, tokens):
    assert is_in(come_from_the_provider("1")[0])
    tokens.instead = lambda token: tokens[0]

    browser, answer = come_from_the_provider("1")

    assert said_in(tokens[0])["nonce"] != said_in(tokens[1])["nonce"]
    assert "Not signed in" in answer.text
    assert not is_in(browser)


class TestAway:
    """The provider cannot be asked, or leads elsewhere."""

    def begin(self, settings, server):
        settings.OIDC_SERVER = server
        configure(settings, issuer=server)
        return Visitor().post(BEGIN)

    def test_who_begins_is_told(self, settings):
        answer = self.begin(settings, f"http://127.0.0.1:{free_port()}")

        assert answer.status_code == 503
        assert "Not signed in" in answer.text

    def test_so_is_who_comes_back(self, settings):
        browser = Visitor()
        leading_on = browser.post(BEGIN).text
        state = re.search(r"state=(\w+)", leading_on)[1]
        settings.OIDC_SERVER = f"http://127.0.0.1:{free_port()}"
        configure(settings, issuer=settings.OIDC_SERVER)

        answer = browser.get(f"{BEGIN}callback/?code=x&state={state}")

        assert answer.status_code == 503
        assert "Not signed in" in answer.text

    def test_where_it_leads_is_not_asked(self, settings, server):
        class Elsewhere(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(302)
                self.send_header("Location", f"{server}{self.path}")
                self.end_headers()

            def log_message(self, *args):
                pass

        with HTTPServer(("127.0.0.1", 0), Elsewhere) as elsewhere:
            Thread(target=elsewhere.handle_request, daemon=True).start()
            answer = self.begin(settings, f"http://127.0.0.1:{elsewhere.server_port}")

        assert answer.status_code == 503
        assert "Not signed in" in answer.text

    def test_another_provider_is_not_there(self):
        assert Visitor().get("/admin/sign-in/provider/oidc/another/login/callback/?code=x&state=y").status_code == 404
