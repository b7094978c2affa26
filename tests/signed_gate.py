"""The gate's text, drawn up, approved and signed once by the register's own actions, for hundreds of tests.

Most tests need a live interstitial and are about something else. The rows that the actions left are kept, and put back
as they were into the empty database of each test; making the certificate anew each time would take a minute in all.
"""

from copy import copy

from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.base import ModelState

from compliance.models import Material, Version
from compliance.models.write_once import WriteOnce
from gating.models import Interstitial
from tests.factories import SignatoryFactory

# In an order in which each finds what it refers to.
KINDS = (User, User.groups.through, SignatoryFactory._meta.model, Material, Interstitial, *WriteOnce.__subclasses__())

_rows: list[Model] = []


def is_known() -> bool:
    return bool(_rows)


def remember(version: Version) -> Version:
    """Keep every row that there is; all of them belong to the gate."""
    _rows.extend(row for kind in KINDS for row in kind._base_manager.all())
    return version


def put_back() -> Version:
    """The rows again, in a database without any."""
    for kept in _rows:
        row = copy(kept)
        row._state = ModelState()
        row.save_base(raw=True, force_insert=True)
    return Version.objects.get()
