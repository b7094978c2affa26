"""Several processes at once, on one database: nothing is lost, nothing happens twice, and nobody meets a fault."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Condition

import pytest
from django.utils import timezone

from tests.compliance.concurrency import Browser, Crew, database, job_code_in, manage, web_server
from tests.factories import PASSWORD

CALM = {200, 301, 302, 403, 404, 410}
ROUNDS = 3


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    with database(tmp_path_factory.mktemp("concurrency")) as environment:
        yield environment


@pytest.fixture(scope="module")
def crew(environment):
    """Four processes at work on one database, with the staff and a live gate."""
    with Crew(environment, size=4) as crew:
        crew.ask("prepare")
        yield crew


def taken(outcomes: list[dict]) -> Counter:
    """How often each step was taken. Every other try must have been refused with a sentence."""
    for outcome in outcomes:
        assert "fault" not in outcome, outcome["fault"]
        assert "done" in outcome or outcome["refused"].endswith("."), outcome
    return Counter(outcome["step"] for outcome in outcomes if "done" in outcome)


@pytest.mark.parametrize(
    ("step", "by", "stage"),
    [
        ("submit", "editor", "frozen"),
        ("approve", "reviewer", "in-review"),
        ("certify", "signatory", "approved"),
        ("recertify", "signatory", "live"),
        ("withdraw", "signatory", "live"),
    ],
)
def test_of_four_who_press_at_the_same_moment_one_is_heard(crew, step, by, stage):
    page = crew.ask("page", address=f"/{step}/")

    for _ in range(ROUNDS):
        version = crew.ask("version", material=page, stage=stage)
        outcomes = crew.at_once(step, [version] * 4, by=by)

        assert taken(outcomes) == {step: 1}

    assert crew.ask("examine", material=page)["faults"] == []


def test_a_job_code_given_four_times_at_the_same_moment_is_used_once(crew):
    page = crew.ask("page", address="/job-code/")

    for number in range(7000, 7000 + ROUNDS):
        outcomes = crew.at_once("freeze", [page] * 4, by="editor", job_codes=[f"PP-PFE-GBR-{number}"] * 4)

        assert taken(outcomes) == {"freeze": 1}

    assert crew.ask("examine", material=page)["faults"] == []


def test_a_job_code_given_to_four_materials_at_the_same_moment_is_used_once(crew):
    pages = [crew.ask("page", address=f"/job-code-{n}/") for n in range(4)]

    for number in range(8000, 8000 + ROUNDS):
        outcomes = crew.at_once("freeze", pages, by="editor", job_codes=[f"PP-PFE-GBR-{number}"] * 4)

        assert taken(outcomes) == {"freeze": 1}

    assert [fault for page in pages for fault in crew.ask("examine", material=page)["faults"]] == []


def test_four_frozen_at_the_same_moment_are_numbered_one_after_another(crew):
    page = crew.ask("page", address="/numbered/")

    for tens in range(600, 600 + ROUNDS):
        codes = [f"PP-PFE-GBR-{tens}{n}" for n in range(4)]
        outcomes = crew.at_once("freeze", [page] * 4, by="editor", job_codes=codes)

        assert taken(outcomes) == {"freeze": 4}

    assert crew.ask("examine", material=page)["faults"] == []


def test_of_four_versions_certified_at_the_same_moment_one_is_live(crew):
    page = crew.ask("page", address="/four-versions/")
    versions = [crew.ask("version", material=page, stage="approved") for _ in range(4)]

    outcomes = crew.at_once("certify", versions, by="signatory")

    assert taken(outcomes)["certify"] >= 1
    assert crew.ask("examine", material=page)["faults"] == []


def test_whatever_four_processes_do_to_one_material_its_history_is_whole(crew, environment):
    page = crew.ask("page", address="/whatever/")

    steps = taken(crew.wander(page, count=12))

    assert steps["certify"] > 1  # else too little happened
    examined = crew.ask("examine", material=page)
    assert examined["faults"] == []
    assert Counter(examined["taken"]) == steps  # what a process was told is done stands in the register
    assert " 0 faults" in manage(environment, "verify_register")


@pytest.fixture(scope="module")
def site(environment, crew):
    """The same register behind the web server, as production runs it."""
    with web_server(environment) as base_address:
        yield base_address


@pytest.fixture(scope="module")
def staff(site) -> list[tuple[str, Browser]]:
    """Two of each kind, signed in, and what kind they are."""
    names = [f"{kind}{n}" for n in (3, 4) for kind in ("editor", "reviewer", "signatory")]
    with ThreadPoolExecutor() as pool:
        signed_in = pool.map(lambda name: Browser(site).sign_in(name, PASSWORD), names)
        return [(name[:-1], browser) for name, browser in zip(names, signed_in, strict=True)]


class Office:
    """What staff know of one page while they work on it through the admin, each in a thread."""

    NEXT = {
        "editor": {"frozen": "submit"},
        "reviewer": {"submit": "approve"},
        "signatory": {"approve": "certify", "certify": "withdraw"},
    }

    def __init__(self, page: int, *, withdrawals: int):
        self.page = page
        self.withdrawals = withdrawals
        self.job_codes: dict[int, str] = {}  # by Version
        self.last_step: dict[int, str] = {}
        self.withdrawn: set[str] = set()  # job codes of which somebody was told so
        self.news = Condition()
        self.last_moment = time.monotonic() + 60

    @property
    def is_closed(self) -> bool:
        return len(self.withdrawn) >= self.withdrawals or time.monotonic() > self.last_moment

    def work(self, kind: str, browser: Browser) -> None:
        """Do what there is to do for one of this kind until enough was done. All hear of it at the same moment."""
        while not self.is_closed:
            with self.news:
                newest = list(self.last_step.items())[-2:]
                to_do = [(self.NEXT[kind][last], version) for version, last in newest if last in self.NEXT[kind]]
                may_freeze = kind == "editor" and (not newest or newest[-1][1] in ("certify", "withdraw"))
                if not to_do and not may_freeze:
                    self.news.wait(timeout=1)
            for step, version in to_do:
                self.take(step, version, browser)
            if may_freeze:
                self.freeze(browser)

    def freeze(self, browser: Browser) -> int | None:
        """One more Version, with the job code that the form proposes; None if it was refused."""
        form = f"/admin/pages/page/{self.page}/freeze/"
        code = job_code_in(browser.get(form).body, before='name="job_code" value="')
        answer = browser.post(form, job_code=code, prepared_on="2021-03-01")
        if answer.status != 302:
            return None
        version = int(answer.location.split("/")[-3])
        self._tell(version, "frozen", code)
        return version

    def take(self, step: str, version: int, browser: Browser) -> int:
        """The status of the answer: 302 when it was done."""
        fields = {
            "certify": {"first_use_on": timezone.localdate().isoformat(), "ends_on": "", "password": PASSWORD},
            "withdraw": {"reason": "It is the turn of the next."},
        }
        answer = browser.post(f"/admin/compliance/version/{version}/{step}/", **fields.get(step, {"remark": ""}))
        if answer.status == 302:
            self._tell(version, step, self.job_codes[version])
        return answer.status

    def _tell(self, version: int, step: str, job_code: str) -> None:
        with self.news:
            self.job_codes[version], self.last_step[version] = job_code, step
            if step == "withdraw":
                self.withdrawn.add(job_code)
            self.news.notify_all()

    def visit(self, browser: Browser, address: str) -> None:
        """Ask for the page again and again; what was withdrawn before the question must not come."""
        while not self.is_closed:
            withdrawn = set(self.withdrawn)
            answer = browser.get(address)
            assert answer.status != 200 or job_code_in(answer.body) not in withdrawn


@pytest.mark.slow
def test_staff_and_visitors_at_work_at_once_never_meet_a_fault(crew, environment, site, staff):
    office = Office(crew.ask("page", address="/busy/"), withdrawals=2)
    visitors = [Browser(site).pass_the_gate() for _ in range(2)]

    with ThreadPoolExecutor(max_workers=8) as pool:
        at_work = [pool.submit(office.work, kind, browser) for kind, browser in staff]
        at_work += [pool.submit(office.visit, visitor, "/busy/") for visitor in visitors]
    for person in at_work:
        person.result()

    assert len(office.withdrawn) >= office.withdrawals
    assert {200, 410} <= set().union(*(visitor.statuses for visitor in visitors))
    assert set().union(*(browser.statuses for browser in [*visitors, *(b for _, b in staff)])) <= CALM
    assert crew.ask("examine", material=office.page)["faults"] == []
    assert " 0 faults" in manage(environment, "verify_register")


@pytest.mark.slow
def test_right_after_a_withdrawal_every_process_answers_410(crew, site, staff):
    office = Office(crew.ask("page", address="/quiet/"), withdrawals=1)
    person = dict(staff)
    visitor = Browser(site).pass_the_gate()

    for _ in range(2):
        version = office.freeze(person["editor"])
        assert version
        for kind, step in (("editor", "submit"), ("reviewer", "approve"), ("signatory", "certify")):
            assert office.take(step, version, person[kind]) == 302
        assert {visitor.get("/quiet/").status for _ in range(8)} == {200}

        assert office.take("withdraw", version, person["signatory"]) == 302

        assert [visitor.get("/quiet/").status for _ in range(8)] == [410] * 8
