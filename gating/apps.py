from django.apps import AppConfig


class GatingConfig(AppConfig):
    name = "gating"
    verbose_name = "Gate"

    def ready(self):
        from gating import checks  # noqa: F401  registers itself
