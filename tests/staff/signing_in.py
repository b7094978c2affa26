"""Members of staff with their second factors, and what they type."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import User

from tests.conftest import Visitor
from tests.factories import PASSWORD

LOGIN = "/admin/login/"
AGAIN = "/admin/sign-in/again/"
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
WRONG = "000000"


def with_app(user: User) -> User:
    """`user`, with an authenticator app."""
    TOTP.activate(user, generate_totp_secret())
    return user


def code_of(user: User, *, periods_on: int = 0) -> str:
    """What the app of `user` shows now, or so many periods of 30 seconds on."""
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_on))


def recovery_code_of(user: User) -> str:
    return RecoveryCodes.activate(user).get_unused_codes()[0]


def sign_in(user: User, password: str = PASSWORD, *, client: Visitor | None = None, **more):
    """The answer to the form of the sign-in page, sent by `client` or by a new browser."""
    return (client or Visitor()).post(LOGIN, {"login": user.get_username(), "password": password}, **more)


def is_in(client: Visitor) -> bool:
    return client.get("/admin/").status_code == 200


def confirmed(user: User) -> Visitor:
    """A browser in which `user` is signed in and has just shown again who they are."""
    browser = Visitor()
    browser.force_login(user)
    browser.post(AGAIN, {"password": PASSWORD})
    return browser
