"""The rules over many Versions: those that visitors can open, and those on their way."""

import re
from collections.abc import Iterator

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.html import strip_tags

from compliance.preflight.register import Phrase
from compliance.workflow import Stage

NEVER_SHOWN_AGAIN = (Stage.WITHDRAWN, Stage.SUPERSEDED, Stage.EXPIRED, Stage.OUTDATED)


def versions_in_play():
    """The Versions that visitors can open today or that may still be signed, newest first."""
    from compliance.models import Version

    return Version.objects.with_stage(on=timezone.localdate()).exclude(stage_on__in=NEVER_SHOWN_AGAIN)


def versions_that_say(phrase: Phrase) -> Iterator:
    """The live Versions whose content holds `phrase`."""
    from compliance.models import Version

    live = Version.objects.live(on=timezone.localdate()).annotate(written=Cast("content", TextField()))
    # The longest run of plain letters narrows it down in the database; the pattern decides.
    word = max(re.findall(r"[A-Za-z0-9]+", phrase.text), key=len, default="")
    for version in live.filter(Q(written__icontains=word) | Q(title__icontains=word)).iterator(chunk_size=100):
        if phrase.pattern.search(version.title) or any(map(phrase.pattern.search, _texts(version.content))):
            yield version


def _texts(content) -> Iterator[str]:
    match content:
        case dict():
            for part in content.values():
                yield from _texts(part)
        case list():
            for part in content:
                yield from _texts(part)
        case str():
            yield strip_tags(content)
