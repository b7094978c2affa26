"""How often somebody's sessions were ended, and whether somebody else set their password. Starts empty."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sign_in",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sessions_ended",
                    models.PositiveIntegerField(default=0, help_text="How often all sessions were ended at once."),
                ),
                (
                    "password_given_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When somebody else set the password; empty: its owner chose it.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
            },
        ),
    ]
