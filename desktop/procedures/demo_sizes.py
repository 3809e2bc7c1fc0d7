"""How large a demo may be made (MISSION, size it is built for)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Households, the people in them, and the buildings they live in."""

    households: int
    people: int
    buildings: int


SIZES = {"branch": Size(491, 1_447, 8), "community": Size(3_500, 10_850, 57), "county": Size(70_000, 217_000, 1_140)}
