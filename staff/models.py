"""What the site keeps about somebody's sign-in, beside Django's account and allauth's second factors."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

GIVEN_PASSWORD_DAYS = 14


class SignIn(models.Model):
    """An account without a row is as it was made: no session was ended, and the password is its owner's own."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="sign_in")
    sessions_ended = models.PositiveIntegerField(default=0, help_text="How often all sessions were ended at once.")
    password_given_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody else set the password; empty: its owner chose it."
    )

    class Meta:
        verbose_name = "sign-in"

    def __str__(self):
        return f"Sign-in of {self.user}"

    @classmethod
    def of(cls, user: User) -> "SignIn":
        """Not saved, where there is none yet."""
        return cls.objects.filter(pk=user.pk).first() or cls(pk=user.pk)

    @classmethod
    @transaction.atomic
    def end_sessions(cls, user: User) -> int:
        """Every session of `user` that stands ends at its next request. What sessions of from now on carry."""
        cls.objects.get_or_create(pk=user.pk)
        row = cls.objects.select_for_update().get(pk=user.pk)
        row.sessions_ended += 1
        row.save(update_fields=["sessions_ended"])
        return row.sessions_ended

    @classmethod
    def note_password(cls, user: User, *, given: bool) -> None:
        """The password of `user` was set: by somebody else (`given`), or by themselves."""
        at = timezone.now() if given else None
        cls.objects.update_or_create(pk=user.pk, defaults={"password_given_at": at})

    @property
    def has_stale_password(self) -> bool:
        """Given, and not replaced by one of its owner's own in time."""
        given_at = self.password_given_at
        return given_at is not None and timezone.now() - given_at > timedelta(days=GIVEN_PASSWORD_DAYS)
