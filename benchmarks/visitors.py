"""What the benchmarks of a visitor's path need in the database of a site with the demonstration."""

from io import BytesIO

PASSWORD = "benchmark"  # noqa: S105 of people who exist for one run


def declaration() -> str:
    """The cookie of a professional who said Yes to the gate's live text; made anew each time."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from compliance.models import Version
    from gating.declaration import KEY

    text = Version.objects.live(on=timezone.localdate()).get(material__kind="interstitial")
    session = SessionStore()
    session[KEY] = {"at": timezone.now().isoformat(), "version": text.pk}
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def leaflet_of(size_bytes: int) -> str:
    """The address of a live leaflet of about that size: the Pharmacy Guide with a noisy picture."""
    from django.utils import timezone

    from compliance.models import Version
    from downloads.models import Leaflet

    guide = Leaflet.objects.get(address="/downloads/besponsa-pharmacy-guide.pdf")
    live = Version.objects.live(on=timezone.localdate()).get(material=guide)
    missing = size_bytes - live.rendition.size_bytes
    if missing > size_bytes / 20:
        _add_noise(guide, missing)
        _certify(guide)
    return guide.address


def _add_noise(guide, size_bytes: int) -> None:
    """A picture that does not compress."""
    import random

    from django.core.files.base import ContentFile
    from PIL import Image

    from pages.blocks import FigureBlock

    side = int((size_bytes / 3) ** 0.5)
    picture, file = Image.frombytes("RGB", (side, side), random.Random(1).randbytes(3 * side * side)), BytesIO()  # noqa: S311
    picture.save(file, "PNG")
    block = FigureBlock(parent=guide, region="main", ordering=9999, alt="Noise", source="<p>Own illustration</p>")
    block.picture.save("noise.png", ContentFile(file.getvalue()))
    block.save()


def _certify(guide) -> None:
    """By people of its own, since it is known of nobody's password."""
    from datetime import date

    from django.contrib.auth.models import Group, User

    from compliance import actions
    from compliance.models import Signatory, Version

    people = {}
    for group in ("Editors", "Reviewers", "Signatories"):
        person = User.objects.create_user(f"benchmark-{group.lower()}", password=PASSWORD, is_staff=True)
        person.groups.add(Group.objects.get(name=group))
        people[group] = person
    day = date(2020, 1, 1)
    Signatory.objects.create(
        user=people["Signatories"],
        profession=Signatory.Profession.PHARMACIST,
        registration_number="0000000",
        notified_mhra_on=day,
        notified_pmcpa_on=day,
        begins_on=day,
    )
    code = Version.objects.all().next_job_code("INO")
    version = actions.freeze(guide, job_code=code, prepared_on=date(2026, 11, 1), by=people["Editors"])
    actions.submit(version, by=people["Editors"])
    for finding in version.findings.all():
        actions.answer_finding(finding, by=people["Reviewers"], text="A benchmark.")
    actions.approve(version, by=people["Reviewers"])
    actions.certify(version, by=people["Signatories"], password=PASSWORD)
