"""What the editor's dialogs offer to pick: the register's references and abbreviations, as JSON for staff."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.models import Abbreviation, Reference


@require_safe
@never_cache
def references(request: HttpRequest) -> JsonResponse:
    """All references; `text` is what stands in the text where one is cited."""
    _require_staff(request, "pages.view_reference")
    found = Reference.objects.all()
    return _choices(
        request,
        Reference,
        [{"id": r.pk, "text": r.label, "label": r.label, "detail": f"{r.authors}. {r.title}"} for r in found],
    )


@require_safe
@never_cache
def abbreviations(request: HttpRequest) -> JsonResponse:
    """All abbreviations; `text` is the short form."""
    _require_staff(request, "pages.view_abbreviation")
    found = Abbreviation.objects.all()
    return _choices(
        request,
        Abbreviation,
        [{"id": a.pk, "text": a.short, "label": a.short, "detail": a.long} for a in found],
    )


def _require_staff(request: HttpRequest, permission: str) -> None:
    # No redirect to the sign-in page: the script that asks would take that page for an answer.
    if not (request.user.is_staff and request.user.has_perm(permission)):
        raise PermissionDenied


def _choices(request: HttpRequest, model: type[Model], choices: list[dict]) -> JsonResponse:
    options = model._meta
    may_add = request.user.has_perm(f"{options.app_label}.add_{options.model_name}")
    add = reverse(f"admin:{options.app_label}_{options.model_name}_add") if may_add else ""
    return JsonResponse({"choices": choices, "add": add})
