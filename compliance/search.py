"""From whatever somebody has in hand to the record it belongs to: a code on paper, an address in a letter."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from compliance.job_code import JobCode
from compliance.models import FormerAddress, Material, Version


@dataclass(frozen=True)
class Found:
    """What a search led to: one Version, one Material, several Versions, or nothing."""

    version: Version | None = None
    material: Material | None = None
    versions: tuple[Version, ...] = ()


def find(text: str) -> Found:
    """The record of a job code as printed, in any case or spacing, or of any address ever served.

    An address may come with or without host, query, capitals and the slash at its end. Of a Material the live Version
    is meant, else the latest that was signed; a picture leads to the Versions that show it.
    """
    code = JobCode.found_in(text)
    if code is not None and (version := Version.objects.filter(job_code=code).first()):
        return Found(version=version)
    try:
        path = _path(text)
    except ValueError:  # half an address
        path = None
    if path is None:
        return Found()
    for address in dict.fromkeys((path, path.lower(), path.rstrip("/"), f"{path.rstrip('/').lower()}/")):
        if material := _material_at(address):
            return _of_material(material)
        if versions := tuple(Version.objects.filter(links_to__address=address).defer("content")[:200]):
            return Found(version=versions[0]) if len(versions) == 1 else Found(versions=versions)
    return Found()


def _path(text: str) -> str | None:
    """The path of an address as typed or copied; None if `text` is none."""
    text = text.strip()
    if re.match(r"https?://", text, re.IGNORECASE):
        return unquote(urlsplit(text).path) or "/"
    if "/" not in text or " " in text:
        return None
    host, slash, rest = text.partition("/")
    path = text if text.startswith("/") or "." not in host else slash + rest
    return unquote(urlsplit(path if path.startswith("/") else f"/{path}").path)


def _material_at(address: str) -> Material | None:
    material = Material.objects.filter(address=address).first()
    if material is None:
        former = FormerAddress.objects.filter(address=address).select_related("material").first()
        material = former and former.material
    return material


def _of_material(material: Material) -> Found:
    versions = material.versions.defer("content")
    live = versions.live(on=timezone.localdate()).first()
    latest = live or versions.certified().order_by("-number").first() or versions.order_by("-number").first()
    return Found(version=latest, material=material)
