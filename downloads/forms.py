"""The Draft of a leaflet, with the file that may take the place of its blocks."""

from django import forms
from django.conf import settings

from compliance.admin.forms import MaterialForm
from downloads import imprint, uploads


class LeafletForm(MaterialForm):
    agency_pdf = forms.FileField(
        label="PDF from an agency",
        required=False,
        allow_empty_file=True,  # the reading of it says so, in better words
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    from_blocks = forms.BooleanField(label="Take the file away and make the leaflet from blocks", required=False)

    examined = None  # the upload, once it was read and found good

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        file = self.fields["agency_pdf"]
        file.help_text = (
            f"At most {settings.LEAFLET_MAX_MB} MB and {settings.LEAFLET_MAX_PAGES} pages. The job code, the month of "
            "preparation, the product with its substance and the live prescribing information with its job code must "
            "be printed in it."
        )
        if self.instance.agency_file_id:
            file.label = "Another PDF instead"
        if "heading" in self.fields:
            self.fields["heading"].required = False  # a file has its own

    def clean_agency_pdf(self):
        upload = self.cleaned_data.get("agency_pdf")
        if not upload:
            return None
        examined = getattr(upload, "examined", None) or uploads.examine(upload)
        if examined.problems:
            raise forms.ValidationError(
                [forms.ValidationError(problem, code="refused") for problem in examined.problems]
            )
        self.examined = examined
        return upload

    def clean(self):
        cleaned = super().clean()
        if self.examined and cleaned.get("from_blocks"):
            self.add_error("from_blocks", "You chose another PDF as well: take one or the other.")
        if self.examined and (product := cleaned.get("product")):
            for problem in imprint.name_problems(self.examined.facts["text"], product):
                self.add_error("agency_pdf", forms.ValidationError(problem, code="product"))
        has_file = self.examined or self.instance.agency_file_id
        if "heading" in self.fields and not cleaned.get("heading") and not self.errors:
            if has_file:
                cleaned["heading"] = self.instance.heading = cleaned["title"]
            else:
                self.add_error("heading", "Write a heading, or choose a PDF from an agency.")
        return cleaned

    def full_clean(self):
        super().full_clean()
        if self.examined and self.errors and "agency_pdf" not in self.errors:
            # Browsers forget the choice when a form comes back.
            self.add_error("agency_pdf", "Nothing is wrong with the file. Choose it again with the corrections.")
