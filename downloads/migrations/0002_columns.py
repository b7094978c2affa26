from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("downloads", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="leaflet",
            name="columns",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "text across the page"), (2, "text in two columns")],
                default=1,
                help_text="Two suit long running text. Tables, charts, figures and timelines take the whole width either "
                "way.",
                verbose_name="columns",
            ),
        )
    ]
