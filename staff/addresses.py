"""Where the admin is, and the pages in it that are about signing in."""

from django.conf import settings


def is_admin(path: str) -> bool:
    return path.startswith(f"/{settings.ADMIN_PATH}/")


def is_about_signing_in(path: str) -> bool:
    return path.startswith((f"/{settings.ADMIN_PATH}/login/", f"/{settings.ADMIN_PATH}/sign-in/"))
