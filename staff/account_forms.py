"""The form of a new account of staff."""

from django import forms
from django.contrib.auth.forms import UserCreationForm


class AccountForm(UserCreationForm):
    """Asks for no password: the site makes one once the account is there."""

    BY_PASSWORD, AT_PROVIDER = "password", "provider"

    password1 = password2 = None
    signs_in = forms.ChoiceField(
        choices=[(BY_PASSWORD, "With a password"), (AT_PROVIDER, "At the company’s provider alone")],
        initial=BY_PASSWORD,
        widget=forms.RadioSelect(attrs={"class": "radiolist inline"}),
        help_text="The site makes the password, and shows it to you once on the next page.",
    )

    def set_password_and_save(self, user, commit=True, **names):
        user.set_unusable_password()
        if commit:
            user.save()
        return user
