"""What was certified before there was a search is cut to Passages. May run twice: what is there stays as it is.

Undone by itself: the tables go with the first migration.
"""

from django.db import migrations
from django.utils import timezone

from search import index
from search.cutting import cut


def fill(apps, schema_editor):
    Signature = apps.get_model("compliance", "Signature")
    Passage = apps.get_model("search", "Passage")
    Synonym = apps.get_model("search", "Synonym")
    today = timezone.localdate()
    current = (
        Signature.objects.filter(ends_on__gt=today, version__withdrawal=None)
        .exclude(version__in=Passage.objects.values("version"))
        .select_related("version", "rendition")
        .order_by("version_id", "signed_at")
    )
    newest = {}
    begun = Signature.objects.filter(first_use_on__lte=today).order_by("version__number")
    for material, number in begun.values_list("version__material_id", "version__number"):
        newest[material] = number
    done = set()
    for signature in current.iterator(chunk_size=50):
        version = signature.version
        if version.pk in done or version.number < newest.get(version.material_id, 0):
            continue
        done.add(version.pk)
        found = cut(bytes(signature.rendition.body), signature.rendition.media_type)
        rows = index.passages_of(found, version, sha256=signature.sha256)
        Passage.objects.bulk_create(Passage(version=version, **row) for row in rows)
        Synonym.objects.bulk_create(Synonym(version=version, **names) for names in index.synonyms_of(version.content))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
