"""What becomes of an answer: kept and explained, taken back, lost on the way, out of date."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from compliance.actions import withdraw
from compliance.models import Version
from tests.conftest import Visitor, visitor, yes
from tests.factories import PageFactory, SignatoryFactory, certified, interstitial

ADDRESS = "/medicine/dosing/"
SEARCH = f"{ADDRESS}?q=tumour%20lysis&page=2"
PUBLIC = "https://www.pfizer.co.uk/products/prescription-medicines"


@pytest.fixture
def page(gate):
    return certified(PageFactory(address=ADDRESS, text="<p>Fifty millilitres an hour.</p>"))


@pytest.fixture
def guarded(gate):
    """A browser whose answers are checked for the form's own cookie, as in real life."""
    return Visitor(enforce_csrf_checks=True, headers={"origin": "https://testserver"})


def words(response):
    return " ".join(response.text.split())


def gate_for(address):
    return visitor().get(address)["Location"]


def token(response):
    return {"csrfmiddlewaretoken": str(response.context["csrf_token"])}


def age(client, **by):
    """Make the Declaration older."""
    session = client.session
    made = session["declaration"]
    session["declaration"] = made | {"at": (timezone.now() - timedelta(**by)).isoformat()}
    session.save()


class TestTheExplanation:
    def test_it_says_for_how_long_and_how_to_change_it(self, stranger, settings):
        settings.GATE_REMEMBER_DAYS = 30

        text = words(stranger.get("/confirm/"))

        assert "A Yes is kept on this device for 30 days, in one cookie. A No is not kept." in text
        assert "“Change your answer” at the foot of every page for healthcare professionals" in text
        assert '<a href="/privacy/">Privacy and cookies</a>' in text

    def test_one_day_is_no_plural(self, stranger, settings):
        settings.GATE_REMEMBER_DAYS = 1

        assert "for 1 day, in one cookie" in words(stranger.get("/confirm/"))

    def test_with_no_days_it_names_the_browser_and_the_hours(self, stranger, settings):
        settings.GATE_REMEMBER_DAYS = 0

        text = words(stranger.get("/confirm/"))

        assert "until you close the browser, for 12 hours at most, in one cookie" in text

    def test_the_signed_text_is_sent_as_it_was_signed(self, stranger, gate):
        assert bytes(gate.signatures.get().rendition.body) in stranger.get("/confirm/").content

    def test_staff_see_it_in_the_preview_with_answers_that_do_nothing(self, gate):
        document = interstitial().document(b"<p>Text</p>", title="Gate").decode()

        assert "in one cookie" in document
        assert document.count(" disabled>") == 2


class TestAStandingAnswer:
    def test_the_gate_says_so_and_until_when(self, professional, settings):
        until = timezone.localtime() + timedelta(days=settings.GATE_REMEMBER_DAYS)

        response = professional.get("/confirm/")

        assert "You answered Yes." in response.text
        assert f"in one cookie, until {until.day} {until:%B %Y}." in words(response)
        assert 'value="yes"' not in response.text

    def test_with_no_days_it_names_the_last_hour(self, stranger, settings):
        settings.GATE_REMEMBER_DAYS = 0
        stranger.say_yes()
        until = timezone.localtime() + timedelta(hours=12)

        text = words(stranger.get("/confirm/"))

        assert f"at the latest until {until:%H}:" in text

    def test_every_page_leads_there_and_back(self, professional, page):
        assert f'href="/confirm/?next={ADDRESS}">Change your answer</a>' in professional.get(ADDRESS).text

        response = professional.post(f"/confirm/?next={ADDRESS}", {"answer": "continue"})

        assert response["Location"] == ADDRESS

    def test_without_an_address_it_goes_on_home(self, professional):
        assert professional.post("/confirm/", {"answer": "continue"})["Location"] == "/"

    def test_what_was_asked_for_is_not_printed_here_either(self, professional):
        assert "cures" not in professional.get("/confirm/?next=/besponsa-cures/").text

    def test_going_on_needs_the_answer_to_stand(self, stranger, page):
        response = stranger.post(f"/confirm/?next={ADDRESS}", {"answer": "continue"})

        assert response.status_code == 200
        assert 'value="yes"' in response.text

    def test_no_takes_it_back_with_its_cookie(self, professional, page):
        response = professional.post("/confirm/", {"answer": "no"})

        assert response["Location"] == PUBLIC
        assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
        assert professional.get(ADDRESS)["Location"].startswith("/confirm/")

    def test_it_can_be_forgotten(self, professional, page):
        response = professional.post(f"/confirm/?next={ADDRESS}", {"answer": "forget"}, follow=True)

        assert "Your answer is forgotten" in response.text
        assert 'value="yes"' in response.text
        assert professional.get(ADDRESS).status_code == 302
        again = professional.post(response.redirect_chain[-1][0], yes(), follow=True)
        assert again.redirect_chain[-1][0] == ADDRESS

    def test_staff_stay_signed_in_without_it(self, professional, admin_user):
        professional.force_login(admin_user)
        professional.say_yes()

        professional.post("/confirm/", {"answer": "no"})

        assert professional.get("/admin/").status_code == 200
        assert professional.get("/").status_code == 302

    def test_yes_in_a_second_tab_goes_on(self, professional, page):
        response = professional.post(f"/confirm/?next={ADDRESS}", yes(), follow=True)

        assert response.redirect_chain[-1][0] == ADDRESS
        assert response.status_code == 200

    def test_no_in_one_tab_counts_in_the_other(self, professional, page):
        assert professional.get(ADDRESS).status_code == 200
        professional.post("/confirm/", {"answer": "no"})

        assert professional.get(SEARCH)["Location"] == gate_for(SEARCH)


class TestCookiesRefused:
    def test_the_form_without_its_cookie(self, guarded, page):
        response = guarded.post(gate_for(ADDRESS), yes())

        assert response.status_code == 403
        assert "did not give our cookie back" in words(response)
        assert '<a href="/public-information/">public information</a> needs no cookie' in words(response)
        assert "no-store" in response["Cache-Control"]

    def test_its_second_attempt_succeeds_with_what_was_asked_for(self, guarded, page):
        address = gate_for(SEARCH)
        refused = guarded.post(address, yes())

        response = guarded.post(address, yes() | token(refused), follow=True)

        assert response.redirect_chain[-1][0] == SEARCH

    def test_an_answer_that_is_not_kept_is_explained_and_goes_round_no_further(self, stranger, page):
        response = stranger.post(gate_for(SEARCH), yes())
        stranger.cookies.clear()

        response = stranger.get(response["Location"])

        assert response.status_code == 200
        assert "did not give our cookie back" in words(response)
        assert "Please answer again: " in response.text

    def test_answered_again_it_leads_to_what_was_asked_for(self, stranger, page):
        first = stranger.post(gate_for(SEARCH), yes())["Location"]
        stranger.cookies.clear()
        stranger.get(first)

        response = stranger.post(first, yes(), follow=True)

        assert response.redirect_chain[-1] == (SEARCH, 302)

    def test_no_needs_no_cookie(self, guarded):
        assert guarded.post("/confirm/", {"answer": "no"})["Location"] == PUBLIC

    def test_no_counts_though_the_forms_cookie_is_gone(self, guarded, page):
        asked = guarded.get("/confirm/")
        guarded.post("/confirm/", yes() | token(asked))
        assert guarded.get(ADDRESS).status_code == 200
        del guarded.cookies[settings.CSRF_COOKIE_NAME]

        guarded.post("/confirm/", {"answer": "no"})

        assert guarded.get(ADDRESS).status_code == 302

    def test_a_form_from_before_another_sign_in_is_out_of_date(self, guarded, page):
        guarded.get("/confirm/")

        response = guarded.post("/confirm/", yes() | {"csrfmiddlewaretoken": "x" * 64})

        assert response.status_code == 403
        assert "this page was out of date" in response.text

    def test_without_a_gate_there_is_nothing_to_ask_again(self, guarded):
        withdraw(Version.objects.get(), by=SignatoryFactory().user, reason="It is the turn of the next.")

        assert guarded.post("/confirm/", yes()).status_code == 403

    def test_other_forms_keep_djangos_own_answer(self, guarded):
        response = guarded.post("/admin/login/", {"username": "x"})

        assert response.status_code == 403
        assert "healthcare professional" not in response.text


class TestWhileTheQuestionIsOpen:
    def test_yes_to_a_text_replaced_meanwhile_is_no_declaration(self, stranger, page):
        before = yes()
        certified(interstitial())

        response = stranger.post(gate_for(ADDRESS), before)

        assert response.status_code == 409
        assert "the text has changed since you opened this page" in words(response)
        assert stranger.get(ADDRESS).status_code == 302

    def test_yes_to_the_new_text_then_counts(self, stranger, page):
        address, before = gate_for(SEARCH), yes()
        certified(interstitial())
        stranger.post(address, before)

        response = stranger.post(address, yes(), follow=True)

        assert response.redirect_chain[-1][0] == SEARCH

    def test_the_form_says_which_text_it_shows(self, stranger, gate):
        assert f'name="text" value="{gate.job_code}"' in stranger.get("/confirm/").text

    @pytest.mark.parametrize("text", [{}, {"text": ""}, {"text": "PP-PFE-GBR-9999"}])
    def test_yes_to_no_text_is_no_declaration(self, stranger, page, text):
        assert stranger.post("/confirm/", {"answer": "yes"} | text).status_code == 409
        assert stranger.get(ADDRESS).status_code == 302

    def test_no_to_a_replaced_text_is_a_no(self, stranger):
        certified(interstitial())

        assert stranger.post("/confirm/", {"answer": "no", "text": "PP-PFE-GBR-0001"})["Location"] == PUBLIC


class TestAskedAgain:
    def test_after_the_text_changed_it_says_why(self, professional, page):
        certified(interstitial())

        response = professional.get(professional.get(ADDRESS)["Location"])

        assert "We ask again, because the text has changed since you answered." in response.text

    def test_after_the_days_it_says_why_and_a_search_comes_back(self, professional, page, settings):
        age(professional, days=settings.GATE_REMEMBER_DAYS, seconds=1)

        gate = professional.get(SEARCH)["Location"]

        assert "you answered more than 30 days ago" in professional.get(gate).text
        response = professional.post(gate, yes(), follow=True)
        assert response.redirect_chain[-1] == (SEARCH, 302)
        assert response.status_code == 200

    def test_after_the_hours_it_says_why(self, stranger, settings):
        settings.GATE_REMEMBER_DAYS = 0
        stranger.say_yes()
        age(stranger, hours=12, seconds=1)

        assert "you answered more than 12 hours ago" in stranger.get("/confirm/").text

    def test_a_stranger_is_told_nothing_of_the_kind(self, stranger):
        response = stranger.get("/confirm/")

        assert 'role="alert"' not in response.text
        assert "You answered" not in response.text
