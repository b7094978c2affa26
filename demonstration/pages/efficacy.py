"""INO-VATE ALL: every figure with its population, both groups, and the liver toxicity beside the benefit."""

from demonstration.pages.cards import DOSING_CARD, SAFETY_CARD, SUPPORT_CARD
from demonstration.pages.preparation import PREPARED_ON
from demonstration.writing import chart, section, table, table_block

RANDOMISED = ["Inotuzumab ozogamicin, n = 164", "Chemotherapy, n = 162"]

REMISSION = [
    section("Remission"),
    chart(
        "Complete remission, with or without full recovery of counts",
        population="All 326 adults randomised (final report)",
        groups=RANDOMISED,
        results=["CR or CRi: 73.8% | 30.9%"],
        note="<p>[abbr:CR] or [abbr:CRi]; one-sided p &lt; 0.0001.</p>",
        source="<p>Final report, 2019.[cite:kantarjian_2019]</p>",
    ),
    chart(
        "Complete remission in the primary analysis",
        population="The first 218 of 326 adults randomised (first report)",
        groups=["Inotuzumab ozogamicin, n = 109", "Chemotherapy, n = 109"],
        results=["CR or CRi: 80.7% (95% CI 72–88) | 29.4% (95% CI 21–39)"],
        note=(
            "<p>Difference, as published: 51.4 percentage points (97.5% [abbr:CI] 38.4–64.3); p &lt; 0.001. The line "
            "on each bar is the 95% confidence interval.</p>"
        ),
        source="<p>First report, 2016.[cite:kantarjian_2016]</p>",
    ),
]

TRANSPLANT = [
    section("Transplant"),
    chart(
        "Straight to transplant after CR or CRi",
        population="All 326 adults randomised (final report)",
        groups=RANDOMISED,
        results=["Transplant: 39.6% (95% CI 32.1–47.6) | 10.5% (95% CI 6.2–16.3)"],
        note="<p>Before any further induction treatment; one-sided p &lt; 0.0001.</p>",
        source="<p>Final report, 2019.[cite:kantarjian_2019]</p>",
    ),
]

SURVIVAL = [
    section(
        "Overall survival",
        "<p>Overall survival was one of the two primary endpoints. It was to count as significant at a one-sided p of "
        "0.0104 or less; that was not met.[cite:kantarjian_2019][cite:pfizerpro_us] The committee of [abbr:NICE] saw "
        "no proven gain in overall survival over chemotherapy based on [abbr:FLAG], while more people reached a "
        "transplant.[cite:nice_ta541]</p>",
    ),
    chart(
        "Median overall survival",
        population="All 326 adults randomised, at least 2 years of follow-up (final report)",
        groups=RANDOMISED,
        results=["Median survival: 7.7 months | 6.2 months"],
        note=(
            "<p>Hazard ratio ([abbr:HR]) 0.75 (97.5% CI 0.57–0.99), one-sided p = 0.0105: not significant at the "
            "preset 0.0104.[cite:pfizerpro_us]</p>"
        ),
        source="<p>Final report, 2019.[cite:kantarjian_2019]</p>",
    ),
    chart(
        "Alive at 2 years",
        population="All 326 adults randomised (final report)",
        groups=RANDOMISED,
        results=["Alive at 2 years: 22.8% | 10.0%"],
        source="<p>Final report, 2019: rates of overall survival at 2 years.[cite:kantarjian_2019]</p>",
    ),
]

LIVER_TOXICITY = [
    section("Liver toxicity in the same study"),
    chart(
        "Veno-occlusive liver disease (VOD/SOS)",
        population="The 307 adults who were treated (final report)",
        groups=["Inotuzumab ozogamicin, n = 164", "Chemotherapy, n = 143"],
        results=["VOD/SOS: 14.0% (23 of 164) | 2.1% (3 of 143)"],
        note=(
            "<p>[abbr:VOD]/[abbr:SOS] occurred in 18 of the 79 treated with inotuzumab ozogamicin who had a transplant "
            "(23%); 5 of those 18 cases were fatal.[cite:swiss_product_information] Check section 4.4 of the UK "
            "[abbr:SmPC].</p>"
        ),
        source="<p>Final report, 2019.[cite:kantarjian_2019]</p>",
    ),
]

EFFICACY = {
    "address": "/medicine/besponsa/efficacy/",
    "title": "Efficacy",
    "audience": "hcp",
    "section": "Efficacy",
    "parent": "/medicine/besponsa/",
    "menu_order": 30,
    "therapy_area": True,
    "product": True,
    "job_code": "PP-INO-GBR-0427",
    "prepared_on": PREPARED_ON,
    "heading": "Remission, transplant, survival and liver toxicity",
    "heading_citations": [],
    "introduction": (
        "<p>INO-VATE [abbr:ALL]: a phase 3, open-label, randomised comparison with chemotherapy in 326 adults with "
        "relapsed or refractory acute lymphoblastic leukaemia.[cite:kantarjian_2019]</p>"
    ),
    "meta_description": "Information for UK healthcare professionals.",
    "blocks": [
        *REMISSION,
        *TRANSPLANT,
        *SURVIVAL,
        *LIVER_TOXICITY,
        section(
            "Study design",
            "<p>Adults were randomised between 27 August 2012 and 4 January 2015. They had had one or two earlier "
            "induction treatments. Chemotherapy was [abbr:FLAG], high-dose cytarabine, or cytarabine with "
            "mitoxantrone. The two primary endpoints were CR or CRi, and overall "
            "survival.[cite:kantarjian_2019][cite:kantarjian_2016]</p>",
        ),
        table_block(
            "Who was counted",
            table(
                ["Population", "Inotuzumab ozogamicin", "Chemotherapy"],
                ["All randomised: 326[cite:kantarjian_2019]", "164", "162"],
                ["First randomised, for the primary analysis of remission: 218[cite:kantarjian_2016]", "109", "109"],
                ["Treated, for safety: 307[cite:kantarjian_2019]", "164", "143"],
                ["Philadelphia chromosome positive, of all randomised[cite:kantarjian_2019]", "22", "27"],
            ),
        ),
        section(
            "National guidance",
            "<ul><li>[abbr:NICE] recommends inotuzumab ozogamicin as an option for adults within its licence, subject "
            "to the commercial arrangement (TA541).[cite:nice_ta541]</li>"
            "<li>The Scottish Medicines Consortium ([abbr:SMC]) accepts it for restricted use, where the aim is a "
            "transplant (1328/18).[cite:smc_1328]</li></ul>",
        ),
        section("Explore more"),
        SAFETY_CARD,
        DOSING_CARD,
        SUPPORT_CARD,
    ],
}
