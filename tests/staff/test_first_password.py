"""A password for somebody else is made by the site and told once: in the answer itself, and nowhere else."""

import logging
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command

from compliance.models import Event
from staff import first_password
from tests.conftest import Visitor
from tests.factories import PASSWORD, ProductFactory, UserFactory
from tests.staff.signing_in import confirmed, is_in, sign_in, with_app

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"
FORM = r"(?:[bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz]"
MADE = re.compile(rf"{FORM}(?:-{FORM}){{3}}")


@pytest.fixture
def administrator():
    return confirmed(UserFactory(username="zoe", group="Administrators"))


@pytest.fixture
def ben():
    return UserFactory(username="ben", first_name="Ben", last_name="Okri")


def address(person):
    return f"/admin/auth/user/{person.pk}/password/"


def add(administrator, username="ana", **more):
    return administrator.post(ADD, {"username": username, "signs_in": "password"} | more)


def give(administrator, person, **more):
    """The answer to the button on the page about the password of `person`."""
    page = administrator.get(address(person))
    return administrator.post(address(person), {"mark": page.context["mark"]} | more)


def told(answer) -> str:
    """The one password that stands in `answer`."""
    (made,) = set(MADE.findall(answer.text))
    return made


def test_a_new_account_gets_one_that_is_shown(administrator):
    made = told(add(administrator))

    assert User.objects.get(username="ana").check_password(made)
    changed = [event.detail["changed"] for event in Event.objects.all()[:2]]
    assert changed == [["password"], ["username"]]


def test_so_does_whoever_needs_another_one(administrator, ben):
    before = Visitor()
    sign_in(ben, client=before)

    made = told(give(administrator, ben))

    ben.refresh_from_db()
    assert ben.check_password(made)
    assert not is_in(before)
    assert sign_in(ben).status_code == 200  # the one before lets nobody in


def test_a_new_one_leaves_the_second_factor(administrator, ben):
    with_app(ben)

    ben.given = told(give(administrator, ben))

    assert sign_in(ben, ben.given)["Location"].startswith("/admin/sign-in/yours/authenticate/")


def test_no_cache_keeps_it_and_no_address_has_it(administrator, ben):
    for answer in (add(administrator), give(administrator, ben)):
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert told(answer) not in str(answer.headers)


def test_it_is_kept_nowhere(administrator, ben, caplog):
    with caplog.at_level(logging.DEBUG):
        made = [told(add(administrator)), told(give(administrator, ben))]

    kept = [str(event.detail) for event in Event.objects.all()]
    kept += [f"{entry.change_message} {entry.object_repr}" for entry in LogEntry.objects.all()]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    kept += [record.getMessage() for record in caplog.records]
    assert len(kept) > 3
    assert not [text for text in kept for password in made if password in text]


def test_it_is_not_shown_again(administrator, ben):
    made = told(give(administrator, ben))

    for again in (address(ben), f"/admin/auth/user/{ben.pk}/change/", "/admin/"):
        assert made not in administrator.get(again).text


def test_a_second_press_or_a_reload_makes_no_other(administrator, ben):
    sent = {"mark": administrator.get(address(ben)).context["mark"]}
    made = told(administrator.post(address(ben), sent))

    again = administrator.post(address(ben), sent, follow=True)

    assert "Nothing was changed: the password of ben was changed after this page was opened." in again.text
    assert not MADE.search(again.text)
    ben.refresh_from_db()
    assert ben.check_password(made)


def test_nor_does_a_reload_after_adding(administrator):
    made = told(add(administrator))

    again = add(administrator)

    assert "already exists" in again.text
    assert User.objects.get(username="ana").check_password(made)


def test_nobody_chooses_it(administrator, ben):
    typed = {"password1": "chosen for somebody 77", "password2": "chosen for somebody 77"}

    add(administrator, **typed)
    give(administrator, ben, **typed)

    assert "password1" not in administrator.get(ADD).text + administrator.get(address(ben)).text
    assert not [user for user in User.objects.all() if user.check_password("chosen for somebody 77")]


def test_who_signs_in_at_the_provider_gets_none(administrator):
    answer = add(administrator, signs_in="provider")

    ana = User.objects.get(username="ana")
    assert answer["Location"] == f"/admin/auth/user/{ana.pk}/change/"
    assert not ana.has_usable_password()


def test_it_can_be_taken_away(administrator, ben):
    answer = give(administrator, ben, take="1")

    ben.refresh_from_db()
    assert answer.status_code == 302
    assert not ben.has_usable_password()
    assert Event.objects.first().detail == {"person": "ben", "changed": ["password taken away"]}
    assert told(give(administrator, ben))


def test_from_a_window_over_another_form_it_is_shown_there(administrator):
    answer = add(administrator, _popup="1")

    assert told(answer)
    assert "close this window, and choose ana" in answer.text


@pytest.mark.parametrize("group", ["Editors", "Reviewers", "Signatories"])
def test_nobody_else_gives_one(ben, group):
    browser = confirmed(UserFactory(group=group))

    assert browser.get(address(ben)).status_code == 403
    assert browser.post(address(ben), {"mark": first_password.mark(ben)}).status_code == 403
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


def test_an_administrator_gives_a_superuser_none(administrator):
    root = UserFactory(is_superuser=True)

    assert administrator.post(address(root), {"mark": first_password.mark(root)}).status_code == 403


def test_there_is_none_for_nobody(administrator):
    assert administrator.post("/admin/auth/user/999999/password/", {}).status_code == 404


def test_if_it_cannot_go_on_record_the_old_one_stays(administrator, ben, monkeypatch):
    mark = first_password.mark(ben)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("staff.actions.record_staff_changed", fail)
    with pytest.raises(RuntimeError):
        administrator.post(address(ben), {"mark": mark})

    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


def test_on_the_server_it_is_printed(ben, capsys):
    call_command("staff_reset", "ben", "--password")

    said = capsys.readouterr().out
    ben.refresh_from_db()
    assert ben.check_password(MADE.search(said)[0])
    assert "must choose another one at the next sign-in, within 14 days" in said


class TestMaking:
    def test_each_is_another_one(self, ben):
        made = {first_password.make(ben) for _ in range(50)}

        assert len(made) == 50
        assert all(map(MADE.fullmatch, made))

    def test_what_the_rules_refuse_is_not_told(self, ben, monkeypatch):
        """A word of the trade that comes out by chance."""
        ProductFactory(brand="Lusab")
        letters = iter("lusabbabadgutihtugad" + "babadgutihtugadlubab")
        monkeypatch.setattr("staff.first_password.secrets.choice", lambda among: next(letters))

        assert first_password.make(ben) == "babad-gutih-tugad-lubab"
