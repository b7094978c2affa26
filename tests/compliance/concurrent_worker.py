"""One of several processes that work on the register at once: reads a task a line, answers each with a line.

Started by `concurrency.py`, with a database and an environment of its own: `work()` after `django.setup()`.
"""

import json
import random
import sys
import time
import traceback
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from compliance import actions
from compliance.errors import ComplianceError
from compliance.job_code import JobCode
from compliance.models import Material, Version
from compliance.pdf import make_pdf
from compliance.workflow import Stage
from tests.compliance.concurrent_examination import examine
from tests.factories import (
    PASSWORD,
    PREPARED_ON,
    PageFactory,
    SignatoryFactory,
    UserFactory,
    approved,
    certified,
    frozen,
    interstitial,
    submitted,
)

A_MONTH = timedelta(days=30)
FAST = "django.contrib.auth.hashers.MD5PasswordHasher"
# What brings a Version further: most steps are these, so that several processes try the same one at once.
ONWARD = {
    Stage.FROZEN: ["submit"],
    Stage.IN_REVIEW: ["approve"],
    Stage.APPROVED: ["certify"],
    Stage.LIVE: ["recertify", "withdraw", "withdraw", "freeze"],
}


def work() -> None:
    settings.PASSWORD_HASHERS = [FAST, *settings.PASSWORD_HASHERS]
    make_pdf('<!doctype html><html lang="en-GB"><head><title>x</title></head><body></body></html>')  # it starts slowly
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(TASKS[task.pop("do")](**task)), flush=True)  # noqa: T201 this is the answer


def prepare() -> None:
    """The gate and the staff: numbers 0 to 2 of each kind for these processes, 3 and 4 for the web server to let in."""
    certified(interstitial())
    for n in range(5):
        UserFactory(username=f"editor{n}", group="Editors")
        UserFactory(username=f"reviewer{n}", group="Reviewers")
        SignatoryFactory(user=UserFactory(username=f"signatory{n}", group="Signatories"))
    let_in = User.objects.filter(username__regex="^(editor|reviewer|signatory)[34]$")
    let_in.update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))


def page(*, address: str) -> int:
    """A Material with nothing frozen."""
    return PageFactory(address=address).pk


def version(*, material: int, stage: str) -> int:
    """A new Version of it that stands at `stage`; signed for a month, so that it can be signed again."""
    thing = Material.objects.get(pk=material)
    if stage == Stage.LIVE:
        return certified(thing, ends_on=timezone.localdate() + A_MONTH).pk
    made = {Stage.FROZEN: frozen, Stage.IN_REVIEW: submitted, Stage.APPROVED: approved}
    return made[Stage(stage)](thing).pk


def act(*, step: str, by: str, at: float, of: int, job_code: str = "") -> dict:
    """Take `step` on the Material or Version `of` when the clock that all processes share says `at`."""
    person = User.objects.get(username=by)
    thing = (Material if step == "freeze" else Version).objects.get(pk=of)
    code = JobCode.parse(job_code) if job_code else None
    time.sleep(max(0, at - time.monotonic()))
    return attempt(step, thing, by=person, job_code=code)


def wander(*, material: int, count: int, seed: int) -> list[dict]:
    """`count` steps on the Material as it stands each time, as staff number `seed` would: mostly sensible ones."""
    chance = random.Random(seed)
    thing = Material.objects.get(pk=material)
    outcomes = []
    for _ in range(count):
        newest = thing.versions.with_stage(on=timezone.localdate()).order_by("-number")[:2]
        # With a Version in use, its successor may be under way: either may be worked on.
        version = chance.choices(newest, weights=[3, 1][: len(newest)])[0] if newest else None
        step = chance.choice(ONWARD.get(version and Stage(version.stage_on), ["freeze"]))
        if step == "withdraw" and version.signatures.count() == 1:
            step = "recertify"
        if version and chance.random() < 0.2:
            step = chance.choice([*STEPS])
        who = {"freeze": "editor", "submit": "editor", "approve": "reviewer"}.get(step, "signatory")
        person = User.objects.get(username=f"{who}{seed % 3}")
        outcomes.append(attempt(step, thing if step == "freeze" else version, by=person))
        live = Version.objects.live(on=timezone.localdate()).filter(material=material).count()
        if live > 1:
            outcomes.append({"step": step, "fault": f"{live} Versions are live at once."})
    return outcomes


def attempt(step: str, thing: Material | Version, *, by: User, job_code: JobCode | None = None) -> dict:
    """What became of it: done, refused with a sentence, or a fault."""
    try:
        made = STEPS[step](thing, by, *([job_code] if job_code else []))
    except (ComplianceError, ValidationError) as refusal:
        said = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return {"step": step, "refused": said}
    except Exception:  # whatever it is, no process at work should meet it
        return {"step": step, "fault": traceback.format_exc()}
    return {"step": step, "done": made.pk}


def freeze(material: Material, by: User, job_code: JobCode | None = None) -> Version:
    code = job_code or Version.objects.all().next_job_code(settings.COMPANY_CODE)
    return actions.freeze(material, job_code=code, prepared_on=PREPARED_ON, by=by)


def certify(version: Version, by: User):
    return actions.certify(version, by=by, password=PASSWORD, ends_on=timezone.localdate() + A_MONTH)


def recertify(version: Version, by: User):
    ends_on = version.signatures.order_by("-ends_on").values_list("ends_on", flat=True).first() or timezone.localdate()
    return actions.recertify(version, by=by, password=PASSWORD, ends_on=ends_on + timedelta(days=1))


STEPS = {
    "freeze": freeze,
    "submit": lambda version, by: actions.submit(version, by=by),
    "approve": lambda version, by: actions.approve(version, by=by),
    "certify": certify,
    "recertify": recertify,
    "withdraw": lambda version, by: actions.withdraw(version, by=by, reason="It is the turn of the next."),
}
TASKS = {"prepare": prepare, "page": page, "version": version, "act": act, "wander": wander, "examine": examine}
