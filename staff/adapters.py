"""How allauth's parts behave here: nobody makes an account by signing in, secrets lie encrypted in the database."""

import base64
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse

from compliance.actions import record_staff_changed
from staff import factors, failures
from staff.models import GIVEN_PASSWORD_DAYS, SignIn

STALE = (
    f"This password was set for you more than {GIVEN_PASSWORD_DAYS} days ago, and you did not replace it in time. "
    "Ask an administrator for a new one."
)


class StaffBackend(ModelBackend):
    """Only members of staff who are active have anything to sign in to."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.is_staff


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return reverse("admin:index")

    def get_logout_redirect_url(self, request):
        return reverse("account_login")

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # no address at all
            return False

    def pre_authenticate(self, request, **credentials):
        if failures.is_locked(credentials.get("username", ""), request):
            raise self.validation_error("locked")

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user and SignIn.of(user).has_stale_password:
            raise self.validation_error("password_stale")
        return user

    def authentication_failed(self, request, **credentials):
        self.pre_authenticate(request, **credentials)  # the last attempt that was free says so

    def get_reauthentication_methods(self, user):
        """In the words of the other screens."""
        called = {
            "mfa_reauthenticate": "Use your authenticator app or a recovery code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": called.get(way["id"], way["description"])} for way in ways]

    def send_notification_mail(self, *args, **kwargs):
        """No messages: changes stand in the audit trail."""

    @property
    def error_messages(self):
        wrong = "No active member of staff has this name and password. Both tell capital letters from small ones."
        return DefaultAccountAdapter.error_messages | {
            "locked": failures.locked_message(),
            "password_stale": STALE,  # nosec B105
            "username_password_mismatch": wrong,
            "incorrect_password": "That is not your password. Type it again.",  # nosec B105
        }


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "You need a second factor for what you do here. Add another one first.",
        "incorrect_code": "That is not the code of this moment. Type the one that the app shows now.",
    }

    def get_totp_issuer(self):
        return f"Register {super().get_totp_issuer()}"

    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def renew(self, encrypted_text: str) -> str:
        """The same, encrypted by the key of today."""
        return _fernet().rotate(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """The last second factor stays where one is required."""
        user = authenticator.user
        return factors.of(user).exclude(pk=authenticator.pk).exists() or not factors.needs_one(user)

    def generate_authenticator_name(self, user, type):
        return f"Passkey {factors.of(user).filter(type=type).count() + 1}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An account at the company's provider is joined to the one member of staff that an administrator made for it."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        _refuse_without_id_token(sociallogin.account)
        if not sociallogin.is_existing:
            person = _named_by(sociallogin.account.extra_data)
            if person is None:
                raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
            with transaction.atomic():
                sociallogin.connect(request, person)
                record_staff_changed(person, by=person, changed=["account at the provider joined"])
        if not StaffBackend().user_can_authenticate(sociallogin.user):
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))

    def get_requests_session(self):
        """The provider is asked at its own addresses: with the secret in hand nobody is led elsewhere."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def can_authenticate_by_email(self, login, email):
        return False  # pre_social_login has decided


def _refuse_without_id_token(account: SocialAccount) -> None:
    """allauth goes on without one, and then nobody said who issued it; nor need the two answers be about one person."""
    said = account.extra_data
    if "id_token" not in said or said["id_token"].get("sub") != account.uid:
        raise OAuth2Error("No ID token about this account")


def _named_by(extra_data: dict) -> User | None:
    """Whom the provider's claim OIDC_CLAIM names: one active member of staff, no more and no fewer.

    An e-mail counts only where the provider says that it verified it. Any other claim is compared with usernames.
    """
    claims = extra_data.get("id_token", {}) | extra_data.get("userinfo", extra_data)
    value, staff = claims.get(settings.OIDC_CLAIM), User.objects.filter(is_active=True, is_staff=True)
    if not isinstance(value, str) or not value:
        return None
    if settings.OIDC_CLAIM != "email":
        return staff.filter(username=value).first()
    found = staff.filter(email__iexact=value)[:2] if claims.get("email_verified") is True else []
    return found[0] if len(found) == 1 else None


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(sha256(f"staff:{key}".encode()).digest())) for key in keys])
