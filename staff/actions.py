"""What is done to somebody's sign-in by others. All of it on record."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser as User
from django.db import transaction

from compliance.actions import record_staff_changed
from staff import failures, guesses
from staff.models import SignIn


@transaction.atomic
def reset_factors(person: User, *, by: User, where: str = "") -> None:
    """Take all second factors and recovery codes of `person` away. `where` tells it was not in the admin.

    Their sessions end: whoever goes on needs the password.
    """
    Authenticator.objects.filter(user_id=person.pk).delete()
    SignIn.end_sessions(person)
    record_staff_changed(person, by=by, changed=[f"second factors taken away{where}"])


@transaction.atomic
def unlock(person: User, *, by: User, where: str = "") -> None:
    """Forget the failed attempts under the name of `person`, from all addresses."""
    failures.forget(person)
    guesses.forget(person)
    record_staff_changed(person, by=by, changed=[f"unlocked{where}"])


@transaction.atomic
def end_sessions(person: User, *, by: User) -> None:
    """Sign `person` out everywhere."""
    SignIn.end_sessions(person)
    record_staff_changed(person, by=by, changed=["all sessions ended"])
