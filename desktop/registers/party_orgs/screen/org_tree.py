"""The tree of organisations at the left: found by name or initials, walked with the arrows."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.registers.party_orgs.queries.tree import Node
from desktop.search.commands import Command, match_words
from desktop.ui.soft_rows import SoftRows
from desktop.ui.style import em, tint

_ID = int(Qt.ItemDataRole.UserRole)
_MARK = 1  # a column of its own: behind a long name it was the mark that was cut


class OrgTree(QFrame):
    """`picked` says which organisation is the current one; a post that nobody holds stands behind its name."""

    picked = Signal(object)  # UUID

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.find_line = QLineEdit(placeholderText=_("组织名称或拼音首字母"), clearButtonEnabled=True)
        self.find_line.setAccessibleName(_("在组织里查找"))
        self.find_line.textChanged.connect(lambda _text: self._narrow())
        self.find_line.installEventFilter(self)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setMinimumSectionSize(0)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.setItemDelegate(SoftRows(self.tree))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(em(self, 1.1))
        self.tree.setAccessibleName(_("党组织，上下键选择"))
        self.tree.currentItemChanged.connect(self._moved)
        self.nothing = QLabel(_("没有找到。换一个名称或首字母试试"))
        self.nothing.setProperty("kind", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self._nodes: tuple[Node, ...] = ()
        self._items: dict[UUID, QTreeWidgetItem] = {}
        whole = QVBoxLayout(self)
        gap = em(self, 0.5)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(gap)
        whole.addWidget(self.find_line)
        whole.addWidget(self.nothing)
        whole.addWidget(self.tree, 1)

    def show_nodes(self, nodes: Sequence[Node], wanted: UUID | None) -> None:
        """Show the tree, all open down to the groups; `wanted`, or what was current, becomes the current one."""
        before = self.current()
        folded = {key for key, item in self._items.items() if item.childCount() and not item.isExpanded()}
        known = set(self._items)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            self._nodes, self._items = tuple(nodes), {}
            for node in self._nodes:
                self._add(node)
            self.tree.setColumnWidth(_MARK, em(self, 3.6) if any(node.missing for node in self._nodes) else 0)
            for node in self._nodes:
                opened = node.id not in folded if node.id in known else node.tier != "group"
                self._items[node.id].setExpanded(opened)
        self._narrow()
        branch = next((node.id for node in self._nodes if node.tier == "branch"), None)
        first = branch or (self._nodes[0].id if self._nodes else None)
        self.go_to(next((key for key in (wanted, before) if key in self._items), first))

    def _add(self, node: Node) -> None:
        above = self._items.get(node.parent_id) if node.parent_id else None
        item = QTreeWidgetItem(above if above is not None else self.tree.invisibleRootItem())
        item.setText(0, node.name)
        if node.missing:
            item.setText(_MARK, _("▲ 空缺"))
            for column in (0, _MARK):
                item.setForeground(column, tint("soon", self.palette()).text)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _("{name}　空缺").format(name=node.name))
        item.setToolTip(0, "　".join((node.name, *(_("空缺：{post}").format(post=post) for post in node.missing))))
        item.setData(0, _ID, node.id)
        item.setSizeHint(0, QSize(em(self, 4), em(self, 2.2)))
        self._items[node.id] = item

    def current(self) -> UUID | None:
        """The organisation chosen."""
        item = self.tree.currentItem()
        found: UUID | None = item.data(0, _ID) if item is not None else None
        return found

    def go_to(self, org_id: UUID | None) -> None:
        """Choose an organisation, or say that there is none."""
        item = self._items.get(org_id) if org_id else None
        with QSignalBlocker(self.tree):
            self.tree.setCurrentItem(item) if item is not None else self.tree.clearSelection()
        if item is not None:
            self.tree.scrollToItem(item)
        self.picked.emit(org_id if item is not None else None)

    def shown(self) -> list[str]:
        """The rows that are not hidden, from the top down, for a check by eye and by test."""
        every = (item for item in self._items.values() if not item.isHidden())
        return ["　".join(filter(None, (item.text(0), item.text(_MARK)))) for item in every]

    def _moved(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(0, _ID))

    def _narrow(self) -> None:
        """Hide what does not match; whatever stands above a match stays, or it could not be seen."""
        text = self.find_line.text()
        every = {node.id: node for node in self._nodes}
        kept = set(every)
        if text.strip():
            asked = [Command("", node.name) for node in self._nodes]  # an id as the name would be searched, too
            meant = {id(one): node.id for one, node in zip(asked, self._nodes, strict=True)}
            hits = [meant[id(hit.command)] for hit in match_words(text, asked)]
            kept = set()
            for hit in hits:
                at: UUID | None = hit
                while at is not None and at in every:
                    kept.add(at)
                    at = every[at].parent_id
        for key, item in self._items.items():
            item.setHidden(key not in kept)
            if text.strip() and key in kept:
                item.setExpanded(True)
        self.nothing.setVisible(bool(self._nodes) and not kept)
        if text.strip() and kept and self.current() not in kept:
            self.go_to(hits[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """↓ and Enter go from the line into the tree."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]  # a key event
            self.tree.setFocus()
            return True
        return super().eventFilter(watched, event)
