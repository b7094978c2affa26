"""Whoever changes how somebody may sign in, or what they may do, has just shown again who they are.

What was typed waits in the session meanwhile, and is sent on by the browser afterwards, to where it was going: so all
that stands before that address is passed again as well.
"""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, stash_and_reauthenticate
from django.http import HttpRequest, HttpResponse

from staff import unsent

# Accounts and groups, particulars of signatories, and the page where factors, sessions and lock-outs are.
ACCOUNTS = ("admin:auth_", "admin:compliance_signatory_", "staff_sign_in_of")


def is_needed(request: HttpRequest) -> bool:
    """Where somebody was asked a few minutes ago (allauth: five) they are not asked again."""
    changes = request.method == "POST" and request.resolver_match.view_name.startswith(ACCOUNTS)
    return changes and request.user.is_authenticated and not did_recently_reauthenticate(request)


def ask(request: HttpRequest) -> HttpResponse:
    """To the page where it is shown, which leads on to `go_on`."""
    waiting = {"address": request.get_full_path(), "fields": unsent.typed(request)}
    return stash_and_reauthenticate(request, waiting, f"{__name__}.go_on")


def go_on(request: HttpRequest, waiting: dict) -> HttpResponse:
    fields = [tuple(field) for field in waiting["fields"]]
    return unsent.send_on(request, address=waiting["address"], fields=fields)
