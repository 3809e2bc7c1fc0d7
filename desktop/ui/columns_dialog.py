"""列设置: which columns a list shows, in what order, and how high its rows are."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.spec import Column
from desktop.ui.check_list import CheckList
from desktop.ui.icons import icon
from desktop.ui.style import em

DENSITIES = (("close", _("紧凑")), ("standard", _("标准")), ("wide", _("宽松")))  # heights of a row


class ColumnsDialog(QDialog):
    """Ticks, 上移 and 下移, the row height, and 恢复默认; nothing changes before 使用这些列."""

    def __init__(self, columns: Sequence[Column], shown: Sequence[str], *, density: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.reset = False  # 恢复默认 was pressed: widths go back too
        self.setWindowTitle(_("列设置"))
        self.list = CheckList()
        self.list.setAccessibleName(_("要显示的列，空格勾选"))
        self.up = QPushButton(icon("arrow-up"), _("上移"))
        self.down = QPushButton(icon("arrow-down"), _("下移"))
        self.default = QPushButton(_("恢复默认"))
        self.keep = QPushButton(_("使用这些列"))
        self.keep.setProperty("kind", "primary")
        self.leave = QPushButton(_("不改"))
        self.problem = QLabel(_("至少要显示一列。"))
        self.problem.setProperty("kind", "wrong")
        self.problem.hide()
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.default.clicked.connect(self._restore)
        self.keep.clicked.connect(self._accept)
        self.leave.clicked.connect(self.reject)
        self._lay_out(density)
        self._fill(shown)

    def _lay_out(self, density: str) -> None:
        side = QVBoxLayout()
        for button in (self.up, self.down, self.default):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        heights = QHBoxLayout()
        heights.addWidget(QLabel(_("行高")))
        self._heights = QButtonGroup(self)
        for at, (name, title) in enumerate(DENSITIES):
            radio = QRadioButton(title)
            radio.setChecked(name == density)
            self._heights.addButton(radio, at)
            heights.addWidget(radio)
        self._heights.buttonToggled.connect(lambda *_toggled: self._lead_to_chosen())
        self._lead_to_chosen()
        heights.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.keep)
        whole = QVBoxLayout(self)
        whole.setSpacing(em(self, 0.8))
        whole.addWidget(QLabel(_("勾选要显示的列，用上移、下移排次序。")))
        whole.addLayout(middle, 1)
        whole.addLayout(heights)
        whole.addWidget(self.problem)
        whole.addLayout(buttons)
        room = self.screen().availableGeometry().size() * 0.9  # its buttons are never below the edge of the screen
        self.resize(QSize(em(self, 26), em(self, 30)).boundedTo(room))

    def _lead_to_chosen(self) -> None:
        """Tab comes to the height that is chosen; Qt by itself takes the first and passes the chosen one over."""
        for button in self._heights.buttons():
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        by_name = {column.name: column for column in self._columns}
        names = [name for name in shown if name in by_name]
        names += [column.name for column in self._columns if column.name not in names]
        for name in names:
            self.list.add(by_name[name].title, value=name, on=name in shown)
        self.list.setCurrentRow(0)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    def _restore(self) -> None:
        self.reset = True
        self._fill([column.name for column in self._columns if column.shown])
        self._heights.button(1).setChecked(True)

    def _accept(self) -> None:
        if self.names():
            self.accept()
        else:
            self.problem.show()

    def names(self) -> list[str]:
        """The columns ticked, in order."""
        return [str(name) for name in self.list.values()]

    def density(self) -> str:
        """The row height chosen."""
        return DENSITIES[self._heights.checkedId()][0]
