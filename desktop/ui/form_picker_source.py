"""Whom a form is printed for: everybody, one building, a saved filter, or records ticked one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.check_list import VALUE, CheckList
from desktop.ui.find_line import FindLine
from desktop.ui.style import em

ALL, BUILDING, FILTER, PICKED, OWN = "all", "building", "filter", "picked", "own"
_TALLEST = 13.0  # times the text size
WORDS = {
    ALL: _("全部"),
    BUILDING: _("一栋楼"),
    FILTER: _("保存的筛选"),
    PICKED: _("逐个挑选"),
    OWN: _("本单位"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A source, with the building or the saved filter, or the ids that were ticked."""

    kind: str
    key: UUID | None = None
    name: str = ""
    ids: tuple[UUID, ...] = ()


class SourcePicker(QWidget):
    """`changed` tells that another choice was made; `wanted(text)` asks for the rows to tick."""

    changed = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.radios = {kind: QRadioButton(words) for kind, words in WORDS.items()}
        self._group = QButtonGroup(self)
        self.building, self.filter = QComboBox(), QComboBox()
        self.building.setAccessibleName(WORDS[BUILDING])
        self.filter.setAccessibleName(WORDS[FILTER])
        self.find_line, self.rows = FindLine(), CheckList()
        self.find_line.setPlaceholderText(_("姓名、房号或拼音首字母"))
        self.find_line.setFixedWidth(em(self, 18))
        self.rows.setAccessibleName(WORDS[PICKED])
        self._ticked: dict[UUID, str] = {}
        below = {
            BUILDING: (self.building,),
            FILTER: (self.filter,),
            PICKED: (self.find_line, self.rows),
        }
        self._below: Mapping[str, Sequence[QWidget]] = below
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        for kind, radio in self.radios.items():
            self._group.addButton(radio)
            whole.addWidget(radio)
            for widget in self._below.get(kind, ()):
                whole.addWidget(widget)
            radio.toggled.connect(lambda on, kind=kind: self._chosen(kind) if on else None)
        for combo in (self.building, self.filter):
            combo.activated.connect(lambda _at: self.changed.emit())
        self.find_line.wanted.connect(self.wanted)
        self.find_line.went_on.connect(self.rows.setFocus)
        self.rows.ticked.connect(self._keep_ticks)
        self.offer(())

    def offer(self, kinds: Sequence[str]) -> None:
        """Offer these sources, the first one chosen; what was ticked before is forgotten."""
        self._ticked.clear()
        self.rows.clear()
        self.find_line.put("")
        for kind, radio in self.radios.items():
            radio.setVisible(kind in kinds)
        if kinds:
            first = self.radios[kinds[0]]
            if first.isChecked():
                self._chosen(kinds[0])
            first.setChecked(True)

    def show_buildings(self, buildings: Sequence[tuple[UUID, str]]) -> None:
        """The buildings to choose from."""
        _fill(self.building, buildings)

    def show_filters(self, filters: Sequence[tuple[UUID, str]]) -> None:
        """The saved filters of the register; without any there is none to choose."""
        _fill(self.filter, filters)
        self.radios[FILTER].setEnabled(bool(filters))
        self.radios[FILTER].setToolTip("" if filters else _("这个台账还没有保存的筛选"))

    def show_rows(self, rows: Sequence[tuple[UUID, str]]) -> None:
        """The rows that match; what was ticked stays ticked, and stands first."""
        shown = {**self._ticked, **dict(rows)}
        self.rows.clear()
        for key, words in shown.items():
            self.rows.add(words, value=key, on=key in self._ticked)
        self.rows.fit(_TALLEST)

    def choice(self) -> Choice:
        """What is chosen now."""
        kind = next((kind for kind, radio in self.radios.items() if radio.isChecked()), ALL)
        combo: Any = {BUILDING: self.building, FILTER: self.filter}.get(kind)
        if combo is not None:
            return Choice(kind, combo.currentData(), combo.currentText())
        return Choice(kind, ids=tuple(self._ticked) if kind == PICKED else ())

    def _chosen(self, kind: str) -> None:
        for each, widgets in self._below.items():
            for widget in widgets:
                widget.setVisible(each == kind)
        if kind == PICKED:
            self.wanted.emit(self.find_line.text().strip())
        self.changed.emit()

    def _keep_ticks(self) -> None:
        now = self.rows.values()
        for item in self.rows.rows():
            key = item.data(VALUE)
            if key in now:
                self._ticked[key] = item.text()
            else:
                self._ticked.pop(key, None)
        self.changed.emit()


def _fill(combo: QComboBox, found: Sequence[tuple[UUID, str]]) -> None:
    """Other entries; the one chosen stays chosen where it is still there."""
    before = combo.currentData()
    combo.clear()
    for key, words in found:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(0, combo.findData(before)))
