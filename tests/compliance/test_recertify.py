"""The same bytes, a new Signature."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pypdf import PdfReader

from compliance import actions, serving
from compliance.errors import CannotCertify, NotAuthenticated
from compliance.models import Rendition, Signature
from tests.factories import PASSWORD, PageFactory, SignatoryFactory, approved, certified

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


def recertify(version, **days):
    return actions.recertify(version, by=SignatoryFactory().user, password=PASSWORD, **days)


def certificate(signature):
    return PdfReader(BytesIO(bytes(signature.certificate.body)))


def test_it_lasts_two_years_from_then_on(db):
    version = certified(PageFactory(address="/dosing/"), ends_on=SOON)

    signature = recertify(version)

    assert (signature.sha256, signature.ends_on) == (version.rendition.sha256, actions.latest_end(TODAY))
    assert serving.find("/dosing/", on=SOON).version == version
    assert version.signatures.count() == 2


def test_each_signature_has_a_certificate_of_its_own(db):
    version = certified(PageFactory(), ends_on=SOON)
    recertify(version)

    first, second = version.signatures.order_by("signed_at")
    assert (first.certificate.number, second.certificate.number) == (1, 2)
    for signature in (first, second):
        text = " ".join(page.extract_text() for page in certificate(signature).pages)
        assert str(version.job_code) in text
        assert version.rendition.sha256 in text.replace("\n", "").replace(" ", "")
        assert signature.certificate.is_intact


def test_it_must_last_longer_than_what_there_is(db):
    version = certified(PageFactory(), ends_on=SOON)

    with pytest.raises(ValidationError, match="signed until"):
        recertify(version, ends_on=SOON)


def test_the_password_is_asked_for_again(db):
    version = certified(PageFactory(), ends_on=SOON)

    with pytest.raises(NotAuthenticated):
        actions.recertify(version, by=SignatoryFactory().user, password="guess")

    assert version.signatures.count() == 1


def test_what_was_never_signed_is_certified_first(db):
    with pytest.raises(CannotCertify):
        recertify(approved(PageFactory()))


def test_what_changed_while_signing_is_refused(db, monkeypatch):
    """Somebody comments, or signs, between the look at the certificate and the Signature."""
    version = certified(PageFactory(), ends_on=SOON)
    made = actions.certifying.render_certificate

    def meanwhile(facts):
        monkeypatch.setattr("compliance.actions.certifying.render_certificate", made)
        recertify(version, ends_on=SOON + timedelta(days=1))
        return made(facts)

    monkeypatch.setattr("compliance.actions.certifying.render_certificate", meanwhile)
    with pytest.raises(CannotCertify, match="changed while you were signing"):
        recertify(version)

    assert Signature.objects.count() == 2
    assert Rendition.objects.filter(form="certificate").count() == 2


def test_no_certificate_stays_when_the_signature_fails(db, monkeypatch):
    version = approved(PageFactory())
    monkeypatch.setattr("compliance.models.Event.record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.certify(version, by=SignatoryFactory().user, password=PASSWORD)

    assert not Rendition.objects.filter(form="certificate").exists()


def test_the_wording_in_force_is_signed_and_kept(db):
    administrator = SignatoryFactory().user
    before = certified(PageFactory())

    actions.set_wording(text="I have examined it anew.", code_edition="2027", by=administrator)
    after = certified(PageFactory())

    assert "fair and truthful" in before.signatures.get().meaning
    assert (after.signatures.get().meaning, after.signatures.get().code_edition) == ("I have examined it anew.", "2027")
    assert "examined it anew" in certificate(after.signatures.get()).pages[0].extract_text()
