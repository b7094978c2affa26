"""What administrators set: who may do what, the words signed, a product's particulars. All of it on record."""

from django.contrib.auth.models import AbstractUser as User
from django.db import transaction
from django.utils import timezone

from compliance.models import Event, Product, WatchedPhrase, Wording


def record_staff_changed(person: User, *, by: User, changed: list[str]) -> Event:
    """Note that somebody's account, groups or particulars as signatory were changed. Never the values of secrets."""
    return Event.record(Event.Kind.STAFF_CHANGED, by=by, person=person.get_username(), changed=changed)


def record_product_changed(product: Product, *, by: User, changed: dict) -> Event:
    """Note what was changed about a product, with the new values."""
    return Event.record(Event.Kind.PRODUCT_CHANGED, by=by, product=product.code, changed=changed)


def record_phrase_changed(phrase: WatchedPhrase, *, by: User, changed: dict) -> Event:
    """Note what was set or changed about a watched phrase, with the new values."""
    return Event.record(Event.Kind.PHRASE_CHANGED, by=by, phrase=phrase.text, changed=changed)


@transaction.atomic
def set_wording(*, text: str, code_edition: str, by: User) -> Wording:
    """The declaration that signatories give from now on."""
    wording = Wording.objects.create(text=text.strip(), code_edition=code_edition.strip(), by=by, at=timezone.now())
    Event.record(Event.Kind.WORDING_SET, by=by, code_edition=wording.code_edition, text=wording.text)
    return wording
