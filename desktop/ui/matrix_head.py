"""The line above an elevation: which building, how many doors, and by what the doors are coloured."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.style import em


class MatrixHead(QWidget):
    """Says what was picked; the page reads the building."""

    picked = Signal()
    mode_chosen = Signal(str)
    table_toggled = Signal(bool)

    def __init__(self, modes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = QComboBox()
        self.picker.setAccessibleName(_("楼栋"))
        self.picker.setMinimumWidth(em(self, 6))
        self.picker.activated.connect(lambda _at: self._pick())
        self.before, self.after = QPushButton(icon("chevron-left"), ""), QPushButton(icon("chevron-right"), "")
        for button, words, by in (
            (self.before, _("上一栋（Ctrl+PgUp）"), -1),
            (self.after, _("下一栋（Ctrl+PgDn）"), 1),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(partial(self._step, by))
        self.count = QLabel()
        self.count.setProperty("kind", "quiet")
        self.modes = QButtonGroup(self)
        self.as_table = QPushButton(icon("list"), _("列表"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self.table_toggled)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(em(self, 0.4))
        self._which, self._how = QWidget(), QWidget()
        self._line.addWidget(self._which)
        self._line.addStretch(1)
        self._line.addWidget(self._how)
        which, how = _row(self._which), _row(self._how)
        for part in (self.before, self.picker, self.after, self.count):
            which.addWidget(part)
        which.addStretch(1)
        by_what = QLabel(_("颜色按"))
        by_what.setProperty("kind", "quiet")
        how.addWidget(by_what)
        for at, (name, words) in enumerate(modes.items()):
            button = QPushButton(words)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setChecked(at == 0)
            button.clicked.connect(partial(self._choose, name))
            self.modes.addButton(button)
            how.addWidget(button)
        how.addWidget(self.as_table)
        how.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The wider of the two parts: they stand one below the other where there is no room."""
        wide = max(part.minimumSizeHint().width() for part in (self._which, self._how))
        return QSize(wide, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One line or two."""
        super().resizeEvent(event)
        needed = self._which.sizeHint().width() + self._how.sizeHint().width() + em(self, 1)
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)
        self.updateGeometry()

    def show_houses(self, houses: Sequence[tuple[UUID, str]], wanted: UUID | None) -> None:
        """List the buildings; the one shown stays, or the `wanted` one comes in front."""
        here = wanted or self.current()
        keys = [key for key, _name in houses]
        self.picker.clear()
        for key, name in houses:
            self.picker.addItem(name, key)
        self.picker.setCurrentIndex(keys.index(here) if here in keys else 0)
        self._tell_ends()

    def current(self) -> UUID | None:
        """The building picked."""
        found = self.picker.currentData()
        return found if isinstance(found, UUID) else None

    def step(self, by: int) -> None:
        """The building before or after."""
        at = self.picker.currentIndex() + by
        if 0 <= at < self.picker.count():
            self.picker.setCurrentIndex(at)
            self._pick()

    def _step(self, by: int, _checked: bool = False) -> None:
        self.step(by)

    def _pick(self) -> None:
        self._tell_ends()
        self.picked.emit()

    def _tell_ends(self) -> None:
        at = self.picker.currentIndex()
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < self.picker.count())

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.mode_chosen.emit(name)


def _row(holder: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(em(holder, 0.5))
    return row
