"""The published cases that a website's register has no hand in, and why. They are data, not tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outside:
    """One case: what happened, why nothing here could prevent or show it, and what the product offers all the same."""

    case: str
    ruling: str
    company: str
    outcome: str
    happened: str
    because: str
    offers: str = ""


OUTSIDE = (
    Outside(
        "PM-11",
        "AUTH/3106/10/18",
        "Janssen",
        "breach, clauses not known (2016)",
        "A journal advertisement with old prescribing information was used again after its recall, then printed once "
        "more by the publisher without asking.",
        "A publisher's copy lies with the publisher; no request for it comes to this site.",
        "A leaflet of this site with old prescribing information inside is not served once its days are over.",
    ),
    Outside(
        "PM-53",
        "CASE/0302/04/24",
        "Consilient Health",
        "no breach of 5.1, 16.1 and 26.1 (2021)",
        "An advertisement stood on a medical publication's site that asked for no login.",
        "Where another site places an advertisement, and who reads that site, is not known here.",
        "What the advertisement leads to is behind this site's gate.",
    ),
    Outside(
        "PM-55",
        "AUTH/3700/10/22",
        "Ethypharm",
        "breach of 5.1, 26.1 and 26.2, that of 2 overturned (2021)",
        "A poster in the street carried a website's address and was ruled to advertise to the public.",
        "The poster itself was the advertisement; it does not pass through this site.",
        "Whoever types the address sees the gate, which names no medicine, and the way to public information.",
    ),
    Outside(
        "PM-64",
        "AUTH/3754/3/23",
        "Novo Nordisk",
        "breach of 3.3 and 5.1, no breach of 2 (2021)",
        "A booking form that had been ruled on could still be found at a third party.",
        "Copies at third parties are theirs; this site cannot withdraw them.",
        "What is withdrawn here answers 410 at every address it ever had; the record keeps the reason and the moment.",
    ),
    Outside(
        "PM-74",
        "AUTH/3418/11/20",
        "LEO Pharma",
        "breach of high standards among others, no breach of 2 (2019)",
        "A company's UK home page did not say where information on its clinical trials is.",
        "That is asked of a company's own home page; this is a site about one medicine.",
        "No on the gate leads to the company's site.",
    ),
    Outside(
        "PM-76",
        "AUTH/3623/3/22",
        "Aimmune",
        "breach of 3.2, 3.4, 5.1, 5.6, 8.1, 12.1 and 26.1 among others, no breach of 2 (2021)",
        "An employee's “like” spread a foreign post about a medicine, without any of the obligatory items.",
        "What employees do in social media leaves no trace here.",
        "Pages have no share buttons and no preview for social media, and each carries its date and all obligatory "
        "items.",
    ),
    Outside(
        "PM-79",
        "AUTH/3721/1/23",
        "Pfizer",
        "breach of 5.1, no breach of 2, 12.1, 12.2, 12.4, 12.10 and 26.1 (2021)",
        "Three tweets of the company linked to an article without saying for whom it was.",
        "The words of a tweet are written, approved and sent elsewhere.",
        "Whoever follows such a link to this site is asked at the gate first, which says for whom the pages are.",
    ),
)
