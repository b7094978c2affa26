from content_editor.admin import RefinedModelAdmin
from django.contrib import admin

from compliance.admin.material import MaterialAdmin
from pages.models import PrescribingInformation


@admin.register(PrescribingInformation)
class PrescribingInformationAdmin(MaterialAdmin, RefinedModelAdmin):
    list_filter = ["product"]
    fieldsets = [
        (None, {"fields": ["title", "address", "product", "revision_seen"]}),
        ("The medicine", {"fields": ["medicine_name", "presentation", "indications", "dosage"]}),
        ("Warnings", {"fields": ["contraindications", "precautions", "interactions", "pregnancy"]}),
        ("Adverse reactions", {"fields": ["common_reactions", "serious_reactions", "other_reactions"]}),
        (
            "Particulars",
            {"fields": ["legal_category", "price", "territory", "authorisation_number", "holder", "checked_against"]},
        ),
    ]
