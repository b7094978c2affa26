"""`manage.py set_up`: bring the database up to date, fill an empty one, and say where to go."""

import secrets

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from compliance.models import Material
from demonstration import loader


class Command(BaseCommand):
    help = "Migrates, loads the demonstration content into an empty database, prints addresses and staff names."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="Port that the addresses are printed with.")

    def handle(self, *args, port, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("      Database: bringing it up to date")
            call_command("migrate", verbosity=0)
        if not Material.objects.exists():
            self._load()
        self._say_where(port)

    def _load(self):
        passwords = {name: secrets.token_urlsafe(12) for name in loader.STAFF}
        for step in loader.load(passwords):
            self.stdout.write(f"      {step}")
        file = self._password_file()
        file.touch(mode=0o600)
        file.write_text("".join(f"{name}  {password}\n" for name, password in passwords.items()))

    def _say_where(self, port):
        site = f"http://127.0.0.1:{port}"
        self.stdout.write(f"\n  The site     {site}/medicine/besponsa/dosing/administration/")
        self.stdout.write(f"  The admin    {site}/{settings.ADMIN_PATH}/")
        file = self._password_file()
        if file.exists():
            self.stdout.write(f"\n  Staff names and passwords, made on the first run (kept in {file}):")
            for line in file.read_text().splitlines():
                self.stdout.write(f"    {line}")
        if not settings.STAFF_SECOND_FACTOR:
            self.stdout.write("  Nobody is asked for a second factor here (STAFF_SECOND_FACTOR is empty).")
        self.stdout.write("")

    def _password_file(self):
        return settings.DATA_DIR / "staff-passwords.txt"
