"""What a migration takes from the code of the release before, which still runs while the new one is rolled out."""

from collections.abc import Iterator

from django.db.migrations import operations as op
from django.db.migrations.state import ProjectState

TAKEN_AWAY = (op.RemoveField, op.RenameField, op.DeleteModel, op.RenameModel, op.AlterModelTable)
NARROWED = (op.AddConstraint, op.AlterUniqueTogether)


def harms(app: str, operations: list, state: ProjectState) -> Iterator[str]:
    """A sentence for each of `operations`, from `state` on, that the former code cannot live with."""
    known = set(state.models)
    for operation in operations:
        said = operation.describe()
        if hasattr(operation, "model_name") and (app, operation.model_name_lower) not in known:
            pass  # the former code does not ask for the table
        elif isinstance(operation, op.SeparateDatabaseAndState):
            yield from harms(app, operation.database_operations, state.clone())
        elif isinstance(operation, TAKEN_AWAY):
            yield f"{said}: the former code still asks for it."
        elif isinstance(operation, NARROWED):
            yield f"{said}: the former code may write what it refuses."
        elif isinstance(operation, op.AddField) and _must_be_given(operation.field):
            yield f"{said}: the former code adds rows without it. Let it be null, or give it a db_default."
        elif isinstance(operation, op.AlterField):
            before = state.models[app, operation.model_name_lower].fields[operation.name]
            if before.null and not operation.field.null:
                yield f"{said}: the former code may leave it empty."
        operation.state_forwards(app, state)


def _must_be_given(field) -> bool:
    return not (field.null or field.many_to_many or field.has_db_default())
