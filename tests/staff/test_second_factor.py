"""Authenticator apps and recovery codes; passkeys are in tests/browser/test_staff.py."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command

from compliance.models import Event
from staff import factors
from tests.conftest import Visitor
from tests.factories import UserFactory
from tests.staff.signing_in import ELSEWHERE, WRONG, code_of, confirmed, is_in, recovery_code_of, sign_in, with_app

pytestmark = pytest.mark.django_db
CODE = "/admin/sign-in/yours/authenticate/"
YOURS = "/admin/sign-in/yours/"
ADD_APP = "/admin/sign-in/yours/totp/activate/"
REMOVE_APP = "/admin/sign-in/yours/totp/deactivate/"
LOCKED = "Too many failed attempts under this name"


@pytest.fixture
def required(settings):
    settings.STAFF_SECOND_FACTOR = ["Reviewers", "Signatories", "Administrators"]


@pytest.fixture
def ana():
    return with_app(UserFactory(username="ana", group="Reviewers"))


def at_the_second_step(user, **more):
    browser = Visitor(**more)
    assert sign_in(user, client=browser)["Location"].startswith(CODE)
    return browser


class TestSigningIn:
    def test_the_password_alone_is_not_enough(self, ana):
        assert not is_in(at_the_second_step(ana))

    def test_the_code_lets_in(self, ana):
        browser = at_the_second_step(ana)

        browser.post(CODE, {"code": code_of(ana)})

        assert is_in(browser)

    def test_a_code_counts_once(self, ana):
        code = code_of(ana)
        at_the_second_step(ana).post(CODE, {"code": code})
        browser = at_the_second_step(ana)

        text = browser.post(CODE, {"code": code}).text

        assert "it was used already" in text
        assert not is_in(browser)

    def test_nor_does_an_older_one_count_after_it(self, ana):
        at_the_second_step(ana).post(CODE, {"code": code_of(ana)})
        browser = at_the_second_step(ana)

        browser.post(CODE, {"code": code_of(ana, periods_on=-1)})

        assert not is_in(browser)

    @pytest.mark.parametrize("periods_on", [-3, 3])
    def test_a_code_of_another_time_is_refused(self, ana, periods_on):
        browser = at_the_second_step(ana)

        browser.post(CODE, {"code": code_of(ana, periods_on=periods_on)})

        assert not is_in(browser)

    def test_a_recovery_code_lets_in_once(self, ana):
        code = recovery_code_of(ana)
        first, second = at_the_second_step(ana), at_the_second_step(ana)

        first.post(CODE, {"code": code})
        second.post(CODE, {"code": code})

        assert is_in(first)
        assert not is_in(second)

    def test_wrong_codes_lock_out_and_passwords_do_not_reset_that(self, ana):
        for _ in range(5):
            answer = at_the_second_step(ana).post(CODE, {"code": WRONG})
        assert LOCKED in answer.text

        assert LOCKED in sign_in(ana).text
        assert sign_in(ana, **ELSEWHERE).status_code == 302

    def test_who_was_at_the_second_step_already_is_locked_out_too(self, ana):
        browser = at_the_second_step(ana)
        for _ in range(5):
            browser.post(CODE, {"code": WRONG})

        answer = browser.post(CODE, {"code": code_of(ana)})

        assert LOCKED in answer.text
        assert not is_in(browser)

    def test_the_key_is_not_readable_in_the_database(self, ana):
        stored = Authenticator.objects.get(user=ana).data["secret"]

        assert not re.fullmatch("[A-Z2-7]{32}", stored)


class TestRequired:
    @pytest.mark.parametrize("group", ["Reviewers", "Signatories", "Administrators"])
    @pytest.mark.parametrize("address", ["/admin/", "/admin/pages/page/", "/admin/gallery/", "/admin/password_change/"])
    def test_without_one_every_address_leads_to_it(self, required, group, address):
        browser = Visitor()
        browser.force_login(UserFactory(group=group))

        assert browser.get(address)["Location"] == YOURS
        assert browser.post(address)["Location"] == YOURS
        assert browser.get(YOURS).status_code == 200

    def test_a_superuser_needs_one(self, required):
        browser = Visitor()
        browser.force_login(UserFactory(is_superuser=True))

        assert browser.get("/admin/")["Location"] == YOURS

    def test_an_editor_needs_none(self, required):
        browser = Visitor()
        browser.force_login(UserFactory(group="Editors"))

        assert is_in(browser)

    def test_the_last_one_cannot_be_removed(self, required, ana):
        browser = confirmed(ana)

        text = browser.post(REMOVE_APP).text

        assert "Add another one first" in text
        assert factors.of(ana).exists()

    def test_nor_can_the_last_passkey(self, required):
        ben = UserFactory(group="Reviewers")
        browser = confirmed(ben)
        keys = [Authenticator.objects.create(user=ben, type="webauthn", data={"name": name}) for name in "ab"]
        removals = [f"/admin/sign-in/yours/webauthn/keys/{key.pk}/remove/" for key in keys]

        answers = [browser.post(address) for address in removals]

        assert answers[0].status_code == 302
        assert "Add another one first" in answers[1].text
        assert factors.of(ben).get() == keys[1]

    def test_where_none_is_required_it_can(self, ana):
        confirmed(ana).post(REMOVE_APP)

        assert not factors.of(ana).exists()
        assert Event.objects.first().detail["changed"] == ["authenticator app removed"]


class TestAdding:
    def test_it_asks_for_the_password_again_first(self):
        browser = Visitor()
        browser.force_login(UserFactory())

        assert browser.get(ADD_APP)["Location"].startswith("/admin/sign-in/again/")
        assert "That is not your password" in browser.post("/admin/sign-in/again/", {"password": "wrong"}).text

    def test_failures_there_lock_out(self):
        ben, browser = UserFactory(), Visitor()
        browser.force_login(ben)
        for _ in range(5):
            browser.post("/admin/sign-in/again/", {"password": "wrong"})

        assert LOCKED in sign_in(ben).text

    def test_the_app_is_added_with_recovery_codes_and_on_record(self, required, django_capture_on_commit_callbacks):
        ben = UserFactory(group="Signatories")
        browser = confirmed(ben)
        page = browser.get(ADD_APP).text
        secret = re.search("<code>([A-Z2-7]+)</code>", page)[1]
        now = list(yield_hotp_counters_from_time())[1]

        with django_capture_on_commit_callbacks(execute=True):
            browser.post(ADD_APP, {"code": format_hotp_value(hotp_value(secret, now))})
        answer = browser.get("/admin/sign-in/yours/recovery-codes/")

        assert 'src="data:image/svg+xml;base64,' in page
        assert answer.text.count("<li><code>") == 10
        assert is_in(browser)
        changed = [event.detail["changed"] for event in Event.objects.filter(by=ben)]
        assert ["authenticator app added"] in changed
        assert Authenticator.objects.get(user=ben, type="totp").data["last_counter"] >= now

    def test_a_wrong_code_adds_nothing(self):
        ben = UserFactory()
        browser = confirmed(ben)
        browser.get(ADD_APP)

        assert "That is not the code of this moment" in browser.post(ADD_APP, {"code": WRONG}).text
        assert not factors.of(ben).exists()


class TestTakingAway:
    def by(self, group, person, **form):
        browser = confirmed(UserFactory(group=group))
        return browser.post(f"/admin/sign-in/of/{person.pk}/", form)

    def test_an_administrator_can_after_typing_the_name(self, ana):
        self.by("Administrators", ana, reset="ana")

        assert not Authenticator.objects.filter(user=ana).exists()
        assert Event.objects.first().detail == {"person": "ana", "changed": ["second factors taken away"]}

    def test_without_the_name_nothing_happens(self, ana):
        self.by("Administrators", ana, reset="an")

        assert factors.of(ana).exists()

    def test_nobody_else_can(self, ana):
        assert self.by("Signatories", ana, reset="ana").status_code == 403
        assert factors.of(ana).exists()

    def test_an_administrator_cannot_take_a_superusers(self):
        root = with_app(UserFactory(username="root", is_superuser=True))

        assert self.by("Administrators", root, reset="root").status_code == 403
        assert factors.of(root).exists()

    def test_nor_their_own(self):
        ben = with_app(UserFactory(username="ben", group="Administrators"))
        browser = confirmed(ben)

        browser.post(f"/admin/sign-in/of/{ben.pk}/", {"reset": "ben"})

        assert factors.of(ben).exists()

    def test_whoever_is_on_the_server_can(self, ana, capsys):
        for _ in range(5):
            sign_in(ana, "wrong")

        call_command("staff_reset", "ana")

        assert sign_in(ana)["Location"] == "/admin/"
        assert "ana has no second factor" in capsys.readouterr().out
        assert Event.objects.first().detail["changed"] == ["unlocked, on the server"]

    def test_the_command_refuses_a_name_it_does_not_know(self):
        with pytest.raises(CommandError, match="Nobody is called zoe"):
            call_command("staff_reset", "zoe")


class TestConfirming:
    def test_each_way_is_offered_in_the_words_of_the_other_screens(self, ana):
        Authenticator.objects.create(user=ana, type="webauthn", data={"name": "Key"})
        browser = Visitor()
        browser.force_login(ana)

        page = browser.get(REMOVE_APP, follow=True)

        assert page.redirect_chain[0][0].startswith("/admin/sign-in/again/")
        assert "Confirm that it is you" in page.text
        assert 'placeholder=""' in re.search(r"<input[^>]*password[^>]*>", page.text)[0]
        assert re.findall(r'<li><a href="([^"?]*)[^>]*>(Use [^<]*)<', page.text) == [
            ("/admin/sign-in/yours/webauthn/reauthenticate/", "Use a passkey"),
            ("/admin/sign-in/yours/reauthenticate/", "Use your authenticator app or a recovery code"),
        ]

    def test_a_wrong_password_changes_nothing(self, ana):
        browser = Visitor()
        browser.force_login(ana)

        text = browser.post("/admin/sign-in/again/", {"password": WRONG}).text

        assert "That is not your password" in text
        assert browser.get(REMOVE_APP)["Location"].startswith("/admin/sign-in/again/")
