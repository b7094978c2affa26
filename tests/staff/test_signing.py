"""The second factor again, at the step of signing."""

import pytest
from django.urls import reverse

from compliance import actions
from compliance.errors import NotAuthenticated
from compliance.models import Event
from tests.conftest import Visitor
from tests.factories import PASSWORD, PageFactory, SignatoryFactory, approved
from tests.staff.signing_in import WRONG, code_of, recovery_code_of, sign_in, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return with_app(SignatoryFactory().user)


def sign(user, *, by=None, **typed):
    """The Version, and the answer to `typed` at the step of signing it."""
    version, browser = approved(PageFactory()), Visitor()
    browser.force_login(by or user)
    address = reverse("admin:compliance_version_certify", args=[version.pk])
    assert f'name="{next(iter(typed))}"' in browser.get(address).text
    return version, browser.post(
        address, {"first_use_on": browser.get(address).context["form"]["first_use_on"].value(), **typed}
    )


def test_password_and_code_sign_and_stand_in_the_trail(ana):
    version, _ = sign(ana, password=PASSWORD, code=code_of(ana))

    assert version.is_certified
    assert Event.objects.get(kind="certified").detail["proved_by"] == "password and authenticator app"


@pytest.mark.parametrize("code", ["", WRONG])
def test_the_password_alone_does_not(ana, code):
    version, answer = sign(ana, password=PASSWORD, code=code)

    assert "othing was signed." in answer.text
    assert not version.is_certified


def test_nor_the_code_alone(ana):
    version, _ = sign(ana, password="wrong", code=code_of(ana))

    assert not version.is_certified


def test_the_code_of_the_sign_in_does_not_count_again(ana):
    browser, code = Visitor(), code_of(ana)
    sign_in(ana, client=browser)
    browser.post("/admin/sign-in/yours/authenticate/", {"code": code})

    version, answer = sign(ana, password=PASSWORD, code=code)

    assert "it was used already" in answer.text
    assert not version.is_certified


def test_a_recovery_code_does_not_sign(ana):
    version, _ = sign(ana, password=PASSWORD, code=recovery_code_of(ana))

    assert not version.is_certified


def test_who_has_no_password_signs_by_the_factor_alone(ana):
    ana.set_unusable_password()
    ana.save()

    version, _ = sign(ana, code=code_of(ana))

    assert version.is_certified
    assert Event.objects.get(kind="certified").detail["proved_by"] == "authenticator app"


def test_who_has_neither_cannot(settings):
    ben = SignatoryFactory().user
    ben.set_unusable_password()

    with pytest.raises(NotAuthenticated, match="neither a password nor a second factor"):
        actions.certify(approved(PageFactory()), by=ben)


def test_who_lacks_a_required_one_cannot(settings):
    version = approved(PageFactory())
    settings.STAFF_SECOND_FACTOR = ["Signatories"]

    with pytest.raises(NotAuthenticated, match="You need a second factor to sign"):
        actions.certify(version, by=SignatoryFactory().user, password=PASSWORD)


@pytest.mark.parametrize("typed", [{"password": "wrong", "code": WRONG}, {"password": PASSWORD, "code": WRONG}])
def test_failures_lock_out_of_signing_and_of_signing_in(ana, typed):
    version, browser = approved(PageFactory()), Visitor()
    browser.force_login(ana)
    address = reverse("admin:compliance_version_certify", args=[version.pk])
    day = browser.get(address).context["form"]["first_use_on"].value()
    for _ in range(5):
        browser.post(address, {"first_use_on": day, **typed})

    answer = browser.post(address, {"first_use_on": day, "password": PASSWORD, "code": code_of(ana)})

    assert "Too many failed attempts" in answer.text
    assert not version.is_certified
    assert "Too many failed attempts" in sign_in(ana).text
