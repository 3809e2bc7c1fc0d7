"""What must be true of buildings and doors, and which doors a plan of buildings has."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.door import Door

MOST_STAIRWELLS, MOST_FLOORS, MOST_PER_FLOOR, MOST_DOORS = 20, 60, 40, 20_000


@dataclass(frozen=True, slots=True)
class BuildingPlan:
    """One building as people describe it: 3号楼, 3 个单元, 11 层, 每层 2 户; with its exceptions.

    `per_stairwell` overrides `per_floor` for one stairwell ("2" → 3). `without`: rooms that are not there, written as
    in a door without its building ("1-101", or "101" where there are no stairwells). `extra`: doors beyond the grid.
    """

    building: str
    stairwells: int
    floors: int
    per_floor: int
    first_floor: int = 1
    per_stairwell: tuple[tuple[str, int], ...] = ()
    without: tuple[str, ...] = ()
    extra: tuple[Door, ...] = ()


def check_plan(plan: BuildingPlan) -> None:
    """UserError for a building that nobody would build; `stairwells` 0 means a building without any."""
    if not plan.building.strip():
        raise UserError(_("请填写楼号，例如 3"), field="building")
    if not 0 <= plan.stairwells <= MOST_STAIRWELLS:
        raise UserError(
            _("单元数应在 0 到 {most} 之间，没有单元时填 0").format(most=MOST_STAIRWELLS), field="stairwells"
        )
    if not 1 <= plan.floors <= MOST_FLOORS:
        raise UserError(_("楼层数应在 1 到 {most} 之间").format(most=MOST_FLOORS), field="floors")
    counts = [plan.per_floor, *(count for _stairwell, count in plan.per_stairwell)]
    if not all(1 <= count <= MOST_PER_FLOOR for count in counts):
        raise UserError(_("每层户数应在 1 到 {most} 之间").format(most=MOST_PER_FLOOR), field="per_floor")


def doors(plan: BuildingPlan) -> Iterator[Door]:
    """Every door of a checked plan, stairwell by stairwell, from the lowest floor up: 3-1-101, 3-1-102."""
    counts = dict(plan.per_stairwell)
    stairwells = [str(number) for number in range(1, plan.stairwells + 1)] or [""]
    without = frozenset(plan.without)
    for stairwell in stairwells:
        for floor in range(plan.first_floor, plan.first_floor + plan.floors):
            for place in range(1, counts.get(stairwell, plan.per_floor) + 1):
                room = f"{floor}{place:02}"
                if "-".join(part for part in (stairwell, room) if part) not in without:
                    yield Door(plan.building.strip(), stairwell, room)
    yield from plan.extra


def building_key(building: str) -> str:
    """The key of a building within its compound: its number, "-" for premises outside the numbered buildings."""
    return building or "-"


def stairwell_key(building: str, stairwell: str) -> str:
    """The key of a stairwell within the compound: 3/2, and "3/" where the building has none.

    Not 3-2: that is a door of a building without stairwells, and two places may not share an id.
    """
    return f"{building_key(building)}/{stairwell}"
