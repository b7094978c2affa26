"""The signing screens, and withdrawing."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from compliance import actions
from compliance.admin.comparing import compared
from compliance.admin.forms import CertifyForm, RecertifyForm, WithdrawForm
from compliance.ending import due_for_replacement
from compliance.errors import CannotCertify, CannotWithdraw, NotAuthenticated
from compliance.models import Link, Version, Wording
from compliance.proof import proof_of
from compliance.where_linked import embedded_in, frame_links, linked_from


class SigningSteps:
    """The part of VersionAdmin about Signatures and their end."""

    def signing_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/certify/", view(self.certify), name="compliance_version_certify"),
            path("<int:pk>/recertify/", view(self.recertify), name="compliance_version_recertify"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="compliance_version_withdraw"),
        ]

    @method_decorator(sensitive_post_parameters("password", "code", "passkey"))
    def certify(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is signed, the declaration, and ask again for password and second factor."""
        version = self.version_for(request, pk, "compliance.certify_version")
        return self._sign(request, version, CertifyForm, actions.certify, actions.why_not_certify)

    @method_decorator(sensitive_post_parameters("password", "code", "passkey"))
    def recertify(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same for another two years of the same bytes."""
        version = self.version_for(request, pk, "compliance.certify_version")
        return self._sign(request, version, RecertifyForm, actions.recertify, actions.why_not_recertify)

    def _sign(self, request, version: Version, form_class, act, why_not) -> HttpResponse:
        proof = proof_of(request.user)
        form = form_class(request.POST if request.method == "POST" else None, proof=proof)
        refusal = why_not(version, by=request.user)
        if request.method == "POST" and form.is_valid():
            try:
                act(version, by=request.user, **form.cleaned_data)
            except NotAuthenticated as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            except CannotCertify as error:
                form.add_error(None, str(error))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{version} is certified: visitors get it from its first day of use.")
                self._say_what_is_due(request, version)
                return self.back_to(version)
        earlier = version.material.versions.certified().filter(number__lt=version.number)
        before = earlier.order_by("-number").first()
        again = form_class is RecertifyForm
        context = self.step_context(request, version, title=f"Certify {version}{' again' if again else ''}") | {
            "form": form,
            "refusal": refusal,
            "passkey": proof.begin() if not refusal else {},
            "wording": Wording.in_force(),
            "rendition": version.rendition,
            "findings": version.findings.select_related("answer__by"),
            "comments": version.comments.select_related("by", "resolution__by"),
            "before": before,
            "comparison": compared(before, version) if before else None,
            "dead_links": dead_links(version),
            "makes_due": embedded_in(before) if before else [],
            "days_to_replace": version.material.product and version.material.product.pi_deadline_days,
        }
        return render(request, "compliance/admin/certify.html", context)

    def _say_what_is_due(self, request: HttpRequest, version: Version) -> None:
        for due, _, deadline in due_for_replacement(on=timezone.localdate(), of=version):
            messages.warning(
                request,
                f"{due} has the text before inside. Freeze it anew by {deadline:%-d %B %Y}; from then on it is not "
                "served.",
            )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what links to it, ask for the reason, and withdraw."""
        version = self.version_for(request, pk, "compliance.add_withdrawal")
        form = WithdrawForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                actions.withdraw(version, by=request.user, reason=form.cleaned_data["reason"])
            except CannotWithdraw as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, f"{version} is withdrawn. Its address answers “no longer available” now.")
                return self.back_to(version)
        context = self.step_context(request, version, title=f"Withdraw {version}") | {
            "form": form,
            "addresses": version.material.addresses(),
            "linked_from": linked_from(version.material) if version.stage_on == "live" else [],
            "is_in_frame": version.stage_on == "live" and bool(frame_links() & set(version.material.addresses())),
            "embedded_in": embedded_in(version),
        }
        return render(request, "compliance/admin/withdraw.html", context)


def dead_links(version: Version) -> list[str]:
    """Addresses on this site that `version` links to and that show nothing today."""
    links = Link.objects.filter(version=version, address__startswith="/").exclude(
        address__startswith=settings.MEDIA_URL
    )
    linked = set(links.values_list("address", flat=True)) - {*version.material.addresses(), "/confirm/"}
    live = Version.objects.live(on=timezone.localdate()).exclude(material=version.material)
    shown = set(live.filter(material__address__in=linked).values_list("material__address", flat=True))
    moved = live.filter(material__former_addresses__address__in=linked)
    return sorted(linked - shown - set(moved.values_list("material__former_addresses__address", flat=True)))
