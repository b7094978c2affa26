"""A file is called what it is. Its name is not kept, but who opens it before it comes here goes by that."""

from django.core.exceptions import ValidationError
from django.core.files.base import File


def check(upload: File, *, endings: tuple[str, ...], kind: str) -> None:
    """Refuse `upload` unless its name ends in one of `endings`, as files of its `kind` do."""
    if not (upload.name or "").lower().endswith(tuple(f".{ending}" for ending in endings)):
        raise ValidationError(said(upload.name, endings=endings, kind=kind), code="ending")


def said(name: str | None, *, endings: tuple[str, ...], kind: str) -> str:
    wanted = " or ".join(f".{ending}" for ending in endings)
    is_not = f"“{name}” is a file of the kind {kind}, and its name does not end in {wanted}."
    return f"{is_not} If it is the right one, rename it."
