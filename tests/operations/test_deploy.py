"""The units for systemd: systemd itself finds no fault in them, and they name what there is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command, get_commands

UNITS = Path(settings.BASE_DIR, "deploy/systemd")
INSTANCES = ("besponsa@1.service", "besponsa@2.service", "besponsa@1.socket", "besponsa@2.socket")
TASKS = sorted(re.search(r"Unit=besponsa-task@(\w+)", timer.read_text())[1] for timer in UNITS.glob("*.timer"))

pytestmark = pytest.mark.any_database


@pytest.fixture
def installed(tmp_path):
    """The units where they would be, with the programs of this checkout."""
    folder = tmp_path / "systemd"
    shutil.copytree(UNITS, folder)
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace("/srv/besponsa", str(settings.BASE_DIR)))
    for name in (*INSTANCES, "besponsa-metrics@1.service", *(f"besponsa-task@{task}.service" for task in TASKS)):
        (folder / name).symlink_to(re.sub("@[^.]+", "@", name))
    return folder


def analyze(*words, units: Path) -> subprocess.CompletedProcess:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed here")
    environment = {"SYSTEMD_UNIT_PATH": f"{units}:"}
    return subprocess.run([program, *words], check=False, capture_output=True, text=True, env=environment)


def test_systemd_takes_them(installed):
    names = [path.name for path in installed.iterdir() if path.is_file() and "@." not in path.name]

    said = analyze("verify", "--man=no", *(str(installed / name) for name in names), units=installed)

    assert [line for line in said.stderr.splitlines() if "besponsa" in line] == []  # others are not ours to mend


def test_a_fault_in_them_would_be_found(installed):
    unit = installed / "besponsa@.service"
    unit.write_text(unit.read_text().replace("Type=notify", "Type=notfy"))

    assert "notfy" in analyze("verify", "--man=no", str(installed / "besponsa@1.service"), units=installed).stderr


@pytest.mark.parametrize("unit", ["besponsa@1", "besponsa-metrics@1", f"besponsa-task@{TASKS[0]}"])
def test_they_are_shut_in(installed, unit):
    """2.0 of 10: without a network of their own they cannot work."""
    service = str(installed / f"{unit}.service")

    said = analyze("security", "--offline=yes", "--threshold=20", "--no-pager", service, units=installed)

    assert said.returncode == 0, said.stdout[-300:]


def test_no_instance_opens_a_socket_by_which_it_is_controlled():
    """gunicorn makes one in the home of its user, unless it is told not to."""
    commands = re.findall(
        r"^ExecStart=.*gunicorn.*", "\n".join(unit.read_text() for unit in UNITS.glob("*.service")), re.M
    )

    assert len(commands) == 2
    for command in commands:
        assert "--no-control-socket" in command or "besponsa_site/gunicorn.py" in command
    assert "control_socket_disable = True" in Path(settings.BASE_DIR, "besponsa_site/gunicorn.py").read_text()


def test_every_task_is_a_command():
    assert set(TASKS) == {"backup", "clearsessions", "preflight", "send_expiry_digest", "verify_register"}
    assert set(TASKS) <= set(get_commands())
    assert "ARGUMENTS=--all" in (UNITS / "besponsa-task@preflight.service.d/all.conf").read_text()


def test_a_unit_that_failed_is_written_to_those_in_charge(settings):
    settings.ERROR_MAIL_TO = ["operator@example.org"]

    call_command("report_failure", "besponsa-task@verify_register.service")

    (message,) = mail.outbox
    assert message.to == ["operator@example.org"]
    assert "besponsa-task@verify_register.service failed" in message.subject
    assert "journalctl -u besponsa-task@verify_register.service" in message.body
