"""Who gets the editor of blocks."""

import pytest
from django.urls import reverse

from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory


def form_seen_by(group):
    client = visitor()
    client.force_login(UserFactory(group=group))
    return client.get(reverse("admin:pages_page_change", args=[PageFactory(text="<p>Words.</p>").pk])).content.decode()


@pytest.mark.django_db
def test_editors_get_the_blocks_to_edit():
    form = form_seen_by("Editors")

    assert "&lt;p&gt;Words.&lt;/p&gt;" in form
    assert "admin_editor/blocks.js" in form


@pytest.mark.django_db
def test_who_may_only_look_is_left_to_the_preview():
    form = form_seen_by("Signatories")

    assert "Words." not in form
    assert "content_editor/index.js" not in form
    assert "Preview" in form


def test_lists_load_no_editor(db):
    client = visitor()
    client.force_login(UserFactory(group="Editors"))

    listed = client.get(reverse("admin:pages_page_changelist")).content.decode()

    assert "admin_editor/theme.css" in listed
    assert 'type="module"' not in listed
