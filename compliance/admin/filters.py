"""What the register can be filtered by."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone

from compliance.models import Embedding, Signature, kind_names
from compliance.names import name_of
from compliance.workflow import Stage


class StageFilter(SimpleListFilter):
    title, parameter_name = "stage", "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.filter(stage_on=self.value()) if self.value() in Stage.values else queryset


class KindFilter(SimpleListFilter):
    title, parameter_name = "kind", "kind"

    def lookups(self, request, model_admin):
        return sorted(kind_names().items(), key=lambda kind: kind[1])

    def queryset(self, request, queryset):
        return queryset.filter(material__kind=self.value()) if self.value() else queryset


class SignatoryFilter(SimpleListFilter):
    title, parameter_name = "signatory", "signatory"

    def lookups(self, request, model_admin):
        signed = Signature.objects.filter(signatory=OuterRef("pk"))
        return [
            (person.pk, name_of(person))
            for person in get_user_model().objects.filter(Exists(signed)).order_by("first_name", "last_name")
        ]

    def queryset(self, request, queryset):
        person = _number(self.value())
        if person is None:
            return queryset
        return queryset.filter(Exists(Signature.objects.filter(version=OuterRef("pk"), signatory=person)))


class EndsWithinFilter(SimpleListFilter):
    title, parameter_name = "ends within", "ends_within"

    def lookups(self, request, model_admin):
        return [(days, f"{days} days") for days in (7, 30, 60, 90, 180)]

    def queryset(self, request, queryset):
        """Live Versions whose last Signature ends by then."""
        days = _number(self.value())
        if days is None:
            return queryset
        today = timezone.localdate()
        until = today + timedelta(days=days)
        longer = Signature.objects.filter(version=OuterRef("version"), ends_on__gt=until)
        ending = Signature.objects.live(on=today).filter(~Exists(longer), ends_on__lte=until)
        # Looked up once: the screen asks for its rows, their number and each of their years.
        return queryset.filter(pk__in=list(ending.values_list("version", flat=True)))


class OutdatedTextFilter(SimpleListFilter):
    title, parameter_name = "prescribing information inside", "pi"

    def lookups(self, request, model_admin):
        return [("outdated", "outdated")]

    def queryset(self, request, queryset):
        """In use, or no longer served because of it: a text inside was replaced by a later one."""
        if self.value() != "outdated":
            return queryset
        today = timezone.localdate()
        replacing = Signature.objects.begun(on=today).replacing_embedded()
        outdated = Embedding.objects.filter(Exists(replacing), version=OuterRef("pk"))
        return queryset.filter(Exists(outdated), stage_on__in=(Stage.LIVE, Stage.OUTDATED, Stage.SCHEDULED))


def _number(typed: str | None) -> int | None:
    """What stands in the address may be anything: digits alone, and no more than a day or a person can have."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 6 else None
