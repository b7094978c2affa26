"""What happens to Versions, across rows, leaving an Event.

Each action checks everything itself: whoever calls it, by whichever way in, meets the same rules. The change and its
Event stand or fall together.
"""

from compliance.actions.certifying import certify, latest_end, recertify, why_not_certify, why_not_recertify
from compliance.actions.drafting import freeze, job_code_part, record_draft_saved
from compliance.actions.moving import move
from compliance.actions.people import (
    record_phrase_changed,
    record_product_changed,
    record_staff_changed,
    set_wording,
)
from compliance.actions.reviewing import (
    answer,
    answer_finding,
    approve,
    comment,
    resolve,
    return_with_comments,
    submit,
)
from compliance.actions.sources import decide, note_source_change
from compliance.actions.withdrawing import withdraw

__all__ = [
    "answer",
    "answer_finding",
    "approve",
    "certify",
    "comment",
    "decide",
    "freeze",
    "job_code_part",
    "latest_end",
    "move",
    "note_source_change",
    "recertify",
    "record_draft_saved",
    "record_phrase_changed",
    "record_product_changed",
    "record_staff_changed",
    "resolve",
    "return_with_comments",
    "set_wording",
    "submit",
    "why_not_certify",
    "why_not_recertify",
    "withdraw",
]
