"""Pages that are signed without a certificate being made, which takes most of the time and plays no part here."""

from datetime import date, timedelta

from django.utils import timezone

from compliance.models import Event, Material, Signature, Version
from compliance.standing import Standing
from search import finding
from tests.factories import PageFactory, SignatoryFactory, frozen

TODAY = timezone.localdate


def signed(material: Material, *, first_use_on: date | None = None, ends_on: date | None = None) -> Version:
    """A Version of `material` with a Signature over its bytes, as `certify` leaves it."""
    return sign(frozen(material), first_use_on=first_use_on, ends_on=ends_on)


def sign(version: Version, *, first_use_on: date | None = None, ends_on: date | None = None) -> Version:
    rendition = version.rendition
    first_use_on = first_use_on or TODAY()
    signatory = SignatoryFactory().user
    Signature.objects.create(
        version=version,
        rendition=rendition,
        sha256=rendition.sha256,
        signatory=signatory,
        signed_at=timezone.now(),
        first_use_on=first_use_on,
        ends_on=ends_on or first_use_on + timedelta(days=700),
    )
    Event.record(Event.Kind.CERTIFIED, by=signatory, version=version)
    return version


def live_page(text: str, *, address: str = "/page/", title: str = "A page", **of) -> Version:
    """A live page with one block of text."""
    return signed(PageFactory(address=address, title=title, heading=title, text=text, **of))


def find(words: str, *, on: date | None = None, **of) -> finding.Results:
    return finding.find(words, as_of=Standing.read(on=on), **of)


def addresses(words: str, **of) -> list[str]:
    """Where `words` are found, the best first."""
    return [result.address for result in find(words, **of).results]


def marked(words: str) -> list[str]:
    """The matches in the first quote of the first result."""
    quote = find(words).results[0].quotes[0]
    return [text for text, is_match in quote.text if is_match]
