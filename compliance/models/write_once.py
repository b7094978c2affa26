"""History is added to, never rewritten: the model and queryset side of it.

The database side (triggers) is in `compliance/triggers.py`.
"""

from typing import NoReturn

from django.db import models

from compliance.errors import WriteOnceError


class WriteOnceQuerySet(models.QuerySet):
    """Refuses every change that goes past the model's own `save()`."""

    def _refuse(self, *args, **kwargs) -> NoReturn:
        raise WriteOnceError(
            f"{self.model._meta.verbose_name_plural.capitalize()} are kept as they are. Add a new one."
        )

    update = _update = delete = _raw_delete = bulk_update = update_or_create = _refuse
    aupdate = adelete = abulk_update = aupdate_or_create = _refuse

    def bulk_create(self, objs, *args, **kwargs):
        """Refuses the forms that overwrite rows; otherwise Django's own."""
        if kwargs.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)


class WriteOnce(models.Model):
    """A row that may be added and read, and nothing else."""

    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WriteOnceError(f"{self} is kept as it is. A correction is a new {self._meta.verbose_name}.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WriteOnceError(f"{self} is kept and cannot be deleted.")
