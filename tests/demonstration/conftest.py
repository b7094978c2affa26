import pytest
from django.db import transaction
from django.test import override_settings

from demonstration import loader


@pytest.fixture(scope="package")
def loaded_media(tmp_path_factory):
    """Where the pictures and videos of the demonstration are kept for all tests here."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def media(settings, loaded_media):
    settings.MEDIA_ROOT = loaded_media


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, loaded_media):
    """The demonstration loaded once for all tests here, and taken out again."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=loaded_media):
            list(loader.load({name: f"password of {name}" for name in loader.STAFF}))
        yield
        transaction.set_rollback(True)
