"""From one address to another."""

from django.contrib.auth.models import AbstractUser as User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from compliance.errors import CannotMove
from compliance.models import Event, FormerAddress, Material


@transaction.atomic
def move(material: Material, *, address: str, by: User) -> Material:
    """Let `material` answer at `address` from now on; the old address leads there while it is live, then is 410.

    Raises CannotMove when the address is another's (or once was), or not one for this kind of Material.
    """
    Material.objects.select_for_update().get(pk=material.pk)
    draft = Material.objects.get(pk=material.pk).as_kind()
    before = draft.address
    if address == before:
        raise CannotMove(f"It answers at {address} already. Choose another address.")
    draft.address = address
    try:
        draft.clean_fields(exclude={field.name for field in draft._meta.fields} - {"address"})
        draft.clean()
        draft.validate_unique()
    except ValidationError as error:
        raise CannotMove(" ".join(error.messages)) from None
    draft.revision += 1  # somebody may be editing the Draft with the old address in it
    FormerAddress.objects.get_or_create(
        address=before, defaults={"material_id": draft.pk, "by": by, "left_at": timezone.now()}
    )
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:  # two Materials were on their way to one address
        raise CannotMove(f"Another Material took {address} a moment ago. Choose another address.") from None
    Event.record(Event.Kind.MOVED, by=by, material=draft, before=before, after=address, revision=draft.revision)
    return draft
