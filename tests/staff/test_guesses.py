"""Codes guessed by somebody who knows the password, from one network after the other."""

import time

import pytest
from allauth.core import context
from django.core.exceptions import ValidationError
from django.urls import reverse

from staff import factors, guesses
from staff.factors import Type
from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import WRONG, code_of, confirmed, is_in, recovery_code_of, sign_in, with_app

pytestmark = pytest.mark.django_db
CODE = "/admin/sign-in/yours/authenticate/"
SAID = "Too many wrong codes were typed"


@pytest.fixture
def ana():
    return with_app(UserFactory(username="ana", group="Reviewers"))


def at_the_second_step(user, *, network: int) -> Visitor:
    """In a browser of its own, somewhere."""
    browser = Visitor(REMOTE_ADDR=f"203.0.113.{network}")
    sign_in(user, client=browser)
    return browser


def guess(user, *, times: int = guesses.MOST_IN_AN_HOUR) -> str:
    """Wrong codes, two from each network. What the last answer says."""
    for number in range(times):
        text = at_the_second_step(user, network=number // 2).post(CODE, {"code": WRONG}).text
    return text


def let_in(user, code: str) -> bool:
    browser = at_the_second_step(user, network=200)
    browser.post(CODE, {"code": code})
    return is_in(browser)


def test_after_twenty_no_code_is_taken_from_anywhere(ana):
    recovery = recovery_code_of(ana)
    guess(ana)

    text = at_the_second_step(ana, network=200).post(CODE, {"code": code_of(ana)}).text

    assert SAID in text
    assert not let_in(ana, code_of(ana))
    assert not let_in(ana, recovery)


def test_after_nineteen_it_is(ana):
    guess(ana, times=guesses.MOST_IN_AN_HOUR - 1)

    assert let_in(ana, code_of(ana))


def test_the_right_code_in_between_does_not_begin_anew(ana):
    guess(ana, times=guesses.MOST_IN_AN_HOUR - 1)
    assert let_in(ana, code_of(ana))
    guess(ana, times=1)

    assert not let_in(ana, code_of(ana, periods_on=1))


def test_after_an_hour_it_is_taken_again(ana, monkeypatch):
    guess(ana)
    began = time.time()
    monkeypatch.setattr(guesses.time, "time", lambda: began + guesses.HOUR + 1)

    assert let_in(ana, code_of(ana))


@pytest.mark.parametrize("types", [(Type.TOTP,), (Type.RECOVERY_CODES,), (Type.TOTP, Type.RECOVERY_CODES)])
def test_wherever_codes_are_asked_for(ana, types, rf):
    """At signing the app's alone; of who has passkeys only, recovery codes."""
    right = {Type.TOTP: code_of(ana), Type.RECOVERY_CODES: recovery_code_of(ana)}[types[-1]]
    for number in range(guesses.MOST_IN_AN_HOUR):
        with pytest.raises(ValidationError, match="not the code of this moment"):
            use(ana, WRONG, types, rf, network=number)

    with pytest.raises(ValidationError, match=SAID):
        use(ana, right, types, rf, network=200)


def use(user, code, types, rf, *, network):
    request = rf.post("/")
    request.network = f"203.0.113.{network}"
    with context.request_context(request):
        factors.use_code(user, code, types=types)


def test_strangers_lock_nobody_out(ana):
    for number in range(2 * guesses.MOST_IN_AN_HOUR):
        sign_in(ana, "not the password", REMOTE_ADDR=f"203.0.113.{number}")

    assert let_in(ana, code_of(ana))


def test_nobody_elses_codes_are_concerned(ana):
    ben = with_app(UserFactory(username="ben"))
    guess(ana)

    assert let_in(ben, code_of(ben))


def test_an_administrator_sees_it_and_unlocks(ana):
    guess(ana)
    browser = confirmed(UserFactory(group="Administrators"))
    page = reverse("staff_sign_in_of", args=[ana.pk])
    assert "No code is taken at present" in browser.get(page).text

    browser.post(page, {"unlock": "Unlock"})

    assert "Not locked out." in browser.get(page).text
    assert let_in(ana, code_of(ana))
