from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = "Operations"

    def ready(self):
        from operations import checks, database_roles  # noqa: F401 checks register themselves

        # Once for all apps. Django says nothing of this one, which has no tables.
        post_migrate.connect(
            database_roles.give_rights_after_migrate,
            sender=apps.get_app_config("compliance"),
            dispatch_uid="operations.rights",
        )
