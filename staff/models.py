"""What the site keeps about somebody's sign-in, beside Django's account and allauth's second factors."""

from datetime import timedelta
from typing import Self

from django.conf import settings
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
    def end_sessions(cls, user: User, *, but: int | None = None) -> int:
        """Every session of `user` that stands, `but` one, ends at its next request. What those of from now on carry."""
        StaffSession.objects.filter(user_id=user.pk).exclude(pk=but).delete()
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


class StaffSessionQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that can still be used: neither too old nor idle for too long. Seen is noted once a minute."""
        now, idle = timezone.now(), timedelta(minutes=settings.STAFF_IDLE_MINUTES + 1)
        return self.filter(began_at__gt=now - _longest(), seen_at__gt=now - idle)

    def outlived(self) -> Self:
        """Those that nobody can come back to, whenever they were seen."""
        return self.filter(began_at__lt=timezone.now() - _longest())


class StaffSession(models.Model):
    """One sign-in in one browser. The session carries this row's number: its own key changes while it lasts.

    A session whose row is gone is over.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="staff_sessions")
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    proved_by = models.CharField(max_length=100, help_text="By what they signed in, in words.")
    browser = models.CharField(max_length=100, help_text="Its kind, as it says itself.")
    objects = StaffSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        verbose_name = "session of staff"
        verbose_name_plural = "sessions of staff"

    def __str__(self):
        return f"{self.browser}, {self.user}"


def _longest() -> timedelta:
    return timedelta(hours=settings.STAFF_SESSION_HOURS)
