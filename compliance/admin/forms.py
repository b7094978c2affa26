"""What staff fill in to take a step."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from compliance.job_code import JobCode, JobCodeField
from compliance.models import Material
from compliance.names import name_of

STEP_MEDIA = forms.Media(
    css={"all": ["compliance/register.css"]},
    js=[
        "admin/js/vendor/jquery/jquery.js",
        "admin/js/jquery.init.js",
        "admin/js/core.js",
    ],
)
DRAFT_MEDIA = forms.Media(js=[forms.Script("compliance/draft_findings.js", type="module")])


class MaterialForm(forms.ModelForm):
    """A Draft's form that notices when somebody else saved the same Draft in the meantime."""

    revision_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision_seen"].initial = self.instance.revision

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            held = Material.objects.select_for_update().get(pk=self.instance.pk)
            if cleaned.get("revision_seen") != held.revision:
                last = held.events.select_related("by").first()
                who = name_of(last.by) if last else "Somebody"
                raise forms.ValidationError(
                    f"{who} saved this Draft while you were editing it. Nothing of yours is lost: it is below, not "
                    "saved. Open the Draft in a second window, bring the two together there, and save that.",
                    code="edited_meanwhile",
                )
        return cleaned


class FreezeForm(forms.Form):
    job_code = forms.CharField(
        help_text="Printed on the Version and never used again. The next free one is filled in.", max_length=30
    )
    prepared_on = forms.DateField(
        label="Date of preparation", widget=AdminDateWidget, help_text="Printed as month and year."
    )

    def clean_job_code(self) -> JobCode:
        return JobCodeField().to_python(self.cleaned_data["job_code"])


class CertifyForm(forms.Form):
    first_use_on = forms.DateField(
        label="First day of use",
        widget=AdminDateWidget,
        initial=timezone.localdate,
        help_text="Visitors see it from then on.",
    )
    ends_on = forms.DateField(
        label="Ends on",
        required=False,
        widget=AdminDateWidget,
        help_text="No longer shown from that day. If left empty, two years from today, which is the most, or the day "
        "on which a leaflet or prescribing information it links to ends.",
    )
    password = forms.CharField(
        label="Your password, again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Code from your authenticator app",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="A new one: the code you signed in with does not count again.",
    )
    passkey = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, proof, **kwargs):
        """`proof` says which of password, code and passkey the signatory is asked for."""
        super().__init__(*args, **kwargs)
        for name in ("password", "code", "passkey"):
            if not getattr(proof, f"asks_{name}"):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        cleaned["factor"] = cleaned.pop("passkey", "") or cleaned.pop("code", "")
        cleaned.pop("code", None)
        return cleaned


class RecertifyForm(CertifyForm):
    first_use_on = None


class WithdrawForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), help_text="Kept with the register.")


class RemarkForm(forms.Form):
    remark = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Optional. Kept with the register."
    )


class CommentForm(forms.Form):
    anchor = forms.ChoiceField(label="About", required=False)
    text = forms.CharField(label="Comment", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, parts: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anchor"].choices = parts.items()


class AnswerForm(forms.Form):
    text = forms.CharField(label="Answer", widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(forms.Form):
    address = forms.CharField(label="New address", max_length=200, help_text="Like /medicine/besponsa/dosing/.")


class DecisionForm(forms.Form):
    is_affected = forms.TypedChoiceField(
        label="Decision",
        choices=[("yes", "Affected: it must be frozen anew"), ("no", "Not affected")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))
