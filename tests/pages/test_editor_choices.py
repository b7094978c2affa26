"""What the dialogs of the editor may be told, and by whom they are asked."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.conftest import visitor
from tests.factories import AbbreviationFactory, ReferenceFactory, UserFactory

LISTS = ["reference_choices", "abbreviation_choices"]


def asked_by(user, name):
    client = visitor()
    if user:
        client.force_login(user)
    return client.get(reverse(name))


@pytest.fixture
def editor(db):
    return UserFactory(group="Editors")


def test_editors_get_the_references_with_what_stands_in_the_text(editor):
    reference = ReferenceFactory(label="BESPONSA SmPC", title="Summary of Product Characteristics")

    answer = asked_by(editor, "reference_choices").json()

    assert answer["choices"] == [
        {
            "id": reference.pk,
            "text": "BESPONSA SmPC",
            "label": "BESPONSA SmPC",
            "detail": "Pfizer Limited. Summary of Product Characteristics",
        }
    ]
    assert answer["add"] == reverse("admin:pages_reference_add")


def test_editors_get_the_abbreviations_in_short_and_in_full(editor):
    abbreviation = AbbreviationFactory(short="UV", long="ultraviolet")

    answer = asked_by(editor, "abbreviation_choices").json()

    assert answer["choices"] == [{"id": abbreviation.pk, "text": "UV", "label": "UV", "detail": "ultraviolet"}]


@pytest.mark.parametrize("name", LISTS)
def test_who_may_not_add_is_not_sent_there(db, name):
    signatory = UserFactory(group="Signatories")

    assert asked_by(signatory, name).json()["add"] == ""


@pytest.mark.parametrize("name", LISTS)
def test_strangers_get_no_list(db, name):
    assert asked_by(None, name).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_staff_without_permission_get_no_list(db, name):
    assert asked_by(UserFactory(), name).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_who_is_no_longer_staff_gets_no_list(db, name):
    former = UserFactory(is_staff=False)
    former.groups.add(Group.objects.get(name="Editors"))

    assert asked_by(former, name).status_code == 403
