"""From a Version to what visitors get, and the end of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from compliance import actions, serving
from compliance.errors import (
    AlreadyCertified,
    BytesChanged,
    CannotCertify,
    CannotWithdraw,
    NotAuthenticated,
    NotQualified,
    OwnWork,
)
from compliance.models import Event, Signature, Version, Withdrawal
from tests.factories import PASSWORD, PageFactory, SignatoryFactory, UserFactory, approved, certified

TODAY = timezone.localdate()


def certify(version, by=None, password=PASSWORD, **days):
    return actions.certify(version, by=by or SignatoryFactory().user, password=password, **days)


def lift_triggers():
    """As somebody with the keys to the database might."""
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON compliance_rendition"
        cursor.execute(f"DROP TRIGGER compliance_rendition_no_update{on}")


def test_a_signed_version_is_served_and_nothing_before(db):
    version = approved(PageFactory(address="/dosing/"))
    with pytest.raises(serving.NotHere):
        serving.find("/dosing/")

    signature = certify(version)

    served = serving.find("/dosing/")
    assert served.version == version
    assert served.sha256 == signature.sha256


def test_nobody_can_certify_what_they_drew_up(db):
    ana = SignatoryFactory().user
    version = approved(PageFactory(), by=ana)

    with pytest.raises(OwnWork, match="Ask another signatory"):
        certify(version, by=ana)


def test_nor_what_they_drew_up_long_ago(db):
    ana, page = SignatoryFactory().user, PageFactory()
    actions.record_draft_saved(page, by=ana)
    approved(page)

    with pytest.raises(OwnWork):
        certify(approved(page), by=ana)


def test_the_password_is_asked_for_again(db):
    version = approved(PageFactory())

    with pytest.raises(NotAuthenticated, match="nothing was signed"):
        certify(version, password="guess")

    assert not Signature.objects.exists()


def test_somebody_who_is_no_signatory_cannot_sign(db):
    with pytest.raises(NotQualified, match="registered doctor or pharmacist"):
        certify(approved(PageFactory()), by=UserFactory())


@pytest.mark.parametrize(
    ("particulars", "reason"),
    [
        ({"notified_mhra_on": None}, "MHRA has not been notified"),
        ({"notified_pmcpa_on": None}, "PMCPA has not been notified"),
        ({"notified_pmcpa_on": TODAY + timedelta(days=1)}, "PMCPA has not been notified"),
        ({"begins_on": TODAY + timedelta(days=1)}, "has not begun or is over"),
        ({"ends_on": TODAY - timedelta(days=1)}, "has not begun or is over"),
    ],
)
def test_a_signatory_outside_their_dates_or_not_notified_cannot_sign(db, particulars, reason):
    with pytest.raises(NotQualified, match=reason):
        certify(approved(PageFactory()), by=SignatoryFactory(**particulars).user)


def test_a_version_is_signed_once(db):
    version = certified(PageFactory())

    with pytest.raises(AlreadyCertified):
        certify(version)


def test_changed_bytes_cannot_be_signed(db):
    version = approved(PageFactory())
    lift_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_rendition SET body = %s", [b"other bytes"])

    with pytest.raises(BytesChanged):
        certify(version)


def test_changed_bytes_are_not_served(db):
    certified(PageFactory(address="/dosing/"))
    lift_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_rendition SET body = %s", [b"other bytes"])

    served = serving.find("/dosing/")

    with pytest.raises(serving.Gone):
        _ = served.body


def test_a_process_goes_on_sending_what_was_signed_whatever_became_of_the_stored_bytes(db):
    signed = certified(PageFactory(address="/dosing/")).rendition
    body = serving.find("/dosing/").body
    lift_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_rendition SET body = %s", [b"other bytes"])

    assert serving.find("/dosing/").body == body == bytes(signed.body)


def test_certifying_the_next_supersedes_the_last(db):
    page = PageFactory(address="/dosing/")
    first = certified(page)

    second = certified(page)

    assert serving.find("/dosing/").version == second
    assert first.stage(on=TODAY) == "superseded"
    assert Version.objects.live(on=TODAY).filter(material=page).count() == 1


def test_an_older_version_cannot_be_certified_after_a_later_one(db):
    page = PageFactory()
    older = approved(page)
    certified(page)

    with pytest.raises(CannotCertify, match="later Version"):
        certify(older)


def test_a_scheduled_version_takes_over_on_its_first_day(db):
    page = PageFactory(address="/dosing/")
    first = certified(page)

    second = certified(page, first_use_on=TODAY + timedelta(days=7))

    assert serving.find("/dosing/").version == first
    assert second.stage(on=TODAY) == "scheduled"
    assert serving.find("/dosing/", on=TODAY + timedelta(days=7)).version == second


def test_a_superseded_version_never_comes_back(db):
    page = PageFactory(address="/dosing/")
    certified(page)
    actions.withdraw(certified(page), by=UserFactory(), reason="Wrong figure")

    with pytest.raises(serving.Gone):
        serving.find("/dosing/")


def test_one_withdrawn_before_its_first_day_never_took_over(db):
    page = PageFactory(address="/dosing/")
    first = certified(page)
    scheduled = certified(page, first_use_on=TODAY + timedelta(days=7))

    actions.withdraw(scheduled, by=UserFactory(), reason="Not needed")

    assert serving.find("/dosing/", on=TODAY + timedelta(days=8)).version == first


def test_a_signature_lasts_at_most_two_years(db):
    version = approved(PageFactory(address="/dosing/"))
    two_years = actions.latest_end(TODAY)

    with pytest.raises(ValidationError, match="at most two years"):
        certify(version, ends_on=two_years + timedelta(days=1))

    certify(version)
    assert serving.find("/dosing/", on=two_years - timedelta(days=1)).version == version
    with pytest.raises(serving.Gone):
        serving.find("/dosing/", on=two_years)
    assert version.stage(on=two_years) == "expired"


def test_two_years_from_the_29th_of_february():
    assert actions.latest_end(date(2028, 2, 29)) == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"first_use_on": TODAY - timedelta(days=1)}, "is over"),
        ({"ends_on": TODAY}, "must come after"),
        ({"first_use_on": TODAY + timedelta(days=9), "ends_on": TODAY + timedelta(days=9)}, "must come after"),
    ],
)
def test_days_that_do_not_fit_are_refused(db, days, reason):
    with pytest.raises(ValidationError, match=reason):
        certify(approved(PageFactory()), **days)


def test_withdrawing_ends_it_at_once(db):
    version = certified(PageFactory(address="/dosing/"))

    actions.withdraw(version, by=UserFactory(), reason="Out of date")

    with pytest.raises(serving.Gone):
        serving.find("/dosing/")
    assert version.stage(on=TODAY) == "withdrawn"


def test_a_withdrawal_needs_a_reason(db):
    version = certified(PageFactory())

    with pytest.raises(CannotWithdraw, match="Say why"):
        actions.withdraw(version, by=UserFactory(), reason="  ")


def test_nothing_is_withdrawn_twice(db):
    version = certified(PageFactory())
    actions.withdraw(version, by=UserFactory(), reason="Out of date")

    with pytest.raises(CannotWithdraw, match="is withdrawn; it cannot be withdrawn"):
        actions.withdraw(version, by=UserFactory(), reason="Again")


def test_a_withdrawn_version_cannot_be_certified(db):
    version = approved(PageFactory())
    actions.withdraw(version, by=UserFactory(), reason="Not needed")

    with pytest.raises(CannotCertify, match="is withdrawn; it cannot be certified"):
        certify(version)


@pytest.mark.parametrize(
    ("act", "model"),
    [
        (lambda version, by: certify(version, by=by), Signature),
        (lambda version, by: actions.withdraw(version, by=by, reason="Out of date"), Withdrawal),
    ],
    ids=["certify", "withdraw"],
)
def test_nothing_stays_if_the_event_fails(db, monkeypatch, act, model):
    version, signatory = approved(PageFactory()), SignatoryFactory().user
    monkeypatch.setattr(Event, "record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        act(version, signatory)

    assert not model.objects.exists()


def test_the_signature_keeps_the_signatorys_particulars(db):
    signatory = SignatoryFactory(user__first_name="Ben", user__last_name="Okri", registration_number="1234567")

    signature = certify(approved(PageFactory()), by=signatory.user)

    assert (signature.name, signature.registration_number) == ("Ben Okri", "1234567")
    assert "pharmacist" in signature.profession
    assert signature.code_edition == "2024"
    assert "fair and truthful" in signature.meaning


def test_each_event_carries_the_hash_of_the_one_before(db):
    actions.withdraw(certified(PageFactory()), by=UserFactory(), reason="Out of date")

    events = list(Event.objects.order_by("pk"))
    assert [event.kind for event in events] == ["frozen", "submitted", "approved", "certified", "withdrawn"]
    assert [event.previous_sha256 for event in events] == ["0" * 64, *(event.sha256 for event in events[:-1])]
    assert all(event.digest() == event.sha256 for event in events)
