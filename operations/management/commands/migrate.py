"""`manage.py migrate`: Django's own, as the owner of the tables."""

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connection

from operations.database_roles import as_owner, is_owner


class Command(migrate.Command):
    help = f"{migrate.Command.help} Asks the database as DATABASE_OWNER_URL says, if that is given."

    def handle(self, *args, **options):
        with as_owner():
            if connection.vendor == "postgresql" and connection.introspection.table_names() and not is_owner():
                raise CommandError(
                    f"The tables belong to another role than {connection.settings_dict['USER']}. Name their owner in "
                    "DATABASE_OWNER_URL: docs/deploy.md, “Two roles”."
                )
            super().handle(*args, **options)
