"""Working processes that may be killed at any moment, each noting what it was told is done.

`python -m tests.faults.crew` reads Django once and then forks: a line `begin N` on its input begins clerk N and is
answered with its process id. Clerks go on until they are killed; without a database they try again, as people do.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

CLERKS = 3  # two share a page; the third has a leaflet
ADDRESSES = ("/faults/page/", "/faults/page/", "/downloads/faults.pdf")


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    from compliance.pdf import make_pdf

    _passwords_are_checked_fast()
    make_pdf('<!doctype html><html lang="en-GB"><head><title>x</title></head><body></body></html>')  # it starts slowly
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        connections.close_all()  # a fork must not share one
        number = int(line.split()[1])
        pid = os.fork()
        if pid == 0:
            _work(number)
        print(pid, flush=True)


def prepare() -> dict:
    """What the clerks work on, and as whom. Run once, by a process of its own."""
    from tests.factories import LeafletFactory, PageFactory, SignatoryFactory, UserFactory

    _passwords_are_checked_fast()
    for number in range(CLERKS):
        UserFactory(username=f"editor{number}", group="Editors")
        UserFactory(username=f"reviewer{number}", group="Reviewers")
        SignatoryFactory(user=UserFactory(username=f"signatory{number}", group="Signatories"))
    PageFactory(address=ADDRESSES[0])
    LeafletFactory(address=ADDRESSES[2])
    return {}


def _passwords_are_checked_fast() -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def _work(number: int) -> None:
    """Never returns."""
    from django.conf import settings
    from django.db import connection

    from compliance.models import Material

    ledger = os.open(settings.DATA_DIR / "ledger", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    chance = random.Random(os.getpid())
    while True:
        try:
            entry = _step(Material.objects.get(address=ADDRESSES[number]), number, chance)
        except Exception as fault:
            entry = {"fault": f"{type(fault).__name__}: {fault}"[:300]}
            connection.close()
            time.sleep(0.05)
        # What it was told is done counts from here on.
        os.write(ledger, (json.dumps(entry) + "\n").encode())


def _step(material, number: int, chance: random.Random) -> dict:
    from django.contrib.auth.models import User
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from compliance import actions
    from compliance.errors import ComplianceError
    from compliance.workflow import Stage
    from tests.compliance.concurrent_worker import ONWARD, STEPS
    from tests.factories import frozen

    newest = material.versions.with_stage(on=timezone.localdate()).order_by("-number").first()
    step = chance.choice(ONWARD.get(newest and Stage(newest.stage_on), ["freeze"]))
    who = {"freeze": "editor", "submit": "editor", "approve": "reviewer"}.get(step, "signatory")
    by = User.objects.get(username=f"{who}{number}")
    try:
        if step == "approve":
            for finding in newest.findings.blocking():
                actions.answer_finding(finding, by=by, text="As it should be.")
        made = frozen(material, by=by) if step == "freeze" else STEPS[step](newest, by)
    except (ComplianceError, ValidationError) as refusal:
        return {"refused": str(refusal)[:300]}
    return {"step": step, "pk": made.pk, "sha256": getattr(made, "sha256", "")}


def entries(ledger: Path) -> list[dict]:
    """What the clerks noted; the last line of one that was killed may be missing."""
    return [json.loads(line) for line in ledger.read_text().splitlines()]


if __name__ == "__main__":
    main()
