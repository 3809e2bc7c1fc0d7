"""A tree to tick parts of: buildings, their stairwells, and the households of a stairwell once it is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.ui.plain_header import PlainHeader
from desktop.ui.soft_rows import SoftRows
from desktop.ui.style import chars, em

_KEY = int(Qt.ItemDataRole.UserRole)
_OPEN_UP_TO = 12  # households chosen elsewhere are listed at once up to so many
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Branch:
    """A part that can be ticked whole: `group` is the title it stands under, `words` fill the further columns."""

    key: tuple[UUID, str]
    group: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One household of a part."""

    id: UUID
    title: str
    words: tuple[str, ...]
    bare: bool = False  # nobody has it yet


@dataclass(frozen=True, slots=True)
class Ticked:
    """What is ticked: whole parts, and single households of the other parts."""

    parts: tuple[tuple[UUID, str], ...]
    leaves: tuple[UUID, ...]


class CheckTree(QTreeWidget):
    """`opened` asks for the leaves of a part, `show_leaves` answers; Space ticks, right and left open and close."""

    opened = Signal(object)  # the key of a Branch
    ticks_changed = Signal()

    def __init__(self, titles: Sequence[str], *, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(len(titles))
        self.setHeaderLabels(list(titles))
        self.setItemDelegate(SoftRows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setHeader(PlainHeader(self))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._widths = tuple(widths)
        self._measure()
        self._parts: dict[tuple[UUID, str], QTreeWidgetItem] = {}
        self._groups: list[QTreeWidgetItem] = []
        self._loose: QTreeWidgetItem | None = None
        self._bare: set[UUID] = set()
        self.itemChanged.connect(lambda _item, _column: self.ticks_changed.emit())
        self.itemExpanded.connect(self._expand)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_widths"):
            self._measure()

    def _measure(self) -> None:
        self.setIndentation(em(self, 1.3))
        for at, width in enumerate(self._widths):
            self.setColumnWidth(at, chars(self, width) + em(self, 0.9))

    def show_parts(self, branches: Sequence[Branch], totals: dict[str, tuple[str, ...]]) -> None:
        """Show these parts under their groups; `totals` are the further columns of a group. All ticks go."""
        shown = {group.text(0) for group in self._groups if group.isExpanded()}
        with QSignalBlocker(self):
            self._fill(branches, totals)
        for group in self._groups:
            group.setExpanded(group.text(0) in shown)
        if self._groups:
            self.setCurrentItem(self._groups[0])
        self.ticks_changed.emit()

    def _fill(self, branches: Sequence[Branch], totals: dict[str, tuple[str, ...]]) -> None:
        self.clear()
        self._parts, self._loose, self._bare = {}, None, set()
        groups: dict[str, QTreeWidgetItem] = {}
        for branch in branches:
            group = groups.get(branch.group)
            if group is None:
                group = groups[branch.group] = self._item(self, branch.group, totals.get(branch.group, ()))
                group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            part = self._item(group, branch.title, branch.words)
            part.setFlags(part.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            part.setData(0, _KEY, branch.key)
            part.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self._parts[branch.key] = part
        self._groups = list(groups.values())

    def _item(self, above: "QTreeWidget | QTreeWidgetItem", title: str, words: Sequence[str]) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [title, *words])
        item.setCheckState(0, _UNCHECKED)
        item.setSizeHint(0, QSize(em(self, 4), em(self, 2.2)))
        for at in range(1, self.columnCount()):
            item.setTextAlignment(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return item

    def show_leaves(self, key: tuple[UUID, str], leaves: Sequence[Leaf]) -> None:
        """The households of a part; they are ticked when the part is."""
        part = self._parts.get(key)
        if part is None or part.childCount():
            return
        state = part.checkState(0)
        with QSignalBlocker(self):
            self._add_leaves(part, leaves, state)
        self.viewport().update()

    def show_loose(self, title: str, leaves: Sequence[Leaf]) -> None:
        """Households chosen elsewhere, ticked, above everything else."""
        with QSignalBlocker(self):
            group = QTreeWidgetItem([title])
            self.insertTopLevelItem(0, group)
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            group.setCheckState(0, _CHECKED)
            self._loose = group
            self._add_leaves(group, leaves, _CHECKED)
        group.setExpanded(len(leaves) <= _OPEN_UP_TO)
        self.setCurrentItem(group)
        self.ticks_changed.emit()

    def _add_leaves(self, above: QTreeWidgetItem, leaves: Sequence[Leaf], state: Qt.CheckState) -> None:
        for leaf in leaves:
            item = self._item(above, leaf.title, leaf.words)
            item.setData(0, _KEY, leaf.id)
            item.setCheckState(0, state)
            if leaf.bare:
                self._bare.add(leaf.id)

    def is_bare(self, leaf_id: UUID) -> bool:
        """Whether nobody has this household yet."""
        return leaf_id in self._bare

    def ticked(self) -> Ticked:
        """What is ticked now."""
        parts, above = list[tuple[UUID, str]](), list[QTreeWidgetItem]()
        for key, part in self._parts.items():
            if part.checkState(0) == _CHECKED:
                parts.append(key)
            elif part.childCount():
                above.append(part)
        above += [self._loose] if self._loose else []
        leaves = [
            item.child(at).data(0, _KEY)
            for item in above
            for at in range(item.childCount())
            if item.child(at).checkState(0) == _CHECKED
        ]
        return Ticked(tuple(parts), tuple(dict.fromkeys(leaves)))

    def tick(self, title: str) -> None:
        """Tick the group or, written as 3号楼 2单元, the part with this title."""
        for group in self._groups:
            if group.text(0) == title:
                group.setCheckState(0, _CHECKED)
        for part in self._parts.values():
            if f"{part.parent().text(0)} {part.text(0)}" == title:
                part.setCheckState(0, _CHECKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space ticks, whichever column is current."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            item.setCheckState(0, _UNCHECKED if item.checkState(0) == _CHECKED else _CHECKED)
        else:
            super().keyPressEvent(event)

    def _expand(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY)
        if isinstance(key, tuple) and not item.childCount():
            self.opened.emit(key)
