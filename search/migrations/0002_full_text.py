"""The full-text index beside the table of Passages: the database's own, which knows the words that were there before."""

from django.db import migrations

from search.engines import ENGINES


def put_up(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].PUT_UP:
        schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].TAKE_DOWN:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
