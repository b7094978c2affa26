"""The entry point of the web server: `gunicorn besponsa_site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "besponsa_site.settings")
application = get_wsgi_application()
if connection.vendor == "postgresql":
    from operations.postgresql import patience

    patience.limit()
