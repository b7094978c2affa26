import pytest
from django.db import transaction

from demonstration import loader


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration loaded once for all tests here, and taken out again."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(loader.load({name: f"password of {name}" for name in loader.STAFF}))
        yield
        transaction.set_rollback(True)
