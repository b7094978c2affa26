"""Messages about what ends soon: to those responsible, once each."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from compliance import actions, digest
from compliance.models import Reminder
from tests.factories import (
    LeafletFactory,
    PageFactory,
    PrescribingInformationFactory,
    ProductFactory,
    UserFactory,
    certified,
)

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def everybody_has_an_address(db):
    """Whoever is made gets an e-mail address, as staff should have."""
    from django.db.models.signals import pre_save

    def give(sender, instance, **kwargs):
        instance.email = instance.email or f"{instance.username}@example.org"

    pre_save.connect(give, sender=User, dispatch_uid="give")
    yield
    pre_save.disconnect(sender=User, dispatch_uid="give")


def ends_in(days, **of):
    return certified(PageFactory(**of), ends_on=TODAY + timedelta(days=days))


def send(*, after=0):
    mail.outbox.clear()
    digest.send(on=TODAY + timedelta(days=after))
    return {message.to[0] for message in mail.outbox}


def people(version):
    return {person.email for person in digest.responsible(version)}


def test_who_drew_it_up_and_who_signed_it_are_told(db):
    version = ends_in(60, title="Dosing")

    assert send() == people(version)
    assert len(people(version)) == 2
    assert str(version.job_code) in mail.outbox[0].body
    assert f"/admin/compliance/version/{version.pk}/change/" in mail.outbox[0].body
    assert "60 days" in mail.outbox[0].subject


@pytest.mark.parametrize(("days", "told"), [(91, False), (90, True), (89, True), (1, True)])
def test_ninety_days_before_is_the_first(db, days, told):
    ends_in(days)

    assert bool(send()) == told


def test_each_is_told_once_at_each_of_90_60_30_and_7_days(db):
    ends_in(100)

    told = [left for left in (91, 90, 89, 61, 60, 59, 31, 30, 29, 8, 7, 6, 1) if send(after=100 - left)]

    assert told == [90, 60, 30, 7]


def test_a_day_missed_is_made_up_for(db):
    ends_in(100)

    assert send(after=25)  # 75 days before; nobody ran it at 90
    assert not send(after=26)


def test_what_was_certified_again_is_not_nagged_about(db):
    version = ends_in(60)
    actions.recertify(version, by=_another_signatory(), password="correct horse battery staple")

    assert not send()


def _another_signatory():
    from tests.factories import SignatoryFactory

    return SignatoryFactory().user


def test_one_that_hangs_on_another_is_told_of_that_end(db):
    ends_in(30, address="/dosing/", title="Dosing")
    certified(PageFactory(title="Home", text='<p><a href="/dosing/">Dosing</a></p>'))

    send()

    bodies = "".join(message.body for message in mail.outbox)
    assert "Home" in bodies
    assert "Dosing v1" in bodies


def test_old_prescribing_information_inside_is_told(db):
    product = ProductFactory()
    information = PrescribingInformationFactory(product=product)
    certified(information)
    leaflet = certified(LeafletFactory(product=product))
    certified(information)

    assert people(leaflet) <= send()
    body = next(message.body for message in mail.outbox if str(leaflet.job_code) in message.body)
    assert "in 14 days: the text inside it was replaced by" in body


def test_each_person_gets_one_message_for_all(db):
    editor = UserFactory(group="Editors")
    for days in (20, 50):
        page = PageFactory()
        actions.record_draft_saved(page, by=editor)
        certified(page, ends_on=TODAY + timedelta(days=days))

    send()

    (message,) = [message for message in mail.outbox if message.to == [editor.email]]
    assert message.subject.startswith("2 Versions to see to: the first ends in 20 days")


def test_those_who_left_are_not_written_to(db):
    version = ends_in(60)
    version.authors.update(is_active=False)

    assert send() == {version.signatures.get().signatory.email}


def test_somebody_without_an_address_is_named_and_told_later(db):
    version = ends_in(60)
    author = version.authors.get()
    User.objects.filter(pk=author.pk).update(email="", last_name="Lopez")

    out, complaints = StringIO(), StringIO()
    with pytest.raises(SystemExit):
        call_command("send_expiry_digest", stdout=out, stderr=complaints)

    assert "1 message sent." in out.getvalue()
    assert "Lopez has no e-mail address" in complaints.getvalue()
    assert not Reminder.objects.filter(to=author).exists()


def test_a_message_that_fails_counts_as_not_sent(db, monkeypatch):
    ends_in(60)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        digest.send(on=TODAY)

    assert not Reminder.objects.exists()


def test_with_nothing_to_say_nothing_is_sent(db):
    out = StringIO()
    call_command("send_expiry_digest", stdout=out)

    assert out.getvalue() == "0 messages sent.\n"
