"""Mine beside theirs, field by field, when somebody saved the same fields in between; nothing is overwritten unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QRadioButton, QWidget

from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.show import show
from desktop.ui.style import em, sized


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed: what this person typed and what stands now, in words."""

    name: str
    title: str
    mine: str
    theirs: str
    value: Any  # what stands now, as stored


def clashes(
    fields: Sequence[Field], *, mine: Mapping[str, Any], theirs: Mapping[str, Any], today: date
) -> tuple[Clash, ...]:
    """The fields that both changed, in the order of the form, in words."""
    return tuple(
        Clash(
            name=field.name,
            title=field.title,
            mine=show(field.kind, mine[field.name], codes=field.codes, today=today),
            theirs=show(field.kind, theirs[field.name], codes=field.codes, today=today),
            value=theirs[field.name],
        )
        for field in fields
        if field.name in theirs
    )


class ComparePanel(QFrame):
    """Not a dialog: it lies over the form, and the form below keeps what was typed."""

    decided = Signal(object)  # {field name: stored value} of the fields where theirs was chosen
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._grid = QGridLayout(self)
        gap = em(self, 1)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(em(self, 0.6))
        self.groups: dict[str, QButtonGroup] = {}
        self._clashes: tuple[Clash, ...] = ()
        self.hide()

    def show_clashes(self, sentence: str, clashes: Sequence[Clash]) -> None:
        """Show the fields; 我填的 is marked at first, since it is what the person was about to save."""
        while (item := self._grid.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._clashes, self.groups = tuple(clashes), {}
        said = QLabel(sentence)
        said.setWordWrap(True)
        self._grid.addWidget(said, 0, 0, 1, 3)
        for column, words in enumerate((_("我填的"), _("现在存着的")), start=1):
            head = QLabel(words)
            head.setFont(sized(head, 1.0, bold=True))
            self._grid.addWidget(head, 1, column)
        for row, clash in enumerate(clashes, start=2):
            self._grid.addWidget(QLabel(clash.title), row, 0, Qt.AlignmentFlag.AlignRight)
            group = QButtonGroup(self)
            for column, words in enumerate((clash.mine, clash.theirs), start=1):
                radio = QRadioButton(words or _("（空）"))
                group.addButton(radio, column)
                self._grid.addWidget(radio, row, column)
            group.button(1).setChecked(True)
            self.groups[clash.name] = group
        self._add_buttons(len(clashes) + 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.show()

    def _add_buttons(self, row: int) -> None:
        self.save = QPushButton(_("按所选保存"))
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._decide)
        self.back = QPushButton(_("先不保存"))
        self.back.clicked.connect(self._leave)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.save)
        self._grid.addWidget(holder, row, 0, 1, 3)

    def chosen(self) -> Mapping[str, Any]:
        """The fields where 现在存着的 was chosen, with their stored values."""
        return {clash.name: clash.value for clash in self._clashes if self.groups[clash.name].checkedId() == 2}

    def _decide(self) -> None:
        self.hide()
        self.decided.emit(self.chosen())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
