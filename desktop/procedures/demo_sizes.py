"""How large a demo may be made (MISSION, size it is built for)."""

from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.text import _

MOST = 70_000
PEOPLE, HOUSEHOLDS_A_BUILDING = 2.95, 61  # as at the branch of the report


@dataclass(frozen=True, slots=True)
class Size:
    """Households, the people in them, and the buildings they live in."""

    households: int
    people: int
    buildings: int


SIZES = {"branch": Size(491, 1_447, 8), "community": Size(3_500, 10_850, 57), "county": Size(70_000, 217_000, 1_140)}


def size_of(said: str) -> Size:
    """A size by its name, or a number of households from 1 on; UserError for anything else."""
    if said in SIZES:
        return SIZES[said]
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MOST):
        names = "、".join(SIZES)
        sentence = _("--size 不能写“{said}”，可以写：{names}，或者户数 1 到 {most}，什么也没有做。")
        raise UserError(sentence.format(said=said, names=names, most=MOST))
    households = int(said)
    return Size(households, max(households, round(households * PEOPLE)), -(-households // HOUSEHOLDS_A_BUILDING))
