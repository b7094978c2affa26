"""The demonstration's pages, in the order a visitor meets them.

The administration page follows the real page this site is built after: its order, wording, figures, job code and
date. Its doubled, cut and lost passages are mended from public sources. The other pages were written for this
site from the same sources. Demonstration content: not checked against the current Summary of Product Characteristics.

Rich text names its sources and abbreviations by key: `[cite:smpc]`, `[abbr:UV]`.
"""

from datetime import date

# Pages written for this site; the administration page keeps the date of the real one.
PREPARED_ON = date(2026, 11, 1)

FAST_FACTS = {
    "kind": "download",
    "heading": "Fast Facts",
    "html": (
        "<p>Download the Fast Facts [abbr:PDF] document to aid your understanding of BESPONSA. [abbr:SmPC] should be "
        "consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-fast-facts.pdf",
    "label": "Download here",
}

PHARMACY_GUIDE = {
    "kind": "download",
    "heading": "Pharmacy Guide",
    "html": (
        "<p>Download the guide for Pharmacists for information on dosing, drug interactions, reconstitution, "
        "administration, shelf life etc. [abbr:SmPC] should be consulted for full guidance.</p>"
    ),
    "address": "/downloads/besponsa-pharmacy-guide.pdf",
    "label": "Download here",
}

ADMINISTRATION = {
    "address": "/medicine/besponsa/dosing/administration/",
    "title": "Administration",
    "audience": "hcp",
    "section": "Dosing",
    "parent": "/",
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0419",
    "prepared_on": date(2021, 3, 1),
    "heading": "Administer BESPONSA with precision",
    "heading_citations": ["smpc"],
    "introduction": (
        "<p>For more information on administration please consult the BESPONSA summary of product characteristics "
        "([abbr:SmPC]) or download the Pharmacy Guide below.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>Before administering BESPONSA</h2>"},
        {
            "kind": "notice",
            "icon": "sun-off",
            "heading": "Protect from ultraviolet light",
            "html": (
                "<p>Protect BESPONSA from [abbr:UV] light during reconstitution, dilution and administration."
                "[cite:swiss_product_information]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "syringe",
            "heading": "Pre-medication",
            "html": (
                "<p>Pre-medication with a corticosteroid, antipyretic and antihistamine is recommended prior to "
                "dosing.[cite:smpc]</p>"
                "<p>For patients with a high tumour burden, pre-medication to reduce uric acid levels, and hydration, "
                "are also recommended before each dose.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "droplet",
            "heading": "Cytoreduction",
            "html": (
                "<ul><li>For patients with circulating lymphoblasts, cytoreduction with a combination of hydroxyurea "
                "(UK name: hydroxycarbamide), steroids, and/or vincristine to a peripheral blast count "
                "≤ 10,000/mm<sup>3</sup> is recommended prior to the first dose.[cite:smpc]</li></ul>"
            ),
        },
        {
            "kind": "text",
            "html": (
                "<h2>How to administer BESPONSA</h2>"
                "<ul><li>BESPONSA is diluted to a total nominal volume of 50 mL, and administered at a flow rate of "
                "50 mL/hr at room temperature (20–25 °C [68–77 °F]).[cite:smpc]</li></ul>"
                "<p>BESPONSA must be reconstituted before it is diluted. The Pharmacy Guide below and section 6.6 of "
                "the [abbr:SmPC] give the steps.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "droplet",
            "heading": "50 mL",
            "html": (
                "<p>Total nominal volume, diluted with sodium chloride 9 mg/mL (0.9%) solution for injection."
                "[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "clock",
            "heading": "50 mL/hr",
            "html": "<p>Flow rate of the intravenous infusion, which takes 1 hour.[cite:smpc]</p>",
        },
        {
            "kind": "notice",
            "icon": "thermometer",
            "heading": "20–25 °C",
            "html": "<p>Room temperature at which the infusion is given (68–77 °F).[cite:smpc]</p>",
        },
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "Do not mix with other medicines",
            "html": (
                "<p>Do not mix BESPONSA or infuse it together with other medicines.[cite:swiss_product_information]</p>"
            ),
        },
        {
            "kind": "timeline",
            "heading": "Time limits after reconstitution",
            "summary": (
                "Counted from reconstitution at 0 hours: dilute no later than 4 hours, and end the infusion no later "
                "than 8 hours."
            ),
            "marks": [
                {"label": "Reconstitution", "hours": 0},
                {"label": "Dilution no later than", "hours": 4},
                {"label": "End of infusion no later than", "hours": 8},
            ],
            "note": (
                "<p>No more than 4 hours from reconstitution to dilution, and no more than 8 hours from reconstitution "
                "to the end of administration.[cite:swiss_product_information]</p>"
                "<ul><li><strong>Reconstituted solution:</strong> use immediately, or store at 2–8 °C for up to "
                "4 hours.[cite:swiss_product_information]</li>"
                "<li><strong>Diluted solution:</strong> use immediately, or store at 20–25 °C or at 2–8 °C within the "
                "limits above.[cite:swiss_product_information]</li>"
                "<li><strong>Both:</strong> protect from light and do not freeze."
                "[cite:swiss_product_information]</li></ul>"
                "<p>These limits were read in the product information for Switzerland. Check section 6.3 of the UK "
                "[abbr:SmPC] before use.</p>"
            ),
        },
        {"kind": "text", "html": "<h2>During and after administering BESPONSA</h2>"},
        {
            "kind": "notice",
            "icon": "clock",
            "heading": "Observe patients for ≥ 1 hour post infusion",
            "html": (
                "<p>Patients should be observed during and for at least 1 hour after the end of the infusion for "
                "symptoms of infusion-related reactions.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "notice",
            "icon": "warning",
            "heading": "If an infusion-related reaction occurs",
            "html": (
                "<p>Interrupt the infusion and start appropriate medical management. Depending on severity, consider "
                "discontinuing the infusion or giving steroids and antihistamines. After a severe or life-threatening "
                "reaction, discontinue BESPONSA permanently.[cite:smpc]</p>"
            ),
        },
        {"kind": "text", "html": "<h2>Explore more</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {"kind": "text", "html": "<h2>Quick links</h2>"},
        {
            "kind": "link_card",
            "heading": "Support and resources",
            "html": "<p>Access Support and resources to find clinical papers and the documents to download.</p>",
            "address": "/support-and-resources/",
            "label": "Access here",
            "external": False,
        },
    ],
}

HOME = {
    "address": "/",
    "title": "Home",
    "audience": "hcp",
    "section": "",
    "parent": "",
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0423",
    "prepared_on": PREPARED_ON,
    "heading": "Medicines information for UK healthcare professionals",
    "heading_citations": [],
    "introduction": (
        "<p>This promotional site is from Pfizer Limited. It holds information about the administration of BESPONSA "
        "(inotuzumab ozogamicin), its prescribing information, and documents to download.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>BESPONSA (inotuzumab ozogamicin)</h2>"},
        {
            "kind": "link_card",
            "heading": "Administration",
            "html": (
                "<p>What to prepare before the dose, the infusion, the time limits after reconstitution, and "
                "observation during and after the infusion.</p>"
            ),
            "address": "/medicine/besponsa/dosing/administration/",
            "label": "Read about administration",
            "external": False,
        },
        {
            "kind": "link_card",
            "heading": "Prescribing information",
            "html": (
                "<p>Indications, dosage, contraindications, precautions, adverse reactions, legal category and "
                "price.</p>"
            ),
            "address": "/medicine/besponsa/prescribing-information/",
            "label": "Read the prescribing information",
            "external": False,
        },
        {"kind": "text", "html": "<h2>Documents to download</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {"kind": "text", "html": "<h2>More on this site</h2>"},
        {
            "kind": "link_card",
            "heading": "Therapy areas",
            "html": "<p>The disease area this site covers, the licensed indication, and national guidance.</p>",
            "address": "/therapy-areas/",
            "label": "See all therapy areas",
            "external": False,
        },
        {
            "kind": "link_card",
            "heading": "Support and resources",
            "html": "<p>Documents to download, published papers, and how to reach Medical Information.</p>",
            "address": "/support-and-resources/",
            "label": "Access Support and resources",
            "external": False,
        },
    ],
}

THERAPY_AREAS_PAGE = {
    "address": "/therapy-areas/",
    "title": "Therapy areas",
    "audience": "hcp",
    "section": "",
    "parent": "/",
    "therapy_area": False,
    "product": True,
    "job_code": "PP-INO-GBR-0424",
    "prepared_on": PREPARED_ON,
    "heading": "Therapy areas",
    "heading_citations": [],
    "introduction": (
        "<p>Information relating to specific disease areas aligned to Pfizer’s portfolio and other resources designed "
        "for Pfizer medicines.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {
            "kind": "text",
            "html": (
                "<h2>Haematology and oncology</h2>"
                "<h3>BESPONSA (inotuzumab ozogamicin): licensed indication</h3>"
                "<p>BESPONSA is indicated as monotherapy for the treatment of adults with relapsed or refractory "
                "CD22-positive B cell precursor acute lymphoblastic leukaemia ([abbr:ALL]). Adult patients with "
                "Philadelphia chromosome positive relapsed or refractory B cell precursor [abbr:ALL] should have "
                "failed treatment with at least 1 tyrosine kinase inhibitor.[cite:smpc]</p>"
            ),
        },
        {
            "kind": "table",
            "caption": "National guidance",
            "html": (
                '<table><thead><tr><th scope="col">Guidance</th><th scope="col">Position</th></tr></thead><tbody>'
                '<tr><th scope="row">[abbr:NICE] technology appraisal TA541</th><td>Recommended, within the marketing '
                "authorisation, as an option for adults, subject to the commercial "
                "arrangement.[cite:nice_ta541]</td></tr>"
                '<tr><th scope="row">[abbr:SMC] advice 1328/18</th>'
                "<td>Accepted for restricted use: in patients for whom the "
                "intent is to proceed to stem cell transplantation (11 June 2018).[cite:smc_1328]</td></tr>"
                "</tbody></table>"
            ),
            "note": "",
        },
        {
            "kind": "link_card",
            "heading": "Administration",
            "html": "<p>Preparing for, giving and following the infusion of BESPONSA.</p>",
            "address": "/medicine/besponsa/dosing/administration/",
            "label": "Read about administration",
            "external": False,
        },
    ],
}

SUPPORT_AND_RESOURCES = {
    "address": "/support-and-resources/",
    "title": "Support and resources",
    "audience": "hcp",
    "section": "",
    "parent": "/",
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0425",
    "prepared_on": PREPARED_ON,
    "heading": "Support and resources",
    "heading_citations": [],
    "introduction": (
        "<p>Documents to download, the published reports of the INO-VATE [abbr:ALL] study, national guidance, and how "
        "to reach Pfizer Medical Information.</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        {"kind": "text", "html": "<h2>Documents to download</h2>"},
        FAST_FACTS,
        PHARMACY_GUIDE,
        {
            "kind": "text",
            "html": (
                "<h2>Published papers</h2>"
                "<p>INO-VATE ALL was a phase 3, open-label, randomised study in adults with relapsed or refractory "
                "acute lymphoblastic leukaemia. Of 326 adults, 164 were randomised to inotuzumab ozogamicin and 162 to "
                "standard chemotherapy between 27 August 2012 and 4 January 2015; 164 and 143 of them were "
                "treated.[cite:kantarjian_2019] The two primary endpoints were complete remission, including complete "
                "remission with incomplete haematological recovery, and overall survival.[cite:kantarjian_2016]</p>"
            ),
        },
        {
            "kind": "link_card",
            "heading": "Kantarjian et al., 2016",
            "html": (
                "<p>Kantarjian HM, DeAngelo DJ, Stelljes M, et al. Inotuzumab ozogamicin versus standard therapy for "
                "acute lymphoblastic leukemia. <em>N Engl J Med</em> 2016;375:740–753.[cite:kantarjian_2016]</p>"
                "<p>The first report. Remission was analysed in the first 218 adults randomised, 109 in each "
                "group.[cite:kantarjian_2016]</p>"
            ),
            "address": "https://doi.org/10.1056/NEJMoa1509277",
            "label": "Find the paper at doi.org",
            "external": True,
        },
        {
            "kind": "link_card",
            "heading": "Kantarjian et al., 2019",
            "html": (
                "<p>Kantarjian HM, DeAngelo DJ, Stelljes M, et al. Inotuzumab ozogamicin versus standard of care in "
                "relapsed or refractory acute lymphoblastic leukemia: final report and long-term survival follow-up "
                "from the randomized, phase 3 INO-VATE study. <em>Cancer</em> "
                "2019;125:2474–2487.[cite:kantarjian_2019]</p>"
                "<p>The final report, in all 326 adults randomised, with at least 2 years of "
                "follow-up.[cite:kantarjian_2019]</p>"
            ),
            "address": "https://doi.org/10.1002/cncr.32116",
            "label": "Find the paper at doi.org",
            "external": True,
        },
        {"kind": "text", "html": "<h2>National guidance</h2>"},
        {
            "kind": "link_card",
            "heading": "Technology appraisal TA541",
            "html": (
                "<p>Guidance from the National Institute for Health and Care Excellence ([abbr:NICE]) on inotuzumab "
                "ozogamicin.[cite:nice_ta541]</p>"
            ),
            "address": "https://www.nice.org.uk/guidance/ta541",
            "label": "Read the guidance at nice.org.uk",
            "external": True,
        },
        {
            "kind": "link_card",
            "heading": "Advice 1328/18",
            "html": (
                "<p>Advice from the Scottish Medicines Consortium ([abbr:SMC]) on inotuzumab "
                "ozogamicin.[cite:smc_1328]</p>"
            ),
            "address": (
                "https://scottishmedicines.org.uk/medicines-advice/inotuzumab-ozogamicin-besponsa-fullsubmission-132818"
            ),
            "label": "Read the advice at scottishmedicines.org.uk",
            "external": True,
        },
        {
            "kind": "text",
            "html": (
                "<h2>Medical information</h2>"
                "<p>Pfizer Medical Information answers questions from healthcare professionals about Pfizer "
                "medicines.</p>"
                "<ul><li>Telephone: 01304 616161</li>"
                '<li><a href="https://www.pfizermedicalinformation.co.uk/en-gb">pfizermedicalinformation.co.uk</a></li>'
                "<li>Post: Pfizer Limited, Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS</li></ul>"
            ),
        },
    ],
}

PRIVACY = {
    "address": "/privacy/",
    "title": "Privacy",
    "audience": "public",
    "section": "",
    "parent": "",
    "therapy_area": False,
    "product": False,
    "job_code": "PP-PFE-GBR-2689",
    "prepared_on": PREPARED_ON,
    "heading": "Privacy and cookies",
    "heading_citations": [],
    "introduction": (
        "<p>What this site stores about you, why, and for how long. Visitors are not asked for a name, an email "
        "address or a registration number.</p>"
    ),
    "meta_description": "What this site stores about its visitors, and why.",
    "blocks": [
        {
            "kind": "table",
            "caption": "Cookies for visitors",
            "html": (
                '<table><thead><tr><th scope="col">Cookie</th>'
                '<th scope="col">When it is set</th>'
                '<th scope="col">What it is for</th></tr></thead><tbody>'
                '<tr><th scope="row">Session cookie</th>'
                "<td>When you answer Yes to the question whether you are a healthcare "
                "professional</td><td>It lets our server recognise your declaration, so that you are not asked on "
                "every page. It holds a random value.</td></tr>"
                '<tr><th scope="row">Security cookie</th>'
                "<td>When a page with a form is shown</td><td>It protects the form against "
                "requests forged by other sites. It holds a random value.</td></tr>"
                "</tbody></table>"
            ),
            "note": (
                "<p>Both are strictly necessary for what you ask of the site. There are no other cookies for "
                "visitors.</p>"
            ),
        },
        {
            "kind": "text",
            "html": (
                "<h2>Your declaration</h2>"
                "<p>When you answer Yes, our server keeps the moment of your answer and the version of the text you "
                "confirmed, linked to the session cookie. The declaration lapses after a set number of days, when the "
                "text you confirmed is replaced, or when you answer No.</p>"
                "<h2>What this site does not do</h2>"
                "<ul><li>No analytics, no tracking and no advertising.</li>"
                "<li>Nothing is loaded from other sites.</li>"
                "<li>The pages for visitors need no JavaScript.</li></ul>"
                "<h2>Technical records</h2>"
                "<p>The server may record the requests it receives (the address asked for, the time and the network "
                "address they came from), to run the site and keep it secure.</p>"
                "<h2>Staff accounts</h2>"
                "<p>People who edit, review or sign the content have an account. The site keeps their name, what they "
                "did and when, and for signatories their qualification and registration number. Passwords are stored "
                "only in a form from which they cannot be read. Records of what was published and who signed it are "
                "kept for at least three years after its last use.</p>"
                "<h2>Links to other sites</h2>"
                "<p>Some links lead to other sites, which have their own privacy notices.</p>"
                "<h2>Questions and your rights</h2>"
                "<p>You may ask what is held about you, and ask for it to be corrected. Write to Pfizer Limited, "
                "Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS, or telephone 01304 616161. You may "
                "also complain to the Information Commissioner’s Office.</p>"
            ),
        },
    ],
}

ACCESSIBILITY = {
    "address": "/accessibility/",
    "title": "Accessibility",
    "audience": "public",
    "section": "",
    "parent": "",
    "therapy_area": False,
    "product": False,
    "job_code": "PP-PFE-GBR-2690",
    "prepared_on": PREPARED_ON,
    "heading": "Accessibility statement",
    "heading_citations": [],
    "introduction": (
        "<p>We want everyone to be able to use this site. It aims to meet the Web Content Accessibility Guidelines "
        "([abbr:WCAG]) 2.2 at level AA.</p>"
    ),
    "meta_description": "How accessible this site is, and how to report a problem.",
    "blocks": [
        {
            "kind": "text",
            "html": (
                "<h2>What you should be able to do</h2>"
                "<ul><li>Use every page with the keyboard alone, and skip straight to the main content.</li>"
                "<li>Use every page without JavaScript.</li>"
                "<li>Enlarge the text, or read on a narrow screen, without scrolling sideways to read a line.</li>"
                "<li>Read the pages with a screen reader: headings, tables and pictures are marked up and named.</li>"
                "<li>Print every page.</li></ul>"
                "<h2>Documents to download</h2>"
                "<p>The documents made by this site are tagged [abbr:PDF] files made to the PDF/UA-1 standard, with a "
                "title, a language, headings and bookmarks. If a document does not work for you, ask us for its "
                "content in another form.</p>"
                "<h2>How it is checked</h2>"
                "<p>Pages are checked with automated accessibility tools as part of the site’s tests. No outside body "
                "has assessed this site. Automated tools do not find every problem, so please tell us what we "
                "missed.</p>"
                "<h2>Report a problem</h2>"
                "<p>Telephone 01304 616161, or write to Pfizer Limited, Walton Oaks, Dorking Road, Walton on the Hill, "
                "Surrey KT20 7NS. Tell us the address of the page, what you tried to do, and the browser or assistive "
                "technology you use.</p>"
            ),
        },
    ],
}

PUBLIC_INFORMATION = {
    "address": "/public-information/",
    "title": "Public information",
    "audience": "public",
    "section": "",
    "parent": "",
    "therapy_area": False,
    "product": False,
    "job_code": "PP-PFE-GBR-2691",
    "prepared_on": PREPARED_ON,
    "heading": "Reference information for the public",
    "heading_citations": [],
    "introduction": (
        "<p>This page is for patients and members of the public in the United Kingdom. It links to reference "
        "information only. If you have questions about a medicine or your treatment, ask your doctor, pharmacist or "
        "nurse.</p>"
    ),
    "meta_description": "Reference information for patients and members of the public in the United Kingdom.",
    "blocks": [
        {
            "kind": "text",
            "html": (
                "<h2>BESPONSA® ▼ (inotuzumab ozogamicin)</h2>"
                "<p>BESPONSA (inotuzumab ozogamicin) is a prescription-only medicine.</p>"
                "<p>▼ This medicine is subject to additional monitoring. This will allow quick identification of new "
                "safety information. You can help by reporting any side effects you may get.</p>"
            ),
        },
        {
            "kind": "link_card",
            "heading": "Summary of Product Characteristics",
            "html": (
                "<p>The reference document for healthcare professionals, at the electronic medicines compendium "
                "(emc).</p>"
            ),
            "address": "https://medicines.org.uk/emc/medicine/33679",
            "label": "Read it at medicines.org.uk",
            "external": True,
        },
        {
            "kind": "link_card",
            "heading": "Patient information leaflet",
            "html": (
                "<p>The leaflet for patients can be found at the electronic medicines compendium (emc). Search there "
                "for the name of the medicine.</p>"
            ),
            "address": "https://www.medicines.org.uk/emc",
            "label": "Look for it at medicines.org.uk",
            "external": True,
        },
        {
            "kind": "link_card",
            "heading": "Public assessment report",
            "html": "<p>The European public assessment report, at the European Medicines Agency.</p>",
            "address": "https://www.ema.europa.eu/en/medicines/human/EPAR/besponsa",
            "label": "Read it at ema.europa.eu",
            "external": True,
        },
        {
            "kind": "text",
            "html": (
                "<h2>Reporting of side effects</h2>"
                "<p>If you get any side effects, talk to your doctor, pharmacist or nurse. This includes any possible "
                "side effects not listed in the package leaflet. You can also report side effects directly via the "
                'Yellow Card Scheme at <a href="https://yellowcard.mhra.gov.uk">yellowcard.mhra.gov.uk</a>. '
                "By reporting side effects you can help provide more information on the safety of this medicine.</p>"
                "<h2>Contact the company</h2>"
                "<p>Pfizer Limited, Walton Oaks, Dorking Road, Walton on the Hill, Surrey KT20 7NS. Pfizer Medical "
                "Information: 01304 616161.</p>"
            ),
        },
    ],
}

PAGES = [
    HOME,
    ADMINISTRATION,
    THERAPY_AREAS_PAGE,
    SUPPORT_AND_RESOURCES,
    PRIVACY,
    ACCESSIBILITY,
    PUBLIC_INFORMATION,
]
