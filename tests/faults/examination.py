"""What must hold of the register after any fault; run by a process of the site."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path


def examine(*, ledger: str, addresses: list[str]) -> dict:
    """What is wrong, a sentence each; and how often each step was acknowledged. Others may be at work meanwhile."""
    from django.db import connection, transaction

    from compliance.models import Material
    from tests.compliance.concurrent_examination import examine as examine_history
    from tests.faults.crew import entries

    noted = entries(Path(ledger))  # first: what is in it must be there
    with transaction.atomic():  # the rows of one moment; SQLite's transactions begin with the write lock
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        faults = [*_missing(noted), *half_done()]
        for material in Material.objects.filter(address__in=addresses):
            faults += examine_history(material=material.pk)["faults"]
    return {
        "faults": faults,
        "acknowledged": Counter(entry["step"] for entry in noted if "step" in entry),
        "refused": Counter(re.sub(r"\d+", "N", entry["refused"]) for entry in noted if "refused" in entry),
        "met": Counter(entry["fault"].partition(":")[0] for entry in noted if "fault" in entry),
    }


def _missing(noted: list[dict]):
    """What somebody was told is done, and is not there, or not as it was."""
    from compliance.models import Review, Signature, Submission, Version, Withdrawal

    made_by = {
        "freeze": Version,
        "submit": Submission,
        "approve": Review,
        "certify": Signature,
        "recertify": Signature,
        "withdraw": Withdrawal,
    }
    there = {model: set(model.objects.values_list("pk", flat=True)) for model in set(made_by.values())}
    signed = {
        signature.pk: (signature.sha256, sha256(signature.rendition.body).hexdigest())
        for signature in Signature.objects.select_related("rendition")
    }
    for entry in noted:
        if "step" not in entry:
            continue
        step, pk = entry["step"], entry["pk"]
        if pk not in there[made_by[step]]:
            yield f"{step} {pk} was acknowledged and is lost."
        elif entry["sha256"] and signed[pk] != (entry["sha256"],) * 2:
            yield f"The bytes that were signed as {entry['sha256']} are not those kept."


def half_done():
    """Versions without their bytes, Renditions of other lengths, two live at once."""
    from django.db.models import Count
    from django.utils import timezone

    from compliance.models import Rendition, Version

    for version in Version.objects.exclude(renditions__form__in=["body", "pdf"]):
        yield f"{version} has no bytes."
    for rendition in Rendition.objects.all().iterator():
        if len(rendition.body) != rendition.size_bytes or sha256(rendition.body).hexdigest() != rendition.sha256:
            yield f"{rendition} is not whole."
    live = Version.objects.live(on=timezone.localdate()).order_by().values("material").annotate(n=Count("pk"))
    for row in live.filter(n__gt=1):
        yield f"Material {row['material']} has {row['n']} live Versions."
