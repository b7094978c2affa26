from django.apps import AppConfig


class DownloadsConfig(AppConfig):
    name = "downloads"
    verbose_name = "Leaflets"

    def ready(self):
        from downloads import checks  # noqa: F401 registers them
