"""楼栋图 on paper: one building in black and white, by shapes, with no word on who lives where or where nobody does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Box, Drawing, Note, Paragraph, Spacer, Title, Words
from desktop.registers.buildings.model import Building
from desktop.registers.buildings.queries import Door
from desktop.registers.households.model import HouseholdRow
from desktop.reports.elevation import doors
from desktop.standard.show import due, long_day
from desktop.standard.subject import Subject
from desktop.ui.matrix_grid import Cell, Grid

FINE = "fine"
VACANT = "vacant"  # tenure
_URGENT = ("overdue", "soon", "none", FINE)
_MARKS = {"overdue": "■", "soon": "▲", "none": "○", FINE: ""}  # data
_SAID = {
    "overdue": _("■ 该走访了（支部的事）{n} 门"),
    "soon": _("▲ 7 天内 {n} 门"),
    "none": _("○ 没有落实联户党员 {n} 门"),
    FINE: _("没有记号的不用管"),
}
_SIDE_MM, _HEAD_MM, _BETWEEN_MM, _GAP_MM = 14.0, 9.0, 5.0, 1.0
_WIDEST_MM, _HIGHEST_MM = 30.0, 13.0
_AROUND_MM = 38.0  # title, legend and footnote above and below the drawing
_ROOMS = {"A4": (267.0, 171.0), "A3": (390.0, 258.0)}  # the body of the paper, lying


@dataclass(frozen=True, slots=True)
class Spot:
    """A door at its row and column, counted from the top left."""

    row: int
    column: int
    group: int
    room: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElevationSheet(Subject):
    """One building: floors from the top down, stairwells as (title, first column, columns), and its doors."""

    building: str
    day: str
    floors: tuple[str, ...]
    groups: tuple[tuple[str, int, int], ...]
    spots: tuple[Spot, ...]


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[ElevationSheet]:
    """One drawing for each chosen building that has doors, in the order of the buildings."""
    chosen = select(Building).where(Building.id.in_(ids), Building.alive, visible(Building, actor))
    sheets = []
    for building in session.scalars(chosen.order_by(Building.sort)):
        vacant = set(
            session.scalars(
                select(HouseholdRow.id).where(HouseholdRow.building_id == building.id, HouseholdRow.tenure == VACANT)
            )
        )
        found = doors(session, actor, building_id=building.id)
        if found:
            sheets.append(_sheet(building, [_cell(each, vacant, today) for each in found], today))
    if not sheets:
        raise UserError(_("所选的楼栋还没有门牌，没有打印。导入住户名单时，名单里的门牌会自动建好。"))
    return sheets


def _cell(each: Door, vacant: set[UUID], today: date) -> Cell:
    """An empty door looks like any other that needs nothing: a plan of empty homes is of use to burglars only."""
    homes = [home for home in each.homes if home.id not in vacant]
    states = [due(home.next_due, today).state if home.contacts or home.next_due else "none" for home in homes]
    return Cell(each.id, each.floor, each.stairwell, each.room, min(states, key=_URGENT.index, default=FINE))


def _sheet(building: Building, cells: list[Cell], today: date) -> ElevationSheet:
    grid = Grid(cells)
    return ElevationSheet(
        unit_id=building.unit_id,
        headline=building.name,
        building=building.name,
        day=long_day(today),
        floors=tuple(_("{floor}层").format(floor=floor) for floor in grid.floors),
        groups=tuple((group.title, group.first, group.width) for group in grid.groups),
        spots=tuple(
            Spot(row, column, grid.group_of(column), grid.at[row, column].room, grid.at[row, column].state)
            for row, column in grid.reading
        ),
    )


def draw(sheet: ElevationSheet, *, paper: str) -> Sequence[Block]:
    """The doors as large as the paper allows; what is to be done is told by shape and weight, never by colour."""
    counts = Counter(spot.state for spot in sheet.spots)
    legend = "　　".join(
        said.format(n=counts[state]) for state, said in _SAID.items() if state == FINE or counts[state]
    )
    title = _("楼栋图　{building}").format(building=sheet.building)
    return [
        Title(title, _("截至 {day}　共 {n} 门").format(day=sheet.day, n=len(sheet.spots))),
        Paragraph(legend, face="sans", size=11, align="center", indent=0, leading=1.3),
        Spacer(2),
        _drawing(sheet, *_ROOMS[paper]),
        Note(_("颜色和记号表示支部走访进度，不评价住户。")),
    ]


def _drawing(sheet: ElevationSheet, width: float, height: float) -> Drawing:
    columns = sum(wide for _title, _first, wide in sheet.groups)
    across = width - _SIDE_MM - _BETWEEN_MM * (len(sheet.groups) - 1)
    wide = min(across / columns, _WIDEST_MM)
    high = min((height - _AROUND_MM - _HEAD_MM) / len(sheet.floors), _HIGHEST_MM)
    parts: list[Box | Words] = [
        Words(0, _HEAD_MM + row * high, _SIDE_MM - 1, high, floor, size=10) for row, floor in enumerate(sheet.floors)
    ]  # fmt: skip
    for at, (title, first, count) in enumerate(sheet.groups):
        left = _SIDE_MM + first * wide + at * _BETWEEN_MM
        parts.append(Words(left, 0, count * wide, _HEAD_MM, title, size=12, face="sans-bold"))
    for spot in sheet.spots:
        left = _SIDE_MM + spot.column * wide + spot.group * _BETWEEN_MM
        top, pressing = _HEAD_MM + spot.row * high, spot.state == "overdue"
        place = (left + _GAP_MM / 2, top + _GAP_MM / 2, wide - _GAP_MM, high - _GAP_MM)
        parts.append(Box(*place, rule=1.4 if pressing else 0.5, tinted=pressing))
        said = f"{_MARKS[spot.state]} {spot.room}".strip()
        parts.append(Words(*place, said, size=12, face="sans-bold" if pressing else "sans"))
    drawn = _SIDE_MM + columns * wide + _BETWEEN_MM * (len(sheet.groups) - 1)
    return Drawing(drawn, _HEAD_MM + len(sheet.floors) * high, tuple(parts))
