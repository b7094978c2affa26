"""The demonstration's pages: one module each, all frozen, approved and signed by the loader.

The administration page follows the real page this site is built after. The other pages were written for this site
from public sources. Demonstration content: not checked against the current Summary of Product Characteristics.

Rich text names its sources and abbreviations by key: `[cite:smpc]`, `[abbr:UV]`.
"""

from demonstration.pages.administration import ADMINISTRATION
from demonstration.pages.dosing import DOSING
from demonstration.pages.efficacy import EFFICACY
from demonstration.pages.home import HOME
from demonstration.pages.product_home import PRODUCT_HOME
from demonstration.pages.public import ACCESSIBILITY, PRIVACY, PUBLIC_INFORMATION
from demonstration.pages.safety import SAFETY
from demonstration.pages.support_and_resources import SUPPORT_AND_RESOURCES
from demonstration.pages.therapy_areas import THERAPY_AREAS_PAGE
from demonstration.pages.time_limits_video import TIME_LIMITS_VIDEO

# A page comes after its parent.
PAGES = [
    HOME,
    PRODUCT_HOME,
    EFFICACY,
    SAFETY,
    DOSING,
    ADMINISTRATION,
    THERAPY_AREAS_PAGE,
    SUPPORT_AND_RESOURCES,
    TIME_LIMITS_VIDEO,
    PRIVACY,
    ACCESSIBILITY,
    PUBLIC_INFORMATION,
]
