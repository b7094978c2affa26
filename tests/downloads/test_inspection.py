"""PDFs from outside are read by a process that can be killed; what is hostile or odd is refused with its reason."""

import os
import resource
from pathlib import Path

import pytest

from downloads.inspection.limits import MEGABYTE, Limits
from downloads.inspection.process import MOST_REASONS, inspect
from downloads.inspection.reasons import ASK, Reason, sentences
from tests.downloads import hostile

pytestmark = pytest.mark.any_database

LIMITS = Limits()
BEGINNING = "import sys; sys.path.insert(0, {root!r}); from downloads.inspection.limits import *; "
ROOT = str(Path(__file__).resolve().parents[2])


@pytest.fixture
def program(tmp_path):
    """A program in the place of the one that reads files."""

    def write(code: str) -> Path:
        file = tmp_path / "child.py"
        file.write_text(BEGINNING.format(root=ROOT) + "hold(Limits.from_text(sys.argv[1]))\n" + code)
        return file

    return write


def said(outcome) -> str:
    return " ".join(reason.what for reason in outcome.reasons)


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_what_is_hostile_or_odd_is_refused_with_its_reason(name):
    make, words = hostile.HOSTILE[name]
    body = make()

    before = computed()
    outcome = inspect(body, LIMITS)

    assert words in said(outcome)
    assert outcome.facts == {}
    assert computed() - before < LIMITS.seconds + 1


def computed() -> float:
    """Seconds that processes started by this one have computed."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize("name", hostile.GOOD)
def test_what_is_odd_and_good_is_accepted(name):
    outcome = inspect(hostile.GOOD[name](), LIMITS)

    assert outcome.reasons == ()
    assert outcome.facts["pages"] == 1
    assert outcome.facts["imprints"] == {"PP-INO-GBR-0430": ["March 2021"]}
    assert "BESPONSA (inotuzumab ozogamicin)" in " ".join(outcome.facts["text"])


def test_there_are_enough_of_both():
    assert len(hostile.HOSTILE) >= 40
    assert len(hostile.GOOD) >= 5


def test_every_reason_is_told_at_once():
    body = hostile.leaflet(
        catalogue="/OpenAction << /S /JavaScript /JS (a) >>", page="/Annots [<< /Subtype /Text /Rect [0 0 1 1] >>]"
    )

    outcome = inspect(body, LIMITS)

    assert "JavaScript" in said(outcome)
    assert "(Text)" in said(outcome)


def test_what_to_ask_of_the_agency_is_said_once_for_all_that_is_alike():
    reasons = [Reason("acts", "A script."), Reason("marks", "A stamp."), Reason("acts", "A form.")]

    assert sentences(reasons) == (f"A script. A form. {ASK['acts']}", f"A stamp. {ASK['marks']}")


def test_what_is_read_is_told_of_an_accepted_file():
    facts = inspect(hostile.tagged(), LIMITS).facts

    assert facts["is_tagged"]
    assert facts["language"] == "en-GB"
    assert facts["fonts"] == facts["foreign_fonts"] == ["Helvetica"]
    assert facts["sizes"] == ["210 × 297 mm"]


def test_months_belong_to_the_job_code_beside_them():
    lines = ("PP-INO-GBR-0430 | March 2021", "PP-INO-GBR-0422 | May 2020", "Date of preparation: June 2021")
    body = hostile.leaflet(more={4: hostile.stream(b"BT 0 0 Td ET " + _far_apart(lines))})

    imprints = inspect(body, LIMITS).facts["imprints"]

    assert imprints == {
        "PP-INO-GBR-0430": ["March 2021"],
        "PP-INO-GBR-0422": ["May 2020"],
        "": ["June 2021"],
    }


def _far_apart(lines) -> bytes:
    return b"".join(
        b"BT /F1 12 Tf 60 %d Td (%s) Tj ET " % (700 - 100 * place, line.encode()) for place, line in enumerate(lines)
    )


def test_a_process_that_hangs_is_killed_with_all_that_it_started(program, tmp_path):
    started = tmp_path / "started"
    hangs = program(
        "import os, time\n"
        "if other := os.fork():\n"
        f"    open({str(started)!r}, 'w').write(f'{{os.getpid()}} {{other}}')\n"
        "time.sleep(60)\n"
    )

    outcome = inspect(b"%PDF-", Limits(patience=1.5), program=hangs)

    assert said(outcome) == "The file could not be checked within 1.5 seconds."
    assert [pid for pid in map(int, started.read_text().split()) if _runs(pid)] == []


def _runs(pid: int) -> bool:
    """A process that was killed and that nobody has asked after is a zombie until then."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_that_calculates_for_ever_is_killed(program):
    outcome = inspect(b"%PDF-", Limits(seconds=1), program=program("while True: pass"))

    assert said(outcome) == "The file could not be checked within 1 seconds."


def test_a_file_is_not_refused_because_the_machine_is_busy(program):
    idle = program('import time; time.sleep(2); print(\'{"facts": {"pages": 1}}\')')

    assert inspect(b"%PDF-", Limits(seconds=1), program=idle).facts == {"pages": 1}


@pytest.mark.parametrize(
    ("greedy", "survived"),
    [
        ("held = bytearray(400 * MEGABYTE)", False),
        ("held = bytearray(10 * MEGABYTE)", True),
        ("held = [open('/dev/null') for _ in range(200)]", False),
        ("held = [open('/dev/null') for _ in range(5)]", True),
    ],
)
def test_the_system_itself_keeps_the_process_to_its_limits(program, greedy, survived):
    limits = Limits(memory_bytes=300 * MEGABYTE, answer_bytes=MEGABYTE)

    outcome = inspect(b"%PDF-", limits, program=program(f'{greedy}\nprint(\'{{"facts": {{"pages": 1}}}}\')'))

    assert bool(outcome.facts) is survived
    assert bool(outcome.reasons) is not survived


def test_an_answer_without_end_is_stopped_while_it_is_written(program):
    code = "while True: sys.stdout.write('x' * MEGABYTE)"

    outcome = inspect(b"%PDF-", Limits(answer_bytes=3 * MEGABYTE), program=program(code))

    assert said(outcome) == "The program that reads the file broke off."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broke off (SIGSEGV)"),
        ("raise ValueError", "broke off"),
        ("pass", "without an answer"),
        ("print('{\"facts\": ')", "without an answer"),
        ('print(\'{"facts": {"pages": 1}}\', flush=True); raise ValueError', "broke off"),
    ],
)
def test_an_ending_that_is_not_a_good_one_is_a_refusal(program, code, words):
    outcome = inspect(b"%PDF-", LIMITS, program=program(code))

    assert words in said(outcome)
    assert outcome.facts == {}


def test_what_was_found_before_a_crash_is_told(program):
    code = 'print(\'["acts", "The file holds a script."]\', flush=True); raise ValueError'

    outcome = inspect(b"%PDF-", LIMITS, program=program(code))

    assert said(outcome) == "The file holds a script. The program that reads the file broke off."


def test_reasons_are_bounded(program):
    code = 'for n in range(1000): print(f\'["acts", "Reason {n}."]\')'

    assert len(inspect(b"%PDF-", LIMITS, program=program(code)).reasons) == MOST_REASONS


def test_the_process_knows_nothing_of_the_sites_environment(program, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the-key")
    code = "import os, json; print(json.dumps({'facts': {'environment': dict(os.environ), 'at': os.getcwd()}}))"

    facts = inspect(b"%PDF-", LIMITS, program=program(code)).facts

    assert "SECRET_KEY" in os.environ
    assert "the-key" not in str(facts)
    assert facts["at"] == "/"


def test_limits_are_the_callers():
    assert "larger than 0 MB" in said(inspect(hostile.simplest(), Limits(size_bytes=100)))
    assert "more than 0 pages" in said(inspect(hostile.simplest(), Limits(pages=0)))
