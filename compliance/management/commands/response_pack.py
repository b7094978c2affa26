"""`manage.py response_pack PP-INO-GBR-0419`: everything about one Version, as a ZIP."""

import shutil
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from compliance import search
from compliance.response_pack import response_pack


class Command(BaseCommand):
    help = "Writes certificate, renditions, references, findings, reviews, timeline and Events of a Version to a ZIP."

    def add_arguments(self, parser):
        parser.add_argument("job_code", help="As printed, in any case or spacing; or an address.")
        parser.add_argument("--to", type=Path, help="The file to write; named after the code if not given.")

    def handle(self, *args, job_code, to, **options):
        version = search.find(job_code).version
        if version is None:
            raise CommandError(f"“{job_code}” is not in the register. Give a code like PP-INO-GBR-0419.")
        to = to or Path(f"{version.job_code}.zip")
        if to.exists():
            raise CommandError(f"{to} is there already. Give another file with --to, or remove it.")
        with response_pack(version) as pack, to.open("xb") as file:
            shutil.copyfileobj(pack, file)
        self.stdout.write(f"{to}: {to.stat().st_size:,} bytes")
