"""The admin's Content-Security-Policy: what its editor needs and nothing more. Visitors' stays as it is."""

import re

import pytest
from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from pages.editor_csp import EditorCspMiddleware, block_editor_style_hash
from tests.conftest import visitor
from tests.factories import PageFactory, UserFactory


@pytest.fixture
def change_form(db):
    client = visitor()
    client.force_login(UserFactory(is_superuser=True))
    return client.get(reverse("admin:pages_page_change", args=[PageFactory().pk]))


def policy(response):
    header = response["Content-Security-Policy"]
    return {name: sources for name, *sources in (directive.split() for directive in header.split(";"))}


def test_the_import_map_carries_the_nonce_of_the_policy(change_form):
    nonce = re.search(r'<script type="importmap" nonce="([^"]+)">', change_form.content.decode())[1]

    assert f"'nonce-{nonce}'" in policy(change_form)["script-src"]
    assert f"'nonce-{nonce}'" in policy(change_form)["style-src"]


def test_the_block_editors_style_is_let_in_by_its_hash(change_form):
    assert any(source.startswith("'sha256-") for source in policy(change_form)["style-src"])


def test_nothing_unsafe_and_nobody_else_is_let_in(change_form):
    sources = {source for directive in policy(change_form).values() for source in directive}

    assert not any(source.startswith("'unsafe") for source in sources)
    assert all(source in ("'self'", "'none'") or re.match(r"'(nonce|sha256)-", source) for source in sources)


def test_the_hash_depends_on_the_regions_and_texts_of_the_page():
    context = {"regions": [{"key": "main"}], "messages": {"forDeletion": "marked for deletion"}}

    other_regions = context | {"regions": [{"key": "main"}, {"key": "aside"}]}
    other_texts = context | {"messages": {"forDeletion": "to be deleted"}}

    assert len({block_editor_style_hash(each) for each in (context, other_regions, other_texts)}) == 3


def test_pages_for_visitors_keep_the_strict_policy(stranger):
    response = stranger.get("/confirm/")

    assert "script-src" not in policy(response)
    assert policy(response)["style-src"] == ["'self'"]


def test_a_view_of_the_admin_keeps_a_policy_of_its_own():
    view = csp_replace({"frame-ancestors": [SELF]})(lambda request: HttpResponse())

    response = EditorCspMiddleware(view)(RequestFactory().get("/admin/preview/"))

    assert not hasattr(response, "_csp_config")
