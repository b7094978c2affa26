from compliance.admin import (
    event,
    material_record,
    product,
    signatory,
    source_change,
    verification,
    version,
    watched_phrase,
    wording,
)

__all__ = [
    "event",
    "material_record",
    "product",
    "signatory",
    "source_change",
    "verification",
    "version",
    "watched_phrase",
    "wording",
]
