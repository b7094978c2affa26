"""Uploaded pictures: proved to be pictures, and stored by their content."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from PIL import Image

from pages import pictures
from pages.blocks import FigureBlock
from tests.factories import PageFactory


def png(size=(4, 3), kind="PNG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


def figure(body: bytes, name="bag.png") -> FigureBlock:
    return FigureBlock(
        parent=PageFactory(),
        region="main",
        picture=SimpleUploadedFile(name, body),
        alt="An infusion bag",
        source="<p>Own illustration</p>",
    )


@pytest.mark.parametrize(("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_its_name_is_the_hash_of_its_bytes_and_its_true_kind(db, kind, extension):
    block = figure(png(kind=kind), name=f"Anything.{extension.upper()}")

    block.full_clean()
    block.save()

    name, _, ending = block.picture.name.partition(".")
    assert len(name) == 64
    assert ending == extension
    assert (block.width, block.height) == (4, 3)


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "bag.jpg"), ("JPEG", "bag.png"), ("WEBP", "bag.jpeg"), ("PNG", "bag")]
)
def test_one_that_is_called_what_it_is_not_is_refused(db, kind, name):
    with pytest.raises(ValidationError, match=f"“{name}” is a file of the kind {kind}, and its name does not end in"):
        figure(png(kind=kind), name=name).full_clean()


def test_both_endings_of_jpeg_are_known(db):
    figure(png(kind="JPEG"), name="bag.jpeg").full_clean()


def test_the_same_picture_is_stored_once(db):
    first, second = figure(png()), figure(png(), name="copy.png")
    first.save()
    second.save()

    assert first.picture.name == second.picture.name
    assert second.picture.storage.listdir("")[1] == [first.picture.name]


def test_half_a_picture_that_a_full_disk_left_gives_way_to_the_whole_one(db):
    block = figure(png())
    block.save()
    Path(block.picture.path).write_bytes(png()[:40])

    again = figure(png())
    again.save()

    assert again.picture.name == block.picture.name
    assert Path(block.picture.path).read_bytes() == png()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not a picture",
        png()[:40],
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a<script>alert(1)</script>",
        png(kind="GIF"),
        png(kind="BMP"),
    ],
    ids=["empty", "text", "cut off", "svg", "gif with script", "gif", "bmp"],
)
def test_what_is_no_picture_of_the_kinds_we_take_is_refused(db, body):
    form = modelform_factory(FigureBlock, fields=["picture", "alt", "source"])(
        {"alt": "An infusion bag", "source": "<p>Own illustration</p>"},
        {"picture": SimpleUploadedFile("bag.png", body)},
    )

    assert form.errors["picture"][0].startswith(("Upload a", "The submitted file is empty"))
    assert form["alt"].value() == "An infusion bag"  # what was typed is still there


def test_too_many_pixels_are_refused(db, monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_PIXELS", 10)

    with pytest.raises(ValidationError, match="million pixels"):
        figure(png()).full_clean()


def test_too_many_bytes_are_refused(db, monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_BYTES", 10)

    with pytest.raises(ValidationError, match="5 MB"):
        figure(png()).full_clean()
