"""待定冲突: the questions of the exchange one beside the other, settled by a click or by the keys 1, 2, 3."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QVBoxLayout

from desktop.base.clock import local_time, today
from desktop.base.text import _
from desktop.sync.shown import Card
from desktop.ui.ask import ask, ask_fields
from desktop.ui.conflict_card import ConflictCard
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em

HEADS = (Head(_("登记"), 9), Head(_("哪一栏"), 7), Head(_("谁后报的")))
NUMBERS = "1234"
OF_A_DEED = frozenset({"mine", "theirs"})  # choices that mean the same for every question of one deed


@dataclass(frozen=True, slots=True)
class ConflictWays:
    """`read` and `decide` run with a session; `decide(session, id, choice, typed)` says how it ended.

    `merge` begins the deed that merges a pair, None when this person may not; `reveal(session, id)` reads one card
    with whole numbers, logged; `may`: does this person decide?
    """

    read: Callable[[Any], Sequence[Card]]
    decide: Callable[[Any, UUID, str, Mapping[str, Any]], str]
    open: Callable[[Card], None]
    merge: Callable[[Card], None] | None = None
    reveal: Callable[[Any, UUID], Card | None] | None = None
    may: bool = True
    exchange: Callable[[], None] | None = None  # opens 数据交换, the next step once all is settled


class ConflictPage(Page):
    """The list at the left, the card of the current one at the right; what is settled leaves the list."""

    help = "conflicts"

    def __init__(self, desk: Desk, ways: ConflictWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("待定冲突")
        self._cards: tuple[Card, ...] = ()
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("待定的内容"))
        self.card = ConflictCard(may=ways.may)
        self.empty = EmptyState()
        on = ((_("打开数据交换"), ways.exchange),) if ways.exchange is not None else ()
        self.empty.say(_("没有待定的内容。两边改了同一栏时，会列在这里。"), on)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self.card)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed = QFrame()
        listed.setProperty("kind", "card")
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        listed.setMinimumWidth(chars(self, 14))
        self._scroll.setMinimumWidth(chars(self, 22))
        self.split = QSplitter()
        self.split.addWidget(listed)
        self.split.addWidget(self._scroll)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([2_000, 3_000])
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.split, 1)
        whole.addWidget(self.empty, 1)
        self.empty.hide()  # until it is known: a button that goes away again takes the focus with it
        self.table.picked.connect(self.card.show_card)
        self.card.chosen.connect(self.choose)
        self.card.opened.connect(self.open_record)
        self.card.revealed.connect(self.reveal)
        for number in NUMBERS:
            QShortcut(QKeySequence(number), self, partial(self.card.press, int(number)))
        self.table.opened.connect(lambda _card: self.open_record())
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read again: an exchange may have brought others, a colleague may have settled some."""
        if changes is None or changes.tables:
            self.desk.tasks.read(self, lambda session: tuple(self.ways.read(session)), self._show, key="cards")

    def choose(self, choice: str) -> None:
        """Settle the question in front; a value to be typed is asked for first."""
        card = self.card.card
        if card is None:
            return
        if choice == "merge":
            if self.ways.merge is not None:
                self.ways.merge(card)
        elif choice == "typed":
            self._type(card)
        else:
            self._decide(card, choice, {}, others=self._asked_together(card, choice))

    def _asked_together(self, card: Card, choice: str) -> tuple[Card, ...]:
        """The other questions that the same two deeds left, such as everybody of a home, when a person wants that."""
        found = tuple(one for one in self._cards if one.id != card.id and one.deeds == card.deeds and not one.gone)
        if card.deeds is None or choice not in OF_A_DEED or not found:
            return ()
        words = _("同一次办理的还有 {n} 条没有定，要一起这样定吗？").format(n=len(found))
        names = [_("{title} · {about}").format(title=one.title, about=one.about) for one in found]
        verb = _("一起定下 {n} 条").format(n=len(found) + 1)
        return found if ask(self, words, verb, safe=_("只定这一条"), detail=names) else ()

    def open_record(self) -> None:
        """The record itself."""
        card = self.card.card
        if card is not None and card.register and not card.gone:
            self.ways.open(card)

    def reveal(self) -> None:
        """The numbers of the question in front, whole; it is logged."""
        card, reveal = self.card.card, self.ways.reveal
        if card is not None and reveal is not None:
            self.desk.tasks.write(
                self, "conflicts.reveal", lambda session: reveal(session, card.id),
                lambda shown, _changes: self.card.show_card(shown),
            )  # fmt: skip

    def focus_first(self) -> None:
        """Work starts in the list; the number keys work from anywhere on the page."""
        next(iter(self.empty.buttons() if self.empty.isVisibleTo(self) else ()), self.table).setFocus()

    def _type(self, card: Card) -> None:
        about = _("{title} · {about}").format(title=card.title, about=card.about)
        fields = [line.field for line in card.rows]
        texts = {line.field.name: line.theirs for line in card.rows if line.field.kind in ("text", "long_text", "name")}
        typed = ask_fields(
            self, _("{about}：填定下来的内容。").format(about=about), _("用这个"), safe=_("先不定"),
            fields=fields, today=today(self.desk.clock), texts=texts,
        )  # fmt: skip
        if typed is not None:
            self._decide(card, "typed", typed)

    def _decide(self, card: Card, choice: str, typed: Mapping[str, Any], *, others: tuple[Card, ...] = ()) -> None:
        decide = self.ways.decide

        def settle(session: Any) -> str:
            sentence = decide(session, card.id, choice, typed)
            for one in others:
                decide(session, one.id, choice, {})
            return sentence + (_("（一起定下 {n} 条）").format(n=len(others) + 1) if others else "")

        def told(sentence: str, changes: Any) -> None:
            self.desk.say(sentence, UndoToken(tx=changes.tx))

        self.desk.tasks.write(self, "conflicts.decide", settle, told)

    def _show(self, found: tuple[Card, ...]) -> None:
        self._cards = found
        here = (held := QApplication.focusWidget()) is not None and self.isAncestorOf(held)
        self.table.show_lines([_line(card) for card in found])
        self.split.setVisible(bool(found))
        self.empty.setVisible(not found)
        if here and not found:  # else it goes to 撤销 of the last one, and Enter takes that back
            self.focus_first()
        self.set_status(_("共 {n} 条").format(n=len(found)) if found else "")
        self.badge_changed.emit(len(found))


def _line(card: Card) -> Line:
    when = f"{local_time(card.mine.at):%m-%d}" if card.mine.at is not None else ""
    return Line((card.title, card.about, f"{card.mine.by} {when}".strip()), card)
