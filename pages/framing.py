"""The frame around a page's signed body: head, navigation, footer. Its menu is made of live pages; it carries no
content of its own."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.safestring import mark_safe

from compliance.freezing import Frozen
from compliance.job_code import JobCode
from compliance.models import Audience, Material, Rendition
from compliance.standing import Standing
from pages import stylesheet
from pages.body import body_links, render_body
from pages.contents import part_names, source_keys
from pages.menu import Entry, in_frame, label_of, live_menu

SEARCH = "/search/"


@dataclass(frozen=True)
class Frame:
    """What the frame around a page shows besides the page: the menu, and a way back for who came from nearby."""

    menu: list[Entry] = field(default_factory=list)
    back: Entry | None = None


def frame_of(material: Material, *, came_from: str = "", as_of: Standing | None = None) -> Frame:
    """The frame of `material` today; `came_from` is where on this site they were.

    `as_of` is the register's standing, if it was read already.
    """
    menu = live_menu(as_of=as_of) if material.audience == Audience.HCP else []
    return Frame(menu, _way_back(material, came_from, menu))


def _way_back(material: Material, came_from: str, menu: list[Entry]) -> Entry | None:
    """Back to the search results, and from prescribing information to the page that led there."""
    path = came_from.partition("?")[0]
    if path == SEARCH:
        return Entry("search results", came_from)
    if material.kind == "prescribinginformation" and path != material.address and label_of(menu, path):
        return Entry(label_of(menu, path), path)
    return None


def framed(material: Material, body: bytes, *, title: str, frame: Frame, draft: bool = False) -> bytes:
    """The whole HTML document for `body`."""
    context = {
        "title": title,
        "audience": material.audience,
        "address": settings.SITE_ADDRESS + material.address,
        "body": mark_safe(body.decode()),  # our own templates made it, from sanitised text
        "draft": draft,
        "back": frame.back,
    }
    return render_to_string("pages/document.html", context | in_frame(frame.menu, material.address)).encode()


class FramedMaterial:
    """The part of a Material that is frozen to a body and shown in the frame. It brings `content()` along."""

    body_template: ClassVar[str]

    def clean(self):
        super().clean()
        if self.address.startswith("/") and resolve(self.address).url_name != "page":
            raise ValidationError({"address": "The site itself answers at this address. Choose another."})

    def render(self, *, job_code: JobCode | None, prepared_on: date) -> Frozen:
        """As the register asks for it; a pure function of the content."""
        content = self.content(job_code=job_code, prepared_on=prepared_on)
        body = render_body(self.body_template, content)
        return Frozen(
            content=content,
            form=Rendition.Form.BODY,
            media_type="text/html; charset=utf-8",
            body=body,
            links=body_links(body),
            cites=source_keys(content),
            frame_sha256=self.frame_sha256(title=self.title),
        )

    def stylesheet(self) -> str:
        return stylesheet.text()

    def frame_sha256(self, *, title: str) -> str:
        """Of the frame without its menu, which changes with what is live."""
        return sha256(framed(self, b"", title=title, frame=Frame())).hexdigest()

    def parts(self, content: dict) -> dict[str, str]:
        return super().parts(content) | part_names(content)

    def document(self, body: bytes, *, title: str, draft: bool = False) -> bytes:
        return framed(self, body, title=title, frame=frame_of(self), draft=draft)
