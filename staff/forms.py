"""allauth's forms, with codes that count once on all servers, and one lock-out for all attempts."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError

from staff import factors, failures
from staff.factors import Type

CODES = (Type.TOTP, Type.RECOVERY_CODES)


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "placeholder": ""}
        self.fields["password"].widget.attrs["placeholder"] = ""

    def login(self, request, redirect_url=None):
        """Sign in, and leave the session's lifetime as it is: a Declaration is in it too."""
        expiry = request.session.get("_session_expiry")
        response = super().login(request, redirect_url)
        request.session.set_expiry(expiry)
        return response


class ConfirmForm(account.ReauthenticateForm):
    """The password again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs |= {"autofocus": True, "placeholder": ""}


class NewPasswordForm(AdminPasswordChangeForm):
    """The old password is asked for here, too: who sits at somebody's open session must not go on guessing it."""

    def clean_old_password(self):
        if failures.is_locked(self.user.get_username(), context.request):
            raise ValidationError(failures.locked_message(), code="locked")
        try:
            return super().clean_old_password()
        except ValidationError:
            failures.count(self.user, context.request)
            raise


class _Code:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from your authenticator app, or a recovery code"
        self.fields["code"].widget.attrs |= {"placeholder": "", "autofocus": True}

    def clean_code(self):
        self.authenticator = factors.use_code(self.user, self.cleaned_data["code"], types=CODES)
        return self.cleaned_data["code"]


class AuthenticateForm(_Code, mfa.AuthenticateForm):
    pass


class ReauthenticateForm(_Code, mfa.ReauthenticateForm):
    pass


class _Passkey:
    def clean_credential(self):
        return factors.use_passkey(self.user, self.data.get("credential", ""))


class AuthenticateWebAuthnForm(_Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code that the app shows"
        self.fields["code"].widget.attrs |= {"placeholder": "", "inputmode": "numeric"}
