"""楼栋图: one building as an elevation, coloured by what the branch has to do, with a card for the door in front."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.queries import Door, Home, House
from desktop.standard.show import due
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.matrix_board import MatrixBoard
from desktop.ui.matrix_grid import Cell
from desktop.ui.matrix_head import MatrixHead
from desktop.ui.matrix_legend import VISITS, Legend
from desktop.ui.page import Page
from desktop.ui.side_card import Deed, SideCard
from desktop.ui.style import em
from desktop.ui.tick_bar import TickBar

EMPTY = Legend("empty", _("没有住户"))
MODES: dict[str, tuple[str, tuple[Legend, ...]]] = {
    "visits": (_("该走访了"), VISITS),
    "contacts": (_("联户党员"), (Legend("fine", _("已落实")), Legend("none", _("未落实联户党员")), EMPTY)),
    "members": (_("党员户"), (Legend("marked", _("有党员的户")), Legend("fine", _("其他住户")), EMPTY)),
    "empty": (_("空置"), (Legend("fine", _("有住户")), EMPTY)),
}
CARD_SHOWS = tuple[str, str, str, Sequence[str]]  # title, state, status words, quiet lines


@dataclass(frozen=True, slots=True)
class ElevationWays:
    """Where the elevation reads and leads to; a way that is None has no button.

    `card(session, household_id)` reads what `tell` puts on the side card. The deeds take household ids.
    """

    houses: Callable[[Any], Sequence[House]]
    doors: Callable[[Any, UUID], Sequence[Door]]
    card: Callable[[Any, UUID], Any]
    tell: Callable[[Any], CARD_SHOWS]
    open: Callable[[UUID], None]
    visit: Callable[[Sequence[UUID]], None] | None = None
    assign: Callable[[Sequence[UUID]], None] | None = None
    new: Callable[[], None] | None = None
    print_list: Callable[[Sequence[UUID]], None] | None = None
    bring_in: Callable[[], None] | None = None


class ElevationPage(Page):
    """Arrows walk, Enter opens, Space ticks, F7 goes to the next that is due, F8 logs a visit."""

    def __init__(self, desk: Desk, ways: ElevationWays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.ways, self._today = desk, ways, today(desk.clock)
        self.title, self.help = _("楼栋图"), "elevation"
        self._doors: dict[UUID, Door] = {}
        self._mode = "visits"
        self._wanted: UUID | None = None  # building to come back to
        self.head = MatrixHead({name: words for name, (words, _legends) in MODES.items()})
        self.card = SideCard(footnote=_("颜色表示支部走访进度，不评价住户"))
        self.board = MatrixBoard(VISITS, self.card)
        self.matrix = self.board.matrix
        self.ticked = TickBar(self._tick_deeds())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addWidget(self.head)
        whole.addWidget(self.board, 1)
        whole.addWidget(self.ticked)
        self._connect()
        self.reload()

    def _tick_deeds(self) -> list[tuple[str, str, Callable[[], None]]]:
        deeds = (
            (_("登记走访"), "footprints", self.ways.visit),
            (_("落实联户党员"), "link", self.ways.assign),
            (_("打印走访名单"), "printer", self.ways.print_list),
        )
        return [(words, mark, partial(self._on_ticked, act)) for words, mark, act in deeds if act is not None]

    def tools(self) -> QWidget | None:
        """打印: the walking list of this building; empty doors are never on it."""
        if self.ways.print_list is None:
            return None
        button = QPushButton(icon("printer"), _("打印本栋走访名单"))
        button.setToolTip(_("按走访顺序打印本栋有住户的门（F9）"))
        button.clicked.connect(self.print_building)
        return button

    def _connect(self) -> None:
        self.head.picked.connect(self.read_doors)
        self.head.mode_chosen.connect(self.on_mode_chosen)
        self.head.table_toggled.connect(self.board.show_table)
        self.matrix.current_changed.connect(self.on_current_changed)
        self.matrix.ticks_changed.connect(self._tell_ticks)
        self.ticked.none_wanted.connect(self._untick)
        self.board.opened.connect(self._open)
        for key, act in (("F8", self.visit), ("F9", self.print_building), ("Ctrl+P", self.print_building)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self, changes: Any = None) -> None:
        """Read the buildings and the doors of the one shown."""
        self.board.loading.start()
        self.desk.tasks.read(self, self.ways.houses, self._show_houses, failed=self._failed, key="houses")

    def _show_houses(self, houses: Sequence[House]) -> None:
        self.head.show_houses([(house.id, house.name) for house in houses], self._wanted)
        self._wanted = None
        if not houses:
            ways = ((_("从 Excel 导入"), self.ways.bring_in),) if self.ways.bring_in else ()
            self.board.say(_("还没有楼栋。导入住户名单时，名单里的门牌会自动建好。"), ways)
            return
        self.read_doors()

    def read_doors(self) -> None:
        """Read the doors of the building picked."""
        building, doors = self.head.current(), self.ways.doors
        if building is not None:
            self.desk.tasks.read(
                self, lambda session: doors(session, building), self._show_doors, failed=self._failed, key="doors"
            )

    def _show_doors(self, doors: Sequence[Door]) -> None:
        self._doors = {door.id: door for door in doors}
        homes = sum(len(door.homes) for door in doors)
        self.head.count.setText(_("{doors} 门 · {homes} 户").format(doors=len(doors), homes=homes))
        self._paint()

    def _paint(self) -> None:
        cells = [cell_of(door, self._mode, self) for door in self._doors.values()]
        self.board.show_cells(cells, nothing=_("这栋楼还没有门牌。"))
        self._tell_ticks()

    def _failed(self, error: UserError) -> None:
        self.board.say(error.message)

    def due_state(self, home: Home) -> str:
        """The state of a household's next visit; none while nobody is linked."""
        return due(home.next_due, self._today).state if home.contacts or home.next_due else "none"

    # -- the card -----------------------------------------------------------------------------------------------

    def on_current_changed(self, cell: Cell | None) -> None:
        """Another door has the frame: say who lives there and what can be done."""
        door = self._doors.get(cell.id) if cell else None
        if door is None:
            return
        if not door.homes:
            deeds: Sequence[Deed] = ((_("登记住户"), "plus", self.ways.new),) if self.ways.new else ()
            self.card.tell(door.door, lines=(_("这个门没有登记住户。"),), deeds=deeds)
            return
        card, home_id = self.ways.card, door.homes[0].id
        show = partial(self._show_card, door)
        self.desk.tasks.read(self, lambda session: card(session, home_id), show, failed=self._failed, key="card")

    def _show_card(self, door: Door, facts: Any) -> None:
        title, state, status, lines = self.ways.tell(facts)
        first, *others = door.homes
        deeds: list[Deed] = []
        if self.ways.visit is not None:
            deeds.append((_("登记走访"), "footprints", self.visit))
        deeds.append((_("打开这一户"), "", partial(self.ways.open, first.id)))
        if self.ways.assign is not None:
            deeds.append((_("改联户党员"), "", partial(self.ways.assign, (first.id,))))
        deeds += [
            (_("打开 {name} 户").format(name=other.head_name), "", partial(self.ways.open, other.id))
            for other in others
        ]
        shown = [*lines, _("这个门有 {count} 户").format(count=len(door.homes))] if others else lines
        self.card.tell(title, state=state, status=status, lines=shown, deeds=deeds)

    def _open(self, door_id: UUID) -> None:
        door = self._doors.get(door_id)
        if door and door.homes:
            self.ways.open(door.homes[0].id)

    def visit(self) -> None:
        """Log a visit at the ticked doors, or at the one in front."""
        if self.ways.visit is not None and self.homes_chosen():
            self.ways.visit(self.homes_chosen())

    def print_building(self) -> None:
        """Print the walking list of the building."""
        homes = [home.id for door in self._doors.values() for home in door.homes]
        if self.ways.print_list is not None and homes:
            self.ways.print_list(homes)

    def homes_chosen(self) -> list[UUID]:
        """The households behind the ticked doors, else the most urgent one behind the door in front."""
        if self.matrix.ticked:
            return [home.id for key in self.matrix.ticked if key in self._doors for home in self._doors[key].homes]
        cell = self.matrix.current()
        door = self._doors.get(cell.id) if cell else None
        return [door.homes[0].id] if door and door.homes else []

    def _on_ticked(self, act: Callable[[Sequence[UUID]], None]) -> None:
        if self.homes_chosen():
            act(self.homes_chosen())
            self._untick()

    def _untick(self) -> None:
        for key in list(self.matrix.ticked):
            self.matrix.toggle(key)

    def _tell_ticks(self) -> None:
        doors, homes = len(self.matrix.ticked), len(self.homes_chosen())
        self.ticked.say(_("已选 {doors} 门 {homes} 户").format(doors=doors, homes=homes) if doors else "")

    def on_mode_chosen(self, name: str) -> None:
        """Colour the doors by something else."""
        self._mode = name
        self.board.show_legend(MODES[name][1])
        self._paint()

    # -- the page -----------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """The building before or after."""
        self.head.step(by)

    def focus_first(self) -> None:
        """Work starts in the elevation."""
        self.matrix.setFocus()

    def state(self) -> dict[str, Any]:
        """Building and door."""
        cell = self.matrix.current()
        return {"building": str(self.head.current() or ""), "door": str(cell.id) if cell else ""}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the building."""
        if state.get("building"):
            self._wanted = UUID(state["building"])
            self.reload()


def cell_of(door: Door, mode: str, page: ElevationPage) -> Cell:
    """A door as the elevation paints it in one of the MODES."""
    label = _("；").join(f"{home.head_name} {home.contacts}".strip() for home in door.homes)
    if not door.homes:
        state = "empty"
    elif mode == "visits":
        order = ("overdue", "soon", "none", "fine")
        state = min((page.due_state(home) for home in door.homes), key=order.index)
    elif mode == "contacts":
        state = "fine" if all(home.contacts for home in door.homes) else "none"
    elif mode == "members":
        state = "marked" if any(home.members for home in door.homes) else "fine"
    else:
        state = "fine"
    return Cell(door.id, door.floor, door.stairwell, door.room, state, label)
