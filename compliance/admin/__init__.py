from compliance.admin import (
    event,
    material_record,
    product,
    signatory,
    source_change,
    staff,
    verification,
    version,
    wording,
)

__all__ = [
    "event",
    "material_record",
    "product",
    "signatory",
    "source_change",
    "staff",
    "verification",
    "version",
    "wording",
]
