"""The entry point of the web server: `gunicorn besponsa_site.wsgi`."""

import os

from django.conf import settings
from django.core.management import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
application = get_wsgi_application()

# What makes no sense stops the web server here, with the cure, instead of failing visitors one by one. By itself Django
# asks for the secret at its first use, and runs its checks for `manage.py` alone.
settings.SECRET_KEY  # noqa: B018 raises where it is empty
BaseCommand().check()

if connection.vendor == "postgresql":
    from operations.postgresql import patience

    patience.limit()
