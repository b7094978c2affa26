"""What the registers to be measured hold: which Versions, of what, since when, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

VERSIONS_EACH = 10  # of a Material: 8 superseded, one live or expired, and one that is further back on its way
EVENTS_EACH = 10  # of a Version
STILL_ON_ITS_WAY = (
    "frozen",
    "frozen",
    "scheduled",
    "in-review",
    "returned",
    "approved",
    "withdrawn",
    "frozen",
    "frozen",
    "frozen",  # and here the Version before it is expired
)
# The Events of a Version, after those of saving its Draft.
STEPS = {
    "frozen": ("frozen",),
    "in-review": ("frozen", "submitted"),
    "returned": ("frozen", "submitted", "returned"),
    "approved": ("frozen", "submitted", "approved"),
    "withdrawn": ("frozen", "withdrawn"),
    "scheduled": ("frozen", "submitted", "approved", "certified"),
    "signed": ("frozen", "submitted", "approved", "certified"),
}
LONGEST_USE_DAYS = 730
FIRST_NUMBER = 351  # so that PP-INO-GBR-0419 is in every register


@dataclass(slots=True)
class PlannedVersion:
    """One Version; its Rendition has the same pk, and so has its Submission."""

    material: int
    number: int
    way: str  # a key of STEPS
    frozen_at: datetime
    first_use_on: date
    ends_on: date
    pk: int = 0
    job_code: str = ""

    @property
    def saves(self) -> int:
        """How often the Draft was saved before it was frozen."""
        return EVENTS_EACH - len(STEPS[self.way])


class Plan:
    """The Versions in the order in which they were frozen, and what their Materials are."""

    def __init__(self, versions: int, *, today: date):
        self.today = today
        self.materials = range(1, versions // VERSIONS_EACH + 1)
        self.products = range(1, min(12, 1 + len(self.materials) // 100) + 1)
        self.versions = sorted(self._versions(), key=lambda version: version.frozen_at)
        numbers = dict.fromkeys((0, *self.products), FIRST_NUMBER)
        for pk, version in enumerate(self.versions, start=1):
            product = self.product_of(version.material)
            version.pk = pk
            version.job_code = f"PP-{self.code(product)}-GBR-{numbers[product]:04d}"
            numbers[product] += 1
        self.pks = {(version.material, version.number): version.pk for version in self.versions}

    def kind_of(self, material: int) -> str:
        """The first is the gate's text, then each product's prescribing information; one in 25 is a leaflet."""
        if material == 1:
            return "interstitial"
        if material <= 1 + len(self.products):
            return "prescribinginformation"
        return "leaflet" if material % 25 == 3 else "page"

    def address_of(self, material: int) -> str:
        return {
            "interstitial": "/confirm/",
            "prescribinginformation": f"/product-{material - 1}/prescribing-information/",
            "leaflet": f"/downloads/leaflet-{material}.pdf",
            "page": f"/product-{self.product_of(material)}/page-{material}/",
        }[self.kind_of(material)]

    def product_of(self, material: int) -> int:
        """Its pk; 0 for the gate, which has none."""
        return 0 if material == 1 else 1 + (material - 2) % len(self.products)

    def code(self, product: int) -> str:
        """A product's three letters."""
        return ("PFE", "INO")[product] if product < 2 else f"XY{chr(ord('A') + product - 2)}"

    def embedded_in(self, version: PlannedVersion) -> int | None:
        """What prescribing information is inside a leaflet; in one of four live ones it is the last but one."""
        if self.kind_of(version.material) != "leaflet":
            return None
        is_old = version.number == 9 and version.material // 25 % 4 == 0
        return self.pks[1 + self.product_of(version.material), 8 if is_old else min(version.number, 9)]

    def _versions(self) -> Iterator[PlannedVersion]:
        for material in self.materials:
            way = STILL_ON_ITS_WAY[material % len(STILL_ON_ITS_WAY)]
            if self.kind_of(material) in ("interstitial", "prescribinginformation"):
                way, ends_on = "frozen", self.today + timedelta(days=LONGEST_USE_DAYS - 5)
            elif material % len(STILL_ON_ITS_WAY) == 9:
                ends_on = self.today - timedelta(days=material % 300)
            else:
                ends_on = self.today + timedelta(days=1 + material * 389 % (LONGEST_USE_DAYS - 1))
            for number in range(1, VERSIONS_EACH):
                first_use_on = ends_on - timedelta(days=LONGEST_USE_DAYS + 90 * (VERSIONS_EACH - 1 - number))
                yield self._version(material, number, "signed", first_use_on - timedelta(days=10), first_use_on)
            frozen_on = self.today - timedelta(days=1 + material % 8)
            yield self._version(material, VERSIONS_EACH, way, frozen_on, self.today + timedelta(days=30))

    def _version(self, material: int, number: int, way: str, frozen_on: date, first_use_on: date) -> PlannedVersion:
        frozen_at = datetime.combine(frozen_on, time(9), UTC) + timedelta(seconds=material * VERSIONS_EACH // 4)
        ends_on = first_use_on + timedelta(days=LONGEST_USE_DAYS)
        return PlannedVersion(material, number, way, frozen_at, first_use_on, ends_on)
