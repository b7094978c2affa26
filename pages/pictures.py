"""Pictures: proved to be pictures before they are kept."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import ImageField
from django.db.models.fields.files import ImageFieldFile
from PIL import Image

from pages import file_ending
from pages.media import NamedByContent

LARGEST_BYTES = 5_000_000
LARGEST_PIXELS = 20_000_000
EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
ENDINGS = {"PNG": ("png",), "JPEG": ("jpg", "jpeg"), "WEBP": ("webp",)}  # as people call them


def check_picture(upload: File) -> None:
    """Refuse what is too large or of a kind that may carry more than a picture (SVG, PDF)."""
    if getattr(upload, "_committed", False):
        return  # it was looked at before it was kept
    if upload.size > LARGEST_BYTES:
        raise ValidationError("The picture is larger than 5 MB. Make it smaller and upload it again.", code="too_large")
    upload.seek(0)
    with Image.open(upload) as picture:
        if picture.format not in EXTENSIONS:
            raise ValidationError("Upload a PNG, JPEG or WebP picture.", code="format")
        file_ending.check(upload, endings=ENDINGS[picture.format], kind=picture.format)
        if picture.width * picture.height > LARGEST_PIXELS:
            raise ValidationError("The picture has more than 20 million pixels. Make it smaller.", code="too_large")
    upload.seek(0)


class PictureFile(NamedByContent, ImageFieldFile):
    def extension(self, content):
        content.seek(0)
        with Image.open(content) as picture:
            return EXTENSIONS[picture.format]


class PictureField(ImageField):
    """An image field that takes pictures only and never stores the same one twice."""

    attr_class = PictureFile
    default_validators = [check_picture]
