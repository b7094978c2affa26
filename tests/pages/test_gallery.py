"""The gallery shows every component, to staff alone."""

from pathlib import Path

import pytest
from django.conf import settings

from pages import gallery
from tests.conftest import visitor
from tests.factories import UserFactory

pytestmark = pytest.mark.any_database

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_component_and_block_is_in_it():
    shown = {specimen.template for specimen in [*gallery.blocks(), *gallery.components()]}

    there = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("components/*.html")}
    there |= {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("pages/blocks/*.html")}
    assert shown == there


def test_every_token_is_in_it():
    css = (Path(settings.BASE_DIR) / "static" / "gallery" / "gallery.css").read_text()
    names = [name for names in gallery.tokens().values() for name in names]

    assert {"ink", "size-h1", "space-4"} < set(names)
    assert [name for name in names if f".token--{name} {{" not in css] == []


def test_each_specimen_shows_something():
    for specimen in [*gallery.blocks(), *gallery.components()]:
        assert "<" in specimen.html, specimen


@pytest.mark.django_db
def test_staff_see_it_and_others_are_asked_to_sign_in():
    staff = visitor()
    staff.force_login(UserFactory())

    shown = staff.get("/admin/gallery/").text
    assert "components/brand.html" in shown
    assert "--space-4" in shown
    assert visitor().get("/admin/gallery/").status_code == 302


@pytest.mark.django_db
def test_a_professional_who_is_no_staff_does_not_see_it(professional):
    assert professional.get("/admin/gallery/").status_code == 302
