"""The frame around a page's signed body: head, navigation, footer. It carries no content of its own."""

from datetime import date
from hashlib import sha256
from typing import ClassVar

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from compliance.freezing import Frozen
from compliance.job_code import JobCode
from compliance.models import Material, Rendition
from pages import stylesheet
from pages.body import body_links, render_body
from pages.contents import part_names, source_keys


def document(material: Material, body: bytes, *, title: str, draft: bool = False) -> bytes:
    """The whole HTML document for `body`."""
    return render_to_string(
        "pages/document.html",
        {
            "title": title,
            "audience": material.audience,
            "current": material.address,
            "draft": draft,
            "body": mark_safe(body.decode()),  # our own templates made it, from sanitised text
        },
    ).encode()


class FramedMaterial:
    """The part of a Material that is frozen to a body and shown in the frame. It brings `content()` along."""

    body_template: ClassVar[str]

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
        return sha256(document(self, b"", title=title)).hexdigest()

    def parts(self, content: dict) -> dict[str, str]:
        return super().parts(content) | part_names(content)

    def document(self, body: bytes, *, title: str, draft: bool = False) -> bytes:
        return document(self, body, title=title, draft=draft)
