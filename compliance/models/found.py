"""EXISTS, asked row by row."""

from django.db.models import Exists


class Found(Exists):
    """The same answer as Exists. PostgreSQL looks it up by index for each row in question.

    As EXISTS it misjudges how few Versions are live, and works the whole register out for a page of it.
    """

    template = "((%(subquery)s) IS NOT NULL)"
