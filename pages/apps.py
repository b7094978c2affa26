from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Pages"

    def ready(self):
        from compliance import source_keys
        from pages.models import Reference

        def label(key: str) -> str | None:
            return Reference.objects.filter(pk=key).values_list("label", flat=True).first() if key.isdigit() else None

        source_keys.register("reference", label)
