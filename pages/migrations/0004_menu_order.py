from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_video_and_paper")]

    operations = [
        migrations.AddField(
            model_name="page",
            name="menu_order",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="10, 20, 30…: pages stand in this order, below the page that their address continues. "
                "Empty: not in the menu.",
                null=True,
                verbose_name="place in the menu",
            ),
        ),
    ]
