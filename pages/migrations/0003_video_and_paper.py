import django.db.models.deletion
from django.db import migrations, models

import pages.captions
import pages.pictures
import pages.videos


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0005_first_watched_phrases"),
        ("pages", "0002_chart_block"),
    ]

    operations = [
        migrations.CreateModel(
            name="Video",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, unique=True)),
                (
                    "file",
                    pages.videos.VideoField(
                        help_text="MP4 (H.264, AAC) or WebM (VP9, Opus), 200 MB at most, with nothing else in the file.",
                        upload_to="",
                        verbose_name="video",
                    ),
                ),
                (
                    "captions",
                    pages.captions.CaptionsField(
                        help_text="WebVTT in UTF-8. A video without sound has captions too, with the words it shows.",
                        upload_to="",
                    ),
                ),
                (
                    "poster",
                    pages.pictures.PictureField(
                        help_text="Shown before the video is played: PNG, JPEG or WebP.", upload_to=""
                    ),
                ),
                (
                    "transcript",
                    models.TextField(
                        help_text="All that is said, word for word as in the captions, and what is to be seen. Cite the sources of claims: rules, reviewers and signatories read this."
                    ),
                ),
                ("seconds", models.FloatField(default=0, editable=False)),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                ("has_sound", models.BooleanField(default=False, editable=False)),
                ("size_bytes", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": ["title"],
            },
        ),
        migrations.AddField(
            model_name="reference",
            name="licence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("publisher", "Copyright of the publisher. Not reproduced here."),
                    ("licenses/by/4.0", "CC BY 4.0"),
                    ("licenses/by-nc/4.0", "CC BY-NC 4.0"),
                    ("licenses/by-nc-nd/4.0", "CC BY-NC-ND 4.0"),
                    ("publicdomain/zero/1.0", "CC0 1.0"),
                ],
                help_text="As printed in the article. Asked for where it is shown as a paper.",
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="PaperBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                (
                    "heading",
                    models.CharField(
                        help_text="What the paper is about. A claim here needs its balance too.", max_length=160
                    ),
                ),
                ("html", models.TextField(blank=True, verbose_name="summary")),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="compliance.material",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        error_messages={
                            "invalid": "Pick a journal article. Other sources are cited in the text, or stand on a link card."
                        },
                        limit_choices_to={"kind": "article"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="pages.reference",
                        verbose_name="journal article",
                    ),
                ),
            ],
            options={
                "verbose_name": "clinical paper",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VideoBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="compliance.material",
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="pages.video"
                    ),
                ),
            ],
            options={
                "verbose_name": "video",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
    ]
