"""`manage.py verify_register`: a line for each fault, exit status 1 if there is any."""

import sys
import time

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection
from tqdm import tqdm

from compliance import verification
from compliance.models import Verification

NO_REGISTER = (
    "Nothing was verified: there is no register in this database. If there should be one, DATABASE_URL or DATA_DIR "
    "names another place; if not, run `manage.py migrate`."
)
NO_ANSWER = "The register was not verified: the database failed ({error}). `manage.py doctor` says what to do."


class Command(BaseCommand):
    help = (
        "Re-hashes all Renditions and media, walks the chain of Events, compares what is served with what was signed."
    )

    def handle(self, *args, **options):
        try:
            if Verification._meta.db_table not in connection.introspection.table_names():
                raise CommandError(NO_REGISTER)
            self._verify()
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(NO_ANSWER.format(error=str(error).strip().partition("\n")[0])) from error

    def _verify(self) -> None:
        outcome, began = verification.Outcome(), time.monotonic()
        bar, part = None, None
        for progress in verification.verify(outcome):
            if progress.part != part:
                if bar is not None:
                    bar.close()
                bar, part = tqdm(desc=progress.part, total=progress.of, file=self.stderr, disable=None), progress.part
            bar.update(progress.done - bar.n)
        if bar is not None:
            bar.close()
        result = verification.keep(outcome, by=None, seconds=time.monotonic() - began)
        for change in outcome.frame_changes:
            self.stdout.write(f"note: {change}")
        for fault in outcome.faults:
            self.stdout.write(self.style.ERROR(fault))
        self.stdout.write(
            f"{result.renditions} Renditions, {outcome.media_files} media files, {result.events} Events, "
            f"{len(outcome.frame_changes)} changed frames, {result.fault_count} faults, {result.seconds:.1f} s"
        )
        if outcome.faults:
            sys.exit(1)
