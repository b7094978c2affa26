"""Versions frozen before citations were kept as rows get theirs from their content. May run twice.

Undone by itself: the table goes with the migration before.
"""

from django.db import migrations


def fill(apps, schema_editor):
    Version = apps.get_model("compliance", "Version")
    Citation = apps.get_model("compliance", "Citation")
    for version in Version.objects.filter(cites__isnull=True).only("content").iterator(chunk_size=200):
        sources = {f"reference:{reference['id']}" for reference in version.content.get("references", [])}
        Citation.objects.bulk_create(Citation(version=version, source=source) for source in sorted(sources))


class Migration(migrations.Migration):
    dependencies = [("compliance", "0002_review_and_audit")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
