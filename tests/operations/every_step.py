"""Every step that leaves an Event, and whatever else adds to the register, taken by a process of the site's own."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from compliance import actions
from compliance.models import Event, WatchedPhrase
from tests.compliance.test_write_once import everything_once
from tests.factories import PASSWORD, PageFactory, ProductFactory, SignatoryFactory, UserFactory, certified, submitted


def take() -> None:
    """Prints which kinds of Event there are none of."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    UserFactory.reset_sequence(1000)  # others made the first ones
    everything_once()
    by, page = UserFactory(), PageFactory(address="/steps/")
    actions.record_draft_saved(page, by=by)
    actions.return_with_comments(submitted(page), by=UserFactory(group="Reviewers"), remark="Not yet.")
    signed = certified(page, ends_on=timezone.localdate() + timedelta(days=30))
    actions.recertify(signed, by=SignatoryFactory().user, password=PASSWORD)
    actions.record_staff_changed(by, by=by, changed=["groups"])
    actions.record_product_changed(ProductFactory(), by=by, changed={})
    actions.record_phrase_changed(WatchedPhrase.objects.first(), by=by, changed={})
    never_frozen = PageFactory(address="/never-frozen/")
    never_frozen.pages_textblock_set.all().delete()
    never_frozen.delete()
    print(sorted(set(Event.Kind) - set(Event.objects.values_list("kind", flat=True))))  # noqa: T201 this is the answer
