"""Links: none broken, none to what is not served, and none that leaves without saying so."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from compliance.preflight.clauses import GOOD_PRACTICE, HIGH_STANDARDS, LEAVING
from compliance.preflight.register import Register
from compliance.preflight.rule import BODY, ERROR, WARNING, Found, rule
from compliance.preflight.subject import Subject

HARMLESS = ("https://", "mailto:", "tel:", "/", "#")
FILES = ("/media/", "/static/")  # checked when they are kept


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


@rule(
    "LNK001",
    ERROR,
    "Every link into this site leads to something that is, or can become, live.",
    clauses=HIGH_STANDARDS,
    hint="Correct the address, or remove the link. What was withdrawn or has ended is not served again.",
    forms=(BODY,),
)
def links_are_not_broken(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        path = _path(link.address)
        if not path.startswith("/") or path.startswith(FILES) or path == subject.address:
            continue
        target = register.targets.get(path)
        if target is None and path != "/":  # the trail begins at home, which every site gets
            yield Found(f"“{link.text}” leads to {path}, where there is nothing.", link.anchor)
        elif target and target.was_shown and not target.is_live and not target.moved_to:
            yield Found(f"“{link.text}” leads to {path}, which is withdrawn or has ended.", link.anchor)


@rule(
    "LNK002",
    WARNING,
    "What a link leads to is live before the page with the link is.",
    clauses=GOOD_PRACTICE,
    hint="Certify what it leads to first, or on the same day; say so here.",
    forms=(BODY,),
)
def targets_are_live(subject: Subject, register: Register) -> Iterator[Found]:
    for path, link in {_path(link.address): link for link in subject.document.links}.items():
        target = register.targets.get(path)
        if target and path != subject.address and not target.is_live and not target.was_shown:
            yield Found(
                f"“{link.text}” leads to {path} (“{target.title}”), which no visitor can open yet.", link.anchor
            )


@rule(
    "LNK003",
    WARNING,
    "Links lead to where things are now, not to where they were.",
    clauses=GOOD_PRACTICE,
    hint="Save the Draft with the new address: the old one still works, by a detour.",
    forms=(BODY,),
)
def targets_have_not_moved(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        target = register.targets.get(_path(link.address))
        if target and target.moved_to:
            yield Found(f"“{link.text}” leads to {link.address}, which has moved to {target.moved_to}.", link.anchor)


@rule(
    "LNK004",
    ERROR,
    "A link within the page has its place on the page.",
    clauses=HIGH_STANDARDS,
    hint="Remove the link, or link to a part that is there.",
    forms=(BODY,),
)
def places_exist(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        if link.address.startswith("#") and link.address[1:] not in subject.document.targets:
            yield Found(f"“{link.text}” leads to {link.address}, which is not on the page.", link.anchor)


@rule(
    "LNK005",
    ERROR,
    "A link that leaves the site says where it goes.",
    clauses=LEAVING,
    hint="Name the site in the text of the link or beside it: “at nice.org.uk”.",
    forms=(BODY,),
)
def leaving_is_announced(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        host = urlsplit(link.address).hostname if link.address.startswith("https://") else None
        if not host:
            continue
        name = host.removeprefix("www.")
        is_doi = host == "doi.org" and re.search(r"\b10\.\d{4,9}/", link.text)
        is_said = name in link.text.lower() or name in link.around.lower() or "leaves this site" in link.around.lower()
        if not is_doi and not is_said and not _said_beside(subject, link, name):
            yield Found(f"“{link.text}” leaves for {host} without saying so.", link.anchor)


def _said_beside(subject: Subject, link, host: str) -> bool:
    """In the same card."""
    around = " ".join(passage.text.lower() for passage in subject.document.block(link.anchor)) if link.anchor else ""
    return f"leaves this site: opens {host}" in around or f"leaves this site: opens www.{host}" in around


@rule(
    "LNK006",
    ERROR,
    "Links are encrypted (https), or open the mail, the telephone or a page of this site.",
    clauses=HIGH_STANDARDS,
    hint="Write the address with https://. Nothing else is safe to follow from a ward.",
)
def schemes_are_safe(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        if not link.address.startswith(HARMLESS) or link.address.startswith("//"):
            yield Found(f"“{link.text}” leads to “{link.address}”.", link.anchor)


@rule(
    "LNK007",
    ERROR,
    "No notice that visitors leave the company's site stands before a site of the company.",
    clauses=LEAVING,
    hint="Do not speak of a third party there (PMCPA AUTH/3385/9/20).",
    forms=(BODY,),
)
def own_sites_are_not_third_parties(subject: Subject, register: Register) -> Iterator[Found]:
    for link in subject.document.links:
        host = urlsplit(link.address).hostname or "" if link.address.startswith("https://") else ""
        is_own = host and any(host == own or host.endswith(f".{own}") for own in register.company_hosts)
        if is_own and re.search(r"third[- ]party|not (?:run|controlled|owned) by", link.around, re.IGNORECASE):
            yield Found(
                f"“{link.text}” leads to {host}, a site of the company, and calls it a third party's.", link.anchor
            )
