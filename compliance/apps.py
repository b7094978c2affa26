from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = "Register"

    def ready(self):
        from compliance import checks, roles, triggers  # noqa: F401 checks register themselves

        pre_migrate.connect(triggers.take_down_triggers, sender=self, dispatch_uid="compliance.triggers_down")
        post_migrate.connect(triggers.put_up_triggers, sender=self, dispatch_uid="compliance.triggers")
        post_migrate.connect(roles.put_up_groups, dispatch_uid="compliance.groups")
