"""Two panes for handing out work: who can take it, with what each has, and the parts of the compound to hand over."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QRadioButton, QSplitter, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.check_tree import Branch, CheckTree, Leaf, Ticked
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.loading_line import LoadingLine
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.page import Page
from desktop.ui.pick_table import PickRow, PickTable
from desktop.ui.style import em, sized


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who can be linked: `has` households now."""

    id: UUID
    name: str
    kind: str
    place: str
    has: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the compound with its households, and those that nobody has."""

    branch: Branch
    all: int
    bare: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows."""

    takers: tuple[Taker, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LinkingWays:
    """`link(session, taker, ticked, only_bare)` does the deed and returns how many households got a link.

    `chosen()` are the households picked elsewhere, which `chosen_leaves(session, ids)` names; `taken()` forgets them.
    """

    read: Callable[[Any], Facts]
    leaves: Callable[[Any, tuple[UUID, str]], Sequence[Leaf]]
    link: Callable[[Any, UUID, Ticked, bool], int]
    chosen: Callable[[], tuple[UUID, ...]]
    chosen_leaves: Callable[[Any, tuple[UUID, ...]], Sequence[Leaf]]
    taken: Callable[[], None]
    may: bool = True
    no_takers: str = ""
    to_takers: tuple[str, Callable[[], None]] | None = None


class LinkingPage(Page):
    """Pick a member, tick a building or a stairwell, press the button: one deed, one 撤销."""

    def __init__(self, desk: Desk, ways: LinkingWays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.ways = desk, ways
        self.title, self.help = _("落实联户党员"), "assign"
        self._facts = Facts((), ())
        self._chosen: tuple[UUID, ...] = ()  # picked in a list or in the elevation
        self.loading, self.notice = LoadingLine(), NoticeBar("none")
        titles = (_("联户党员"), _("类别"), _("门牌"), _("户数"))
        self.takers = PickTable(titles, widths=(5, 8, 4, 3), numbers=frozenset({3}), spare=(1, 2))
        self.takers.table.setAccessibleName(_("党员和现在联系的户数"))
        self.tree = CheckTree((_("要落实的户"), _("户数"), _("未落实")), widths=(8, 4, 4))
        self.tree.setAccessibleName(_("要落实的户，空格勾选"))
        self.bare = QRadioButton(_("只给还没有联户党员的户落实"))
        self.every = QRadioButton(_("勾选的户都改由这位党员联系"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self.bare.setChecked(True)
        self.reload()

    def _lay_out(self) -> None:
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(_pane(_("1　选党员（户数少的在前）"), self.takers))
        panes.addWidget(_pane(_("2　勾选楼栋、单元或住户"), self.tree))
        panes.setStretchFactor(0, 4)
        panes.setStretchFactor(1, 5)
        foot = QHBoxLayout()
        foot.setSpacing(em(self, 0.9))
        kinds = QVBoxLayout()
        kinds.setSpacing(em(self, 0.2))
        kinds.addWidget(self.bare)
        kinds.addWidget(self.every)
        foot.addLayout(kinds)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.loading)
        whole.addWidget(self.notice)
        whole.addWidget(panes, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.takers.picked.connect(lambda _id: self._tell())
        self.tree.ticks_changed.connect(self._tell)
        self.tree.opened.connect(self._read_leaves)
        for choice in (self.bare, self.every):
            choice.toggled.connect(lambda _on: self._tell())
        self.button.clicked.connect(self.link)
        QShortcut(QKeySequence.StandardKey.Save, self, self.link)

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self, changes: Any = None) -> None:
        """Read members, loads and households again; ticks are taken off, the member stays."""
        self.loading.start()
        self._chosen, ways = self.ways.chosen(), self.ways
        chosen = self._chosen

        def read(session: Any) -> tuple[Facts, tuple[Leaf, ...]]:
            return ways.read(session), tuple(ways.chosen_leaves(session, chosen))

        self.desk.tasks.read(self, read, self._show, failed=self._failed, key="linking")

    def _show(self, found: tuple[Facts, tuple[Leaf, ...]]) -> None:
        self.loading.stop()
        facts, chosen = found
        self._facts = facts
        self.takers.show_rows([PickRow(t.id, (t.name, t.kind, t.place, str(t.has))) for t in facts.takers])
        branches = [piece.branch for piece in facts.pieces]
        every, bare = Counter[str](), Counter[str]()
        for piece in facts.pieces:
            every[piece.branch.group] += piece.all
            bare[piece.branch.group] += piece.bare
        totals: dict[str, tuple[str, ...]] = {title: (str(n), bare_words(bare[title])) for title, n in every.items()}
        self.tree.show_parts(branches, totals)
        if chosen:
            self.tree.show_loose(_("选来的 {count} 户").format(count=len(chosen)), chosen)
            self.every.setChecked(not any(leaf.bare for leaf in chosen))
        self._say_notice()
        self._tell()

    def _say_notice(self) -> None:
        if not self.ways.may:
            self.notice.say(_("这个帐号不能落实联户党员。需要时请支部书记办理。"))
        elif not self._facts.takers:
            self.notice.say(self.ways.no_takers, (self.ways.to_takers,) if self.ways.to_takers else ())
        elif not self._facts.pieces:
            self.notice.say(_("还没有住户。先导入或登记住户，再来落实。"))
        else:
            self.notice.say("")

    def _failed(self, error: UserError) -> None:
        self.loading.stop()
        self.notice.say(error.message, ((_("重新读取"), self.reload),))

    def _read_leaves(self, key: tuple[UUID, str]) -> None:
        leaves = self.ways.leaves
        self.desk.tasks.read(self, lambda session: tuple(leaves(session, key)), partial(self.tree.show_leaves, key))

    # -- the deed -----------------------------------------------------------------------------------------------

    def counted(self) -> tuple[int, int]:
        """Households ticked, and those among them that nobody has."""
        ticked = self.tree.ticked()
        parts = set(ticked.parts)
        pieces = [piece for piece in self._facts.pieces if piece.branch.key in parts]
        bare_leaves = [leaf for leaf in ticked.leaves if self.tree.is_bare(leaf)]
        return sum(p.all for p in pieces) + len(ticked.leaves), sum(p.bare for p in pieces) + len(bare_leaves)

    def _tell(self) -> None:
        taker = next((t for t in self._facts.takers if t.id == self.takers.current()), None)
        every, bare = self.counted()
        count = bare if self.bare.isChecked() else every
        self.button.setText(_("落实 {count} 户").format(count=count))
        self.button.setEnabled(bool(taker and count and self.ways.may))
        if taker is None:
            self.summary.setText(_("先选一位党员。"))
        elif not every:
            self.summary.setText(
                _("{name} 现在联系 {has} 户。再勾选要落实的户。").format(name=taker.name, has=taker.has)
            )
        elif not count:
            self.summary.setText(_("勾选的 {every} 户都已有联户党员。要改由 {name} 联系，选第二项。").format(
                every=every, name=taker.name))  # fmt: skip
        else:
            other = every - bare if self.every.isChecked() else 0
            words = _("{name}：{has} 户 → 最多 {after} 户").format(
                name=taker.name, has=taker.has, after=taker.has + count
            )
            note = _("，其中 {other} 户原来由别人联系，原联系今天结束").format(other=other) if other else ""
            self.summary.setText(words + note)

    def link(self) -> None:
        """Do it: one transaction, one 撤销."""
        taker_id, ticked, only_bare, way = self.takers.current(), self.tree.ticked(), self.bare.isChecked(), self.ways
        if taker_id is None or not self.button.isEnabled():
            return
        name = next(t.name for t in self._facts.takers if t.id == taker_id)
        if self.button.hasFocus():  # greyed, it would hand the keys to a tab; the next thing is the next member
            self.takers.find_line.setFocus()
        self.button.setEnabled(False)
        self.ways.taken()

        def told(count: int, changes: Any) -> None:
            self.desk.say(
                _("已落实：{name} 新联系 {count} 户").format(name=name, count=count), UndoToken(tx=changes.tx)
            )

        self.desk.tasks.write(
            self, "contacts.assign", lambda s: way.link(s, taker_id, ticked, only_bare), told, failed=self._refused
        )

    def _refused(self, error: UserError) -> None:
        self.desk.warn(error.message)
        self._tell()

    def focus_first(self) -> None:
        """Work starts at the members; households that were picked elsewhere since are fetched."""
        if self.ways.chosen() != self._chosen:
            self.reload()
        self.takers.find_line.setFocus()


def bare_words(count: int) -> str:
    """How many are left, as a list says it."""
    return _("○ {count}").format(count=count) if count else ""


def _pane(title: str, inner: QWidget) -> QFrame:
    pane = QFrame()
    pane.setProperty("kind", "card")
    column = QVBoxLayout(pane)
    gap = em(pane, 0.7)
    column.setContentsMargins(gap, gap, gap, gap)
    column.setSpacing(em(pane, 0.5))
    head = QLabel(title)
    head.setFont(sized(head, 1.0, bold=True))
    column.addWidget(head)
    column.addWidget(inner, 1)
    return pane
