"""The step of the buildings: lines of buildings alike, and each of them drawn as it will stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QSpinBox

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.first_run_course import House, Line
from desktop.ui.first_run_pages import StepPage, spread
from desktop.ui.icons import icon
from desktop.ui.matrix import BuildingMatrix
from desktop.ui.style import chars, em

MOST_LINES = 12
_SETTLE_MS = 250


@dataclass
class _Row:
    """The widgets of one line."""

    buildings: QLineEdit
    stairwells: QSpinBox
    floors: QSpinBox
    per_floor: QSpinBox
    exceptions: QLineEdit

    def line(self) -> Line:
        """What they say."""
        return Line(
            self.buildings.text().strip(), self.stairwells.value(), self.floors.value(), self.per_floor.value(),
            self.exceptions.text().strip(),
        )  # fmt: skip


class BuildingsStep(StepPage):
    """`changed` asks for a new plan a moment after the last key."""

    changed = Signal(object)  # tuple[Line, ...]

    def __init__(self) -> None:
        why = _("照着写就能一次生成所有门牌；也可以跳过，导入名单时会自动建好表里有的门牌。")
        super().__init__(_("楼栋和门牌"), why)
        self.rows: list[_Row] = []
        self.houses: tuple[House, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(self, 0.6))
        heads = (_("楼号，如 1-8"), _("单元"), _("层"), _("每层户数"), _("例外，如 2单元每层3户，缺 1-101"))
        for at, words in enumerate(heads):
            head = QLabel(words)
            head.setProperty("kind", "quiet")
            self._grid.addWidget(head, 0, at)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(4, 4)
        self.more = QPushButton(icon("plus"), _("再加一种楼"))
        self.more.clicked.connect(self.add_line)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.house = QComboBox()
        self.house.setAccessibleName(_("预览哪一栋"))
        self.house.activated.connect(self._show_house)
        self.matrix = BuildingMatrix()
        self.matrix.setMinimumHeight(em(self, 7))
        self.body.addLayout(self._grid)
        self.body.addLayout(spread(self.more, self.house, self.said))
        self.body.addWidget(self.matrix, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(lambda: self.changed.emit(self.lines))
        self.add_line()
        self.show_houses(())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that name a building."""
        return tuple(line for row in self.rows if (line := row.line()).buildings)

    def add_line(self) -> None:
        """One more kind of building."""
        row = _Row(QLineEdit(), _count(0, 20, 2), _count(1, 60, 6), _count(1, 40, 2), QLineEdit())
        at = len(self.rows) + 1
        parts = (row.buildings, row.stairwells, row.floors, row.per_floor, row.exceptions)
        names = (_("楼号"), _("单元"), _("层"), _("每层户数"), _("例外"))
        for place, (part, name) in enumerate(zip(parts, names, strict=True)):
            part.setAccessibleName(name)
            self._grid.addWidget(part, at, place)
        for line in (row.buildings, row.exceptions):
            line.textEdited.connect(lambda _text: self._settle.start())
        for spin in (row.stairwells, row.floors, row.per_floor):
            spin.valueChanged.connect(lambda _value: self._settle.start())
        self.rows.append(row)
        self.more.setEnabled(len(self.rows) < MOST_LINES)
        row.buildings.setFocus()

    def show_houses(self, houses: Sequence[House]) -> None:
        """The plan: how many of what, and the first building drawn."""
        self.houses = tuple(houses)
        kept = self.house.currentText()
        self.house.clear()
        self.house.addItems([house.name for house in houses])
        self.house.setCurrentIndex(max(0, self.house.findText(kept)))
        self.house.setVisible(bool(houses))
        doors = sum(len(house.cells) for house in houses)
        stairwells = sum(len({cell.stairwell for cell in house.cells}) for house in houses)
        words = _("共 {houses} 栋 {stairwells} 个单元 {doors:,} 个门").format(
            houses=len(houses), stairwells=stairwells, doors=doors
        )
        self._say(words if houses else _("填了楼号，这里就会画出楼的样子。"), wrong=False)
        self._show_house(0)

    def refuse(self, error: UserError) -> None:
        """What cannot be built."""
        self._say(error.message)

    def focus_first(self) -> None:
        """The first line."""
        self.rows[0].buildings.setFocus()

    def _show_house(self, _at: int) -> None:
        at = self.house.currentIndex()
        self.matrix.show_cells(self.houses[at].cells if 0 <= at < len(self.houses) else ())

    def _say(self, sentence: str, *, wrong: bool = True) -> None:
        self.said.setProperty("kind", "wrong" if wrong else "quiet")
        self.said.style().polish(self.said)
        self.said.setText(sentence)


def _count(least: int, most: int, usual: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setValue(usual)
    spin.setMinimumWidth(chars(spin, 4))
    return spin
