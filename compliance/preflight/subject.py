"""One frozen form, as the rules are handed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from compliance.freezing import Frozen
from compliance.job_code import JobCode
from compliance.preflight.reading.document import Document
from compliance.preflight.reading.html import read_html

if TYPE_CHECKING:
    from compliance.models import Material, Version
    from compliance.preflight.reading.pdf import Paper


@dataclass(frozen=True)
class Subject:
    """Its bytes (`body` is HTML in UTF-8, or a PDF) and the particulars it was frozen with.

    `product` is the code of its Product, "" for corporate material. `job_code` is None for a Draft. `css` is what
    visitors see the body under.
    """

    title: str
    job_code: JobCode | None
    prepared_on: date
    form: str
    body: bytes
    content: dict
    kind: str = "page"
    audience: str = "hcp"
    product: str = ""
    address: str = "/"
    css: str = ""

    @classmethod
    def of_draft(cls, draft: Material, frozen: Frozen, *, job_code: JobCode | None, prepared_on: date) -> Subject:
        """What `draft`, as its child class, was rendered to."""
        return cls._of(
            draft,
            title=draft.title,
            job_code=job_code,
            prepared_on=prepared_on,
            form=frozen.form,
            body=frozen.body,
            content=frozen.content,
        )

    @classmethod
    def of_version(cls, version: Version) -> Subject:
        """The stored bytes of `version`."""
        kept = version.rendition
        return cls._of(
            version.material.as_kind(),
            title=version.title,
            job_code=version.job_code,
            prepared_on=version.prepared_on,
            form=kept.form,
            body=bytes(kept.body),
            content=version.content,
        )

    @classmethod
    def _of(cls, material: Material, **of) -> Subject:
        return cls(
            **of,
            kind=material.kind,
            audience=material.audience,
            product=material.product.code if material.product else "",
            address=material.address,
            css=material.stylesheet(),
        )

    @cached_property
    def document(self) -> Document:
        """It as read; this is what takes the time."""
        if self.form == "pdf":
            from compliance.preflight.reading.pdf import read_pdf

            return read_pdf(self.body)
        return read_html(self.body, css=self.css)

    @cached_property
    def paper(self) -> Paper:
        """A PDF with what the rules for PDFs ask beyond its Document."""
        from compliance.preflight.reading.pdf import read_paper

        return read_paper(self.body)

    @property
    def is_promotional(self) -> bool:
        """For professionals and about a medicine; not the gate, nor prescribing information itself."""
        return bool(self.product) and self.audience == "hcp" and not self.is_prescribing_information

    @property
    def is_prescribing_information(self) -> bool:
        return self.kind == "prescribinginformation"

    @property
    def is_gate(self) -> bool:
        return self.kind == "interstitial"
