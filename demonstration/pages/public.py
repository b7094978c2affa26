"""Pages that anybody may read, without the gate."""

from demonstration.pages.preparation import PREPARED_ON

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
                "<h2>The medicine</h2>"
                "<p>BESPONSA® ▼ (inotuzumab ozogamicin) is a prescription-only medicine.</p>"
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
