"""Other spellings and other words for the same, in any medicine. A page is found by either."""

# In the UK, elsewhere: wherever they stand in a word. That some of what comes out is no word does no harm.
SPELLINGS = [
    ("haem", "hem"),
    ("aemi", "emi"),
    ("leukaem", "leukem"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("foet", "fet"),
    ("paed", "ped"),
    ("anaesth", "anesth"),
    ("gynaec", "gynec"),
    ("rrhoea", "rrhea"),
    ("tumour", "tumor"),
    ("colour", "color"),
    ("centre", "center"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("sulph", "sulf"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("labell", "label"),
    ("counsell", "counsel"),
    ("cancell", "cancel"),
]

# Each line means one thing.
SAME = [
    ("hydroxycarbamide", "hydroxyurea"),
    ("paracetamol", "acetaminophen"),
    ("adrenaline", "epinephrine"),
    ("noradrenaline", "norepinephrine"),
    ("ciclosporin", "cyclosporin", "cyclosporine"),
    ("furosemide", "frusemide"),
    ("salbutamol", "albuterol"),
    ("pethidine", "meperidine"),
    ("aciclovir", "acyclovir"),
    ("adverse reaction", "adverse event", "side effect"),
    ("contraindication", "contra indication"),
    ("storage", "store"),
    ("refrigerator", "fridge"),
    ("°C", "Celsius"),
    ("mL", "millilitre"),
    ("infusion", "drip"),
]
