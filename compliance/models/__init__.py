from compliance.models.event import Event
from compliance.models.material import Audience, Material
from compliance.models.product import Product
from compliance.models.rendition import Rendition
from compliance.models.signatory import Signatory
from compliance.models.signature import Signature
from compliance.models.version import Authorship, Embedding, Link, Version
from compliance.models.withdrawal import Withdrawal
from compliance.models.write_once import WriteOnce, WriteOnceQuerySet

__all__ = [
    "Audience",
    "Authorship",
    "Embedding",
    "Event",
    "Link",
    "Material",
    "Product",
    "Rendition",
    "Signatory",
    "Signature",
    "Version",
    "Withdrawal",
    "WriteOnce",
    "WriteOnceQuerySet",
]
