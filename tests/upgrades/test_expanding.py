"""A release only adds what the one before can live with; what is taken away goes one release later."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.upgrades.expanding import harms

# The newest of each app when this rule began. Every release writes its own newest here, once it runs everywhere.
BASELINE = {
    "compliance": "0006_use",
    "downloads": "0003_agency_file",
    "gating": "0001_initial",
    "pages": "0004_menu_order",
    "search": "0003_fill_passages",
    "staff": "0001_sign_in",
}
# Of later ones: those that take something away which no release in use asks for any more, with the reason.
SAID: dict[tuple[str, str], str] = {}


def own_apps() -> set[str]:
    return {app.label for app in apps.get_app_configs() if app.path.startswith(str(settings.BASE_DIR / app.label))}


def test_migrations_since_the_last_release_only_add():
    loader = MigrationLoader(None)
    found = {}
    for app, name in sorted(loader.disk_migrations):
        if app in own_apps() and name > BASELINE.get(app, "") and (app, name) not in SAID:
            state = loader.project_state((app, name), at_end=False)
            found[app, name] = [*harms(app, loader.disk_migrations[app, name].operations, state)]

    assert not {key: said for key, said in found.items() if said}


def test_the_baseline_names_migrations_that_are_there():
    assert set(BASELINE.items()) <= set(MigrationLoader(None).disk_migrations)


def state() -> ProjectState:
    made = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("note", models.TextField(null=True))]
    made.add_model(ModelState("pages", "Thing", fields))
    return made


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("thing", "note"),
        migrations.RenameField("thing", "note", "remark"),
        migrations.DeleteModel("Thing"),
        migrations.RenameModel("Thing", "Other"),
        migrations.AlterModelTable("Thing", "other"),
        migrations.AlterField("thing", "note", models.TextField()),
        migrations.AddField("thing", "count", models.IntegerField(default=0)),
        migrations.AlterUniqueTogether("thing", {("note", "id")}),
        migrations.AddConstraint("thing", models.UniqueConstraint(fields=["note"], name="one")),
        migrations.SeparateDatabaseAndState([migrations.RemoveField("thing", "note")], []),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_what_the_former_code_cannot_live_with_is_named(operation):
    assert len([*harms("pages", [operation], state())]) == 1


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("thing", "count", models.IntegerField(null=True)),
        migrations.AddField("thing", "count", models.IntegerField(default=0, db_default=0)),
        migrations.AlterField("thing", "note", models.TextField(null=True, help_text="A note.")),
        migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))]),
        migrations.RunSQL("SELECT 1"),
        migrations.AddIndex("thing", models.Index(fields=["note"], name="by_note")),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_what_it_can_live_with_is_not(operation):
    assert [*harms("pages", [operation], state())] == []


def test_a_table_that_is_new_may_have_what_it_likes():
    made = migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))])

    assert [*harms("pages", [made, migrations.AddField("other", "count", models.IntegerField())], state())] == []
