"""A rolling update: an older state of the code and the present one serve one PostgreSQL, migrated to the present.

`python -m tests.faults.two_codes COMMIT` tries another one. Without git's history there is nothing to try.
"""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.faults.outcome import Outcome, end
from tests.faults.place import Place
from tests.faults.visitors import PAGE, professional, readers
from tools.servers import ROOT
from tools.web_servers import Gunicorn

OLDER = "4d2b95e"  # before agencies' files, counting and staff's second factors: downloads 0003, compliance 0006, staff
ADDRESS = "/faults/two-codes/"
BY_OLD = "/faults/by-old/"
SIGN_ON_OLD = f"""
import django; django.setup()
from tests.factories import PageFactory, UserFactory, certified
UserFactory.reset_sequence(1000)  # beyond those of other processes
print(certified(PageFactory(address={BY_OLD!r})))
"""


class OldGunicorn(Gunicorn):
    """An instance of the other code, on the same folder of data."""

    code = ROOT

    def surroundings(self) -> dict:
        return super().surroundings() | {"cwd": self.code}

    @property
    def log(self) -> Path:
        return self.folder.with_name("old.log")


def sign() -> dict:
    from tests.factories import PageFactory, certified

    return {"version": certified(PageFactory(address=ADDRESS)).pk}


def withdraw(*, address: str) -> dict:
    from compliance import actions
    from compliance.models import Signatory, Version

    version = Version.objects.filter(material__address=address).latest("pk")
    actions.withdraw(version, by=Signatory.objects.latest("pk").user, reason="It is the turn of the next.")
    return {}


def take_out(commit: str, folder: Path) -> bool:
    """The code of `commit` in `folder`; False where git does not know it."""
    asked = ["git", "archive", commit]
    done = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True)
    if done.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return True


def old_run(at: Place, code: Path, *words: str) -> None:
    where = {"cwd": code, "env": at.environment}
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True, **where)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def both(commit: str, folder: Path, code: Path) -> Outcome:
    outcome = Outcome(f"{commit} and the present code on one database, postgresql")
    site = folder / "site"
    site.mkdir(mode=0o711)
    at = Place(site, database="postgresql")
    at.postgres.make()
    old = OldGunicorn(site, environment=at.environment, workers=2)
    old.code = code
    new = at.gunicorn()
    try:
        old_run(at, code, "manage.py", "collectstatic", "--noinput", "-v0")
        old_run(at, code, "manage.py", "set_up")
        old.begin()
        old.wait(path="/healthz")
        with readers(old.address, PAGE, number=1) as through:  # also while it is migrated
            migrated = at.run("manage.py", "migrate", "-v0")
            outcome.promise(migrated.returncode == 0, migrated.stderr)
            new.start()
            with readers(new.address, PAGE, number=1) as seen_new:
                _work(at, code, old.address, new.address, outcome)
        outcome.see("readers at the old code, migration included", through)
        outcome.see("readers at the new code", seen_new)
        outcome.promise(set(through.statuses) == set(seen_new.statuses) == {200}, "Not every reader got the page.")
        outcome.promise("Traceback" not in old.log.read_text(), f"The old code met: {old.log.read_text()[-1500:]}")
        verdict = at.verify()
        outcome.see("verify_register", verdict or "passes")
        outcome.promise(not verdict, verdict)
    finally:
        for server in (old, new):
            if server.process:
                server.kill()
        at.postgres.stop()
    return outcome.over()


def _work(at: Place, code: Path, old: str, new: str, outcome: Outcome) -> None:
    """Sign and withdraw on either; one visitor goes to and fro, as nginx sends them."""
    visitor = professional(old)

    def statuses(address: str) -> list[int]:
        asked = [instance + address for instance in (old, new) * 4]
        return [visitor.get(url, allow_redirects=False, timeout=30).status_code for url in asked]

    def see(what: str, address: str, wanted: int) -> None:
        found = statuses(address)
        outcome.see(f"{what}: old and new answer", sorted(set(found)))
        outcome.promise(set(found) == {wanted}, f"{what}: {found}")

    see("before", PAGE, 200)
    at.ask("two_codes:sign")
    see("signed on new", ADDRESS, 200)
    at.ask("two_codes:withdraw", address=ADDRESS)
    see("withdrawn on new", ADDRESS, 410)
    old_run(at, code, "-c", SIGN_ON_OLD)
    see("signed on old", BY_OLD, 200)
    at.ask("two_codes:withdraw", address=BY_OLD)
    see("signed on old, withdrawn on new", BY_OLD, 410)


def main(commit: str) -> None:
    with tempfile.TemporaryDirectory(prefix="besponsa-two.") as made:
        folder = Path(made)
        folder.chmod(0o711)  # PostgreSQL runs as another user
        code = folder / "code"
        code.mkdir()
        if not take_out(commit, code):
            print(f"\ntwo codes on one database: not tried. git's history with {commit} is not here.")
            return
        end(both(commit, folder, code))


if __name__ == "__main__":
    os.umask(0o022)
    main(sys.argv[1] if len(sys.argv) > 1 else OLDER)
