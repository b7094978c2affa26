"""Whether rows still say what the Events tell of them.

Whoever replaces bytes can make all hashes beside them fit, and whoever takes a Withdrawal away brings a page back. The
chain of Events still has the truth.
"""

from collections import defaultdict
from collections.abc import Iterator

from compliance.job_code import JobCode
from compliance.models import Event, Rendition, Signature, Withdrawal

WHAT_EVENTS_TELL = {
    "frozen form": (Event.Kind.FROZEN,),
    "Signature": (Event.Kind.CERTIFIED, Event.Kind.RECERTIFIED),
    "Withdrawal": (Event.Kind.WITHDRAWN,),
}
ALSO_TOLD = (  # by early ones not all
    *("job_code", "title", "prepared_on", "sha256"),
    *("name", "profession", "registration_number", "certificate_sha256", "first_use_on", "ends_on"),
    "reason",
)
Facts = tuple[int, str, dict]  # of which Version, of what, and what is said of it


def faults(versions: list[tuple[int, JobCode]]) -> Iterator[str]:
    """A sentence for each row that is gone or otherwise; `versions` are keys in a row, with job codes.

    A row without an Event is verification's to tell.
    """
    within = {"version__gte": versions[0][0], "version__lte": versions[-1][0]}
    told, kept = _by_version(_told(within)), _by_version(_kept(within))
    for pk, code in versions:
        for what in WHAT_EVENTS_TELL:
            events, rows = told[pk, what], kept[pk, what]
            if len(rows) < len(events):
                yield f"{code}: its {what} is gone."
            elif any(not event.items() <= row.items() for event, row in zip(events, rows, strict=False)):
                yield f"{code}: its {what} is not as its Event tells it."


def _told(within: dict) -> Iterator[Facts]:
    events = Event.objects.filter(**within).order_by("pk").values_list("version", "kind", "by", "detail")
    for version, kind, by, detail in events:
        for what, kinds in WHAT_EVENTS_TELL.items():
            if kind in kinds:
                facts = {name: detail[name] for name in ALSO_TOLD if name in detail}
                yield version, what, facts if what == "frozen form" else facts | {"by": by}


def _kept(within: dict) -> Iterator[Facts]:
    frozen = Rendition.objects.filter(**within).exclude(form=Rendition.Form.CERTIFICATE).order_by("pk")
    of_version = ("version__job_code", "version__title", "version__prepared_on")
    for version, code, title, day, digest in frozen.values_list("version", *of_version, "sha256"):
        facts = {"job_code": str(code), "title": title, "prepared_on": day.isoformat(), "sha256": digest}
        yield version, "frozen form", facts
    signatures = Signature.objects.filter(**within).order_by("pk")
    for signature in signatures.select_related("certificate").defer("certificate__body"):
        yield (
            signature.version_id,
            "Signature",
            {
                "by": signature.signatory_id,
                "name": signature.name,
                "profession": signature.profession,
                "registration_number": signature.registration_number,
                "sha256": signature.sha256,
                "certificate_sha256": signature.certificate and signature.certificate.sha256,
                "first_use_on": signature.first_use_on.isoformat(),
                "ends_on": signature.ends_on.isoformat(),
            },
        )
    for version, by, reason in Withdrawal.objects.filter(**within).values_list("version", "by", "reason"):
        yield version, "Withdrawal", {"by": by, "reason": reason}


def _by_version(facts: Iterator[Facts]) -> dict[tuple[int, str], list[dict]]:
    sorted_out = defaultdict(list)
    for version, what, said in facts:
        sorted_out[version, what].append(said)
    return sorted_out
