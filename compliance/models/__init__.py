from compliance.models.comment import Answer, Comment, Resolution
from compliance.models.event import Event
from compliance.models.finding import Finding, FindingAnswer
from compliance.models.former_address import FormerAddress
from compliance.models.material import Audience, Material, kind_names
from compliance.models.product import Product
from compliance.models.reminder import Reminder
from compliance.models.rendition import Rendition
from compliance.models.review import Review, Submission
from compliance.models.signatory import Signatory
from compliance.models.signature import Signature
from compliance.models.source_change import Affected, Decision, SourceChange
from compliance.models.use import Use
from compliance.models.verification import Verification
from compliance.models.version import Authorship, Citation, Embedding, Link, Version, VersionQuerySet
from compliance.models.watched_phrase import WatchedPhrase
from compliance.models.withdrawal import Withdrawal
from compliance.models.wording import Wording
from compliance.models.write_once import WriteOnce, WriteOnceQuerySet

__all__ = [
    "Affected",
    "Answer",
    "Audience",
    "Authorship",
    "Citation",
    "Comment",
    "Decision",
    "Embedding",
    "Event",
    "Finding",
    "FindingAnswer",
    "FormerAddress",
    "Link",
    "Material",
    "Product",
    "Reminder",
    "Rendition",
    "Resolution",
    "Review",
    "Signatory",
    "Signature",
    "SourceChange",
    "Submission",
    "Use",
    "Verification",
    "Version",
    "VersionQuerySet",
    "WatchedPhrase",
    "Withdrawal",
    "Wording",
    "WriteOnce",
    "WriteOnceQuerySet",
    "kind_names",
]
