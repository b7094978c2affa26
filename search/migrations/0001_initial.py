import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("compliance", "0005_first_watched_phrases")]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the bytes")),
                ("number", models.PositiveIntegerField(help_text="Its place among the pieces of the bytes.")),
                ("title", models.TextField()),
                ("heading", models.TextField()),
                ("names", models.TextField(help_text="Of the medicine, and the job code.")),
                ("text", models.TextField()),
                ("shown", models.TextField(help_text="Heading, text, place and kind as they stand in the bytes.")),
                ("seal", models.CharField(max_length=64)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="compliance.version"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "number"), name="passage_once")],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("meaning", models.CharField(max_length=400)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="compliance.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "name", "meaning"), name="synonym_once"),
                ],
            },
        ),
    ]
