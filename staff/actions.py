"""What is done to somebody's sign-in by others. All of it on record."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser as User
from django.db import transaction

from compliance.actions import record_staff_changed
from staff import failures, first_password, guesses
from staff.models import SignIn, StaffSession


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


@transaction.atomic
def end_session(person: User, pk: int, *, by: User) -> bool:
    """Sign `person` out in one browser. Whether that session was still there."""
    was_there = bool(StaffSession.objects.filter(user_id=person.pk, pk=pk).delete()[0])
    if was_there:
        record_staff_changed(person, by=by, changed=["one session ended"])
    return was_there


@transaction.atomic
def give_password(person: User, *, by: User, where: str = "") -> str:
    """A new password of `person`, in words: whoever asked for it tells it on. It is kept as a hash alone.

    Their sessions end, since Django ties them to the password.
    """
    made = first_password.make(person)
    person.set_password(made)
    person.save(update_fields=["password"])
    SignIn.note_password(person, given=True)
    record_staff_changed(person, by=by, changed=[f"password{where}"])
    return made


@transaction.atomic
def take_password(person: User, *, by: User) -> None:
    """Leave `person` the company's provider alone to sign in. Their sessions end."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    StaffSession.objects.filter(user_id=person.pk).delete()
    record_staff_changed(person, by=by, changed=["password taken away"])
