"""The words that preflight looks for from the beginning; signatories change the list from then on.

May run twice: what is there stays as it is. Its reverse takes back those that nobody changed.
"""

from django.db import migrations

SAFE = "The word may not stand without qualification."
NONE = "It must not be said that a medicine has no adverse reactions, toxic hazards or risks."
ALL = "A superlative needs a plain fact behind it."
HANGING = "A comparison says with what."
NEW = "“New” may be said for 12 months from the launch in the UK."

PHRASES = [
    *[("safety", text, SAFE, "") for text in ("safe", "safely", "safer", "proven safety", "safety-proven")],
    *[
        ("safety", text, NONE, "")
        for text in (
            "no side effects",
            "no adverse reactions",
            "without side effects",
            "non-toxic",
            "harmless",
            "risk-free",
        )
    ],
    ("safety", "well tolerated", "Give the rates of adverse reactions instead.", ""),
    *[
        ("novelty", text, NEW, "")
        for text in (
            "new",
            "brand-new",
            "novel",
            "the latest treatment",
            "newest",
            "first-in-class",
            "now available",
            "introducing",
        )
    ],
    *[
        ("superlative", text, ALL, "")
        for text in (
            "best",
            "superior",
            "superiority",
            "unique",
            "uniquely",
            "the only",
            "gold standard",
            "excellent",
            "outstanding",
            "breakthrough",
            "unprecedented",
            "revolutionary",
            "unrivalled",
            "unparalleled",
            "miracle",
            "ideal",
            "perfect",
            "guarantee*",
            "cure",
            "cures",
            "most effective",
            "safest",
        )
    ],
    *[
        ("comparative", text, HANGING, "")
        for text in (
            "better",
            "faster",
            "stronger",
            "quicker",
            "easier",
            "more effective",
            "improved",
            "superior",
            "fewer side effects",
            "longer survival",
            "higher response",
            "lower risk",
            "more convenient",
            "less toxic",
        )
    ],
    *[
        ("spelling", american, "", british)
        for american, british in (
            ("leukemia", "leukaemia"),
            ("hematolog*", "haematology"),
            ("hematopoietic", "haematopoietic"),
            ("anemia", "anaemia"),
            ("edema", "oedema"),
            ("diarrhea", "diarrhoea"),
            ("hemorrhage", "haemorrhage"),
            ("tumor", "tumour"),
            ("tumors", "tumours"),
            ("pediatric", "paediatric"),
            ("esophag*", "oesophagus"),
            ("randomized", "randomised"),
            ("hospitalized", "hospitalised"),
            ("counseling", "counselling"),
            ("center", "centre"),
            ("color", "colour"),
            ("liter", "litre"),
            ("hydroxyurea", "hydroxycarbamide"),
            ("acetaminophen", "paracetamol"),
            ("epinephrine", "adrenaline"),
            ("cyclosporine", "ciclosporin"),
            ("physician's office", "surgery"),
            ("oxogamicin", "ozogamicin"),
            ("B-call", "B-cell"),
        )
    ],
]


def fill(apps, schema_editor):
    WatchedPhrase = apps.get_model("compliance", "WatchedPhrase")
    for kind, text, reason, instead in PHRASES:
        WatchedPhrase.objects.get_or_create(kind=kind, text=text, defaults={"reason": reason, "instead": instead})


def take_back(apps, schema_editor):
    WatchedPhrase = apps.get_model("compliance", "WatchedPhrase")
    for kind, text, reason, instead in PHRASES:
        WatchedPhrase.objects.filter(kind=kind, text=text, reason=reason, instead=instead, retired_on=None).delete()


class Migration(migrations.Migration):
    dependencies = [("compliance", "0004_preflight")]

    operations = [migrations.RunPython(fill, take_back)]
