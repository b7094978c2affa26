"""The clock of the server jumps forwards, by a day and by years, under a running site, and is put right again."""

import requests

from tests.faults.clock_back import ADDRESS, LIBRARY, Clock, statuses
from tests.faults.forms import Editor
from tests.faults.outcome import Outcome, end
from tests.faults.place import Place, place
from tests.faults.visitors import professional

BEGINS = "/faults/begins-tomorrow/"


def prepare() -> dict:
    """A page that ends tomorrow, one that begins tomorrow, and somebody who is signed in."""
    from datetime import timedelta

    from django.utils import timezone

    from tests.factories import PASSWORD, PageFactory, UserFactory, certified

    tomorrow = timezone.localdate() + timedelta(days=1)
    certified(PageFactory(address=ADDRESS), ends_on=tomorrow)
    certified(PageFactory(address=BEGINS), first_use_on=tomorrow)
    UserFactory(username="faults-editor", group="Editors")
    return {"password": PASSWORD}


def is_signed_in(editor: Editor) -> bool:
    headers = {"Connection": "close"}
    answer = editor.session.get(f"{editor.address}/admin/", headers=headers, allow_redirects=False, timeout=30)
    return answer.status_code == 200


class Look:
    """How it is now, for a visitor who declared and an editor who signed in while the clock was right."""

    def __init__(self, visitor: requests.Session, editor: Editor, outcome: Outcome):
        self.visitor, self.editor, self.outcome = visitor, editor, outcome

    def at(self, when: str, *, ends: int, begins: int, signed_in: bool | None) -> None:
        address = self.editor.address
        found = statuses(self.visitor, address), statuses(self.visitor, address, BEGINS)
        self.outcome.see(f"{when}: what ends tomorrow, what begins", found)
        self.outcome.promise(found == ({ends}, {begins}), f"{when}: {found}, not {ends} and {begins}.")
        if signed_in is not None:
            is_in = is_signed_in(self.editor)
            self.outcome.see(f"{when}: staff are signed in", is_in)
            self.outcome.promise(is_in == signed_in, f"{when}: staff are{' not' * (not is_in)} signed in.")


def main() -> Outcome:
    outcome = Outcome("clock moved forwards, sqlite")
    with place("sqlite") as at:
        clock = Clock(at)
        password = at.ask("clock_ahead:prepare")["password"]
        web = at.gunicorn(**clock.environment)
        web.start()
        try:
            who_stays_away = professional(web.address)
            look = Look(professional(web.address), Editor(web.address, "faults-editor", password), outcome)
            look.at("to begin with", ends=200, begins=410, signed_in=True)
            clock.put("+1d")
            look.at("a day ahead", ends=410, begins=200, signed_in=False)
            clock.put("+40d")
            look.at("40 days ahead", ends=302, begins=302, signed_in=None)  # the Declaration has lapsed
            clock.put("+0")
            look.at("right again, who came meanwhile", ends=302, begins=302, signed_in=None)
            look.visitor = who_stays_away
            look.at("right again, not restarted", ends=410, begins=200, signed_in=False)
        finally:
            web.kill()
        after(at, clock, look, outcome)
    return outcome.over()


def after(at: Place, clock: Clock, look: Look, outcome: Outcome) -> None:
    """The web server was restarted; then once more, after somebody acted with the clock ahead."""
    web = at.gunicorn(**clock.environment)
    web.start()
    look.editor.address = web.address
    try:
        look.at("right again, restarted", ends=200, begins=410, signed_in=False)
        verdict = at.verify()
        outcome.see("verify_register, with the clock right and nothing done meanwhile", verdict or "passes")
        outcome.promise(not verdict, verdict)
    finally:
        web.kill()
    clock.put("+40d")
    at.ask("clock_back:record", environment=clock.environment)
    clock.put("+0")
    web.begin()
    web.wait(path="/healthz")
    try:
        ready = requests.get(f"{web.address}/readyz", headers={"Host": "localhost"}, timeout=30)
        outcome.see("an Event was recorded 40 days ahead: readyz", f"{ready.status_code} {ready.json()}")
        outcome.promise(ready.json()["clock"] == "fault", "It says nothing of the Event that lies ahead.")
        look.at("visitors then", ends=200, begins=410, signed_in=None)
    finally:
        web.kill()
    verdict = at.verify()
    outcome.promise("The clock lies" in verdict, f"verify_register says nothing: {verdict}")


if __name__ == "__main__":
    if not LIBRARY.exists():
        print("\nclock moved forwards: not tried. It needs Debian's package faketime.")
        raise SystemExit(0)
    end(main())
