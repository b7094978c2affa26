"""The audit trail: one line each, chained by hashes."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from compliance.models.write_once import WriteOnce

BEGINNING = "0" * 64


class Event(WriteOnce):
    """Who did what to which Material or Version (or to neither), when. Carries the hash of the one before."""

    class Kind(models.TextChoices):
        DRAFT_SAVED = "draft-saved", "Draft saved"
        FROZEN = "frozen", "frozen"
        SUBMITTED = "submitted", "submitted for review"
        RETURNED = "returned", "returned with comments"
        APPROVED = "approved", "approved"
        COMMENTED = "commented", "commented"
        ANSWERED = "answered", "comment answered"
        RESOLVED = "resolved", "comment resolved"
        FINDING_ANSWERED = "finding-answered", "finding answered"
        CERTIFIED = "certified", "certified"
        RECERTIFIED = "recertified", "certified again"
        WITHDRAWN = "withdrawn", "withdrawn"
        MOVED = "moved", "moved to another address"
        SOURCE_CHANGED = "source-changed", "change of a source noted"
        DECIDED = "decided", "decided whether a change of a source matters"
        WORDING_SET = "wording-set", "certificate wording set"
        STAFF_CHANGED = "staff-changed", "staff changed"
        PRODUCT_CHANGED = "product-changed", "product changed"
        PHRASE_CHANGED = "phrase-changed", "watched phrase changed"

    CLOCK_TOLERANCE = timedelta(minutes=5)  # by which the clocks of several machines may differ
    CLOCK_BEHIND = "clock_behind_seconds"  # in the detail of one that was recorded after the clock had gone back

    kind = models.CharField(max_length=40, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="events")
    # A Draft that never became a Version may be deleted; what happened to it stays on record.
    material = models.ForeignKey(
        "compliance.Material", models.DO_NOTHING, null=True, blank=True, related_name="events", db_constraint=False
    )
    version = models.ForeignKey("compliance.Version", models.PROTECT, null=True, blank=True, related_name="events")
    detail = models.JSONField(default=dict)
    previous_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta(WriteOnce.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def newest(cls) -> models.QuerySet[Self, str]:
        """The hash of the last line, alone: while it stays, nothing in the register has changed but the day."""
        return cls.objects.order_by("-pk").values_list("sha256", flat=True)[:1]

    @classmethod
    @transaction.atomic
    def record(cls, kind: Kind, *, by, material=None, version=None, **detail) -> Self:
        """Add a line to the trail. Call it inside the action's transaction: they stand or fall together.

        By itself it is one, since PostgreSQL locks in no other way. It says by how much the clock lies behind the line
        before, where it went back.
        """
        _lock_the_trail()
        last, last_at = cls.objects.order_by("-pk").values_list("sha256", "at").first() or (BEGINNING, None)
        now = timezone.now()
        if last_at and last_at - now > cls.CLOCK_TOLERANCE:
            detail[cls.CLOCK_BEHIND] = round((last_at - now).total_seconds())
        event = cls(
            kind=kind,
            at=now,
            by=by,
            material_id=material and material.pk,
            version=version,
            detail=detail,
            previous_sha256=last,
        )
        event.sha256 = event.digest()
        event.save()
        return event

    def digest(self) -> str:
        """SHA-256 of the line and of the hash before it."""
        line = [
            self.previous_sha256,
            self.kind,
            self.at.isoformat(),
            self.by_id,
            self.material_id,
            self.version_id,
            self.detail,
        ]
        return sha256(json.dumps(line, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _lock_the_trail() -> None:
    """One writer at a time, or two Events would follow the same one.

    SQLite needs nothing: a transaction that writes holds the only write lock from its beginning. PostgreSQL gives the
    right to keep others from writing only to those who may change rows, which nobody may here: so a name is locked.
    """
    if connection.vendor == "postgresql":
        table = Event._meta.db_table
        with connection.cursor() as cursor:
            # The release before locks the table: while both run, during an upgrade, they wait for each other here.
            cursor.execute(
                f"SELECT pg_advisory_xact_lock(hashtext('{table}')); LOCK TABLE {table} IN ROW EXCLUSIVE MODE"
            )
