"""`manage.py rebuild_search`: cut everything that is live or scheduled anew."""

from django.core.management import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Makes the index of the search anew from the signed bytes. May run at any time; searching goes on meanwhile."

    def handle(self, *args, **options):
        done = 0
        for done, of in index.rebuild():
            if done % 100 == 0 or done == of:
                self.stdout.write(f"{done:,} of {of:,} Versions")
        if not done:
            self.stdout.write("Nothing is live or scheduled.")
