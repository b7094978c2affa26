"""Nobody decides what they may do themselves, by whatever they send."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from compliance.models import Event, Signatory
from tests.factories import SignatoryFactory, UserFactory
from tests.staff.signing_in import confirmed

SAID = "Ask another administrator to change it"
PARTICULARS = {
    "profession": "doctor",
    "registration_number": "1234567",
    "notified_mhra_on": "01/03/2021",
    "notified_pmcpa_on": "01/03/2021",
    "begins_on": "01/03/2021",
    "ends_on": "",
}


@pytest.fixture(params=["administrator", "superuser"])
def ana(request, db):
    """Who keeps the house."""
    return UserFactory(group="Administrators", is_superuser=request.param == "superuser")


@pytest.fixture
def browser(ana):
    return confirmed(ana)


def account(person) -> str:
    return reverse("admin:auth_user_change", args=[person.pk])


def entry(signatory) -> str:
    return reverse("admin:compliance_signatory_change", args=[signatory.pk])


def in_groups(person) -> list[str]:
    return sorted(person.groups.values_list("name", flat=True))


def test_ones_own_groups_stay_as_they_were(browser, ana):
    everything = list(Group.objects.values_list("pk", flat=True))

    browser.post(account(ana), {"username": ana.username, "is_active": "on", "groups": everything})

    assert in_groups(ana) == ["Administrators"]


def test_so_do_active_and_staff(browser, ana):
    browser.post(account(ana), {"username": ana.username, "first_name": "Anna", "groups": []})

    ana.refresh_from_db()
    assert (ana.first_name, ana.is_active, ana.is_staff) == ("Anna", True, True)
    assert in_groups(ana) == ["Administrators"]
    assert Event.objects.first().detail["changed"] == ["first_name"]


def test_ones_own_page_says_whom_to_ask(browser, ana):
    text = browser.get(account(ana)).text

    assert SAID in text
    assert 'name="groups"' not in text
    assert 'name="is_active"' not in text
    assert 'name="email"' in text


def test_another_administrator_does_it(browser):
    ben, signatories = UserFactory(group="Administrators"), Group.objects.get(name="Signatories")
    assert SAID not in browser.get(account(ben)).text

    browser.post(account(ben), {"username": ben.username, "groups": [signatories.pk]})

    ben.refresh_from_db()
    assert (in_groups(ben), ben.is_active) == (["Signatories"], False)


def test_nobody_enters_themselves_as_signatory(browser, ana):
    answer = browser.post(reverse("admin:compliance_signatory_add"), {"user": ana.pk, **PARTICULARS})

    assert SAID in answer.text
    assert not Signatory.objects.exists()


def test_nor_takes_the_entry_of_somebody_else(browser, ana):
    other = SignatoryFactory()

    answer = browser.post(entry(other), {"user": ana.pk, **PARTICULARS})

    assert SAID in answer.text
    assert not Signatory.objects.filter(user=ana).exists()


def test_ones_own_entry_is_shown_and_not_changed(browser, ana):
    own = SignatoryFactory(user=ana)

    refused = browser.post(entry(own), {"user": ana.pk, **PARTICULARS})

    assert refused.status_code == 403
    assert SAID in browser.get(entry(own)).text
    own.refresh_from_db()
    assert own.registration_number == "0000000"


def test_somebody_elses_entry_is_changed(browser):
    other = SignatoryFactory()
    assert SAID not in browser.get(entry(other)).text

    browser.post(entry(other), {"user": other.user.pk, **PARTICULARS})

    other.refresh_from_db()
    assert other.registration_number == "1234567"
