"""`manage.py preflight`: what the rules of today find, a line for each finding; exit status 1 if there is an error."""

import sys
from collections import Counter

from django.core.management import BaseCommand, CommandError
from django.db.models import QuerySet
from tqdm import tqdm

from compliance import preflight
from compliance.errors import ComplianceError
from compliance.job_code import JobCode
from compliance.models import Material, Version
from compliance.preflight.catalogue import as_markdown


class Command(BaseCommand):
    help = "Looks at frozen Versions, or at Drafts as they are saved, by the rules of preflight."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("job_code", nargs="?", help="The Version with this code.")
        which.add_argument("--all", action="store_true", help="All Versions that are live or on their way.")
        which.add_argument("--drafts", action="store_true", help="All Drafts, as they would be frozen.")
        which.add_argument("--rules", action="store_true", help="List the rules as a table, and look at nothing.")

    def handle(self, *args, **options):
        if options["rules"]:
            self.stdout.write(as_markdown())
            return
        counts = Counter()
        things = self.chosen(options)
        total = things.count()
        # One after the other: a register may hold more of them than memory does.
        for thing in tqdm(
            things.iterator(chunk_size=50), total=total, desc="Preflight", file=self.stderr, disable=None
        ):
            for severity, line in self.findings(thing):
                counts[severity] += 1
                self.stdout.write(self.style.ERROR(line) if severity == preflight.ERROR else line)
        told = ", ".join(
            f"{counts[severity]} {severity}s" for severity in (preflight.ERROR, preflight.WARNING, preflight.NOTE)
        )
        self.stdout.write(f"{total} looked at: {told}")
        if counts[preflight.ERROR]:
            sys.exit(1)

    def chosen(self, options) -> QuerySet[Version | Material]:
        if options["all"]:
            return preflight.versions_in_play().order_by("pk")
        if options["drafts"]:
            return Material.objects.order_by("address")
        code = JobCode.found_in(options["job_code"])
        found = Version.objects.filter(job_code=code) if code else Version.objects.none()
        if not found:
            raise CommandError(f"{options['job_code']} is no job code in this register.")
        return found

    def findings(self, thing: Version | Material):
        """Severity and line for each."""
        if isinstance(thing, Version):
            name, found = str(thing.job_code), preflight.check_version(thing)
        else:
            draft = thing.as_kind()
            name, problems, found = f"Draft {draft.address}", draft.problems(), []
            try:
                found = [] if problems else preflight.check(preflight.as_saved(draft))
            except ComplianceError as refusal:
                problems = [str(refusal)]
            for problem in problems:
                yield preflight.ERROR, f"{name} cannot be frozen: {problem}"
        for one in found:
            place = f" [{one.anchor}]" if one.anchor else ""
            yield one.severity, f"{name}{place} {one.severity} {one.rule}: {one.message} {one.hint} ({one.clause})"
