from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = "Staff sign-in"

    def ready(self):
        from staff import checks, on_record, sessions  # noqa: F401 they register themselves
