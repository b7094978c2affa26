"""What staff do in these replays, step by step through the admin, and what they read there."""

import shutil
from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from compliance.models import Material, Version
from pages import stylesheet
from tests.conftest import Visitor
from tests.factories import (
    PASSWORD,
    PrescribingInformationFactory,
    ProductFactory,
    SignatoryFactory,
    UserFactory,
    certified,
)

TODAY = timezone.localdate()
LONG_AGO = date(2017, 7, 1)
SMPC = "https://www.medicines.org.uk/emc"


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def signed_in(group: str, user=None) -> Visitor:
    """A browser in which somebody of that group is signed in; `user` says who."""
    client = Visitor()
    client.user = user or UserFactory(group=group)
    client.force_login(client.user)
    return client


def besponsa(**of):
    """The site's own medicine, under additional monitoring, launched long ago."""
    return ProductFactory(**{"indication_words": "leukaemia", "launched_on": LONG_AGO} | of)


def mylotarg(**of):
    """Another medicine of the company, not under additional monitoring."""
    names = {"code": "GEM", "brand": "MYLOTARG", "substance": "gemtuzumab ozogamicin"}
    return ProductFactory(**names | {"additional_monitoring": False, "indication_words": "leukaemia"} | of)


def information_of_mylotarg() -> Version:
    """The live prescribing information of the other medicine."""
    names = {"title": "Mylotarg information", "address": "/mylotarg-information/", "medicine_name": "MYLOTARG 5 mg"}
    presentation = "<p>Each vial contains 5 mg gemtuzumab ozogamicin.</p>"
    return certified(PrescribingInformationFactory(product=mylotarg(), presentation=presentation, **names))


def address_of(view: str, thing, model: str = "version") -> str:
    return reverse(f"admin:compliance_{model}_{view}", args=[thing.pk])


def draft_address(view: str, material: Material) -> str:
    kind = material.as_kind()
    return reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{view}", args=[kind.pk])


def freeze(editor: Visitor, material: Material) -> Version:
    """The editor presses Freeze, with the job code that is offered."""
    code = Version.objects.all().next_job_code(actions.job_code_part(material))
    answer = editor.post(draft_address("freeze", material), {"job_code": str(code), "prepared_on": "01/03/2021"})
    assert answer.status_code == 302, answer.context["problems"]
    return material.versions.get(job_code=code)


def submit(editor: Visitor, version: Version) -> str:
    """The editor hands it in; what the screen says."""
    return editor.post(address_of("submit", version), {"remark": ""}, follow=True).text


def approve(reviewer: Visitor, version: Version) -> str:
    return reviewer.post(address_of("approve", version), {"remark": ""}, follow=True).text


def answer_warnings(reviewer: Visitor, version: Version) -> None:
    for finding in version.findings.filter(severity="warning"):
        reviewer.post(address_of("answer", finding, "finding"), {"text": "Looked at; it may stand."})


def certify(signatory: Visitor, version: Version, *, ends_on: date | None = None) -> str:
    """The signatory signs from today on; what the screen says."""
    ends = f"{ends_on:%d/%m/%Y}" if ends_on else ""
    given = {"first_use_on": f"{TODAY:%d/%m/%Y}", "ends_on": ends, "password": PASSWORD}
    return signatory.post(address_of("certify", version), given, follow=True).text


def withdraw(signatory: Visitor, version: Version, reason: str = "Out of date") -> str:
    return signatory.post(address_of("withdraw", version), {"reason": reason}, follow=True).text


def is_stopped(editor: Visitor, version: Version) -> bool:
    """It cannot even be handed in for review, and the screen says so."""
    said = submit(editor, version)
    return "cannot be submitted" in said and version.stage(on=TODAY) == "frozen"


def found(version: Version, severity: str = "error") -> set[str]:
    """The rules with something to say about `version`, as its record shows them to staff."""
    shown = signed_in("Reviewers").get(address_of("change", version)).context["findings"]
    return {finding.rule for finding in shown if finding.severity == severity}


def goes_through(material: Material) -> Version:
    """From Draft to visitors with nothing to correct and nothing to answer on the way."""

    version = freeze(editor := signed_in("Editors"), material)
    assert (found(version), found(version, "warning")) == (set(), set())
    submit(editor, version)
    approve(signed_in("Reviewers"), version)
    certify(signed_in("Signatories", SignatoryFactory().user), version)
    assert version.stage(on=TODAY) == "live"
    return version


def desk(client: Visitor) -> str:
    return client.get("/admin/").text


def run(*command: str) -> tuple[int, str]:
    """A management command as cron runs it: its exit status and what it says."""
    out, status = StringIO(), 0
    try:
        call_command(*command, stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = end.code
    return status, out.getvalue()


def styled(monkeypatch, tmp_path, rule: str) -> None:
    """The site's styles in a copy, with one more rule at their end, as a designer might leave them."""

    copy = shutil.copytree(stylesheet.SOURCES, tmp_path / "css", dirs_exist_ok=True)
    (copy / "components" / "zzz.css").write_text(rule)
    monkeypatch.setattr(stylesheet, "SOURCES", copy)
