from pages.blocks import BLOCKS  # noqa: F401  the blocks are models of this app too
from pages.models.abbreviation import Abbreviation
from pages.models.page import Page
from pages.models.prescribing_information import PrescribingInformation
from pages.models.reference import Reference
from pages.models.therapy_area import TherapyArea
from pages.models.video import Video

__all__ = ["Abbreviation", "Page", "PrescribingInformation", "Reference", "TherapyArea", "Video"]
