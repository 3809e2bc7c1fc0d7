"""One question of the exchange as a card: what came later beside what stands, who wrote each, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.shown import Card, Side
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.style import em, sized

Way = tuple[str, str]  # choice, words of its button

_WHY = {
    "edit": _("两边都改了这一栏，谁也没看到谁的。定下以前，各台电脑都先用“现在的”。"),
    "retired": _("一边把这条登记移走了，另一边还在改它。登记先留着，请定下留不留。"),
    "rule": _("两边的改动合在一起对不上（比如结束早于开始）。定下以前先用“现在的”。"),
    "duplicate": _("两台电脑各登记了一条，写的一样。是同一个就合并，不是就都保留。"),
    "asked": _("县里恢复过数据，这一栏请再定一次。定下以前先用“现在的”。"),
}


def ways(card: Card) -> tuple[Way, ...]:
    """How this question can be settled, in the order of the keys 1, 2, 3, 4."""
    if card.kind == "duplicate":
        if card.gone:
            return (("both", _("已处理，收起这一条")),)
        return (("merge", _("是同一个，合并…")), ("both", _("不是同一个，两条都留")))
    if card.kind == "retired":
        late = _("改用后报的")
        return (("mine", late), ("theirs", _("保持现在的")))
    found = [("mine", _("改用后报的")), ("theirs", _("保持现在的")), ("typed", _("另填一个…"))]
    if card.both:
        found.append(("both", _("两个都留")))
    return tuple(found) if not card.gone else (("theirs", _("保持现在的")),)


class ConflictCard(QFrame):
    """Shows one card at a time; `chosen` is sent with the choice of a button or of its number key."""

    chosen = Signal(str)
    opened = Signal()
    revealed = Signal()

    def __init__(self, parent: QWidget | None = None, *, may: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._may = may
        self.buttons: list[QPushButton] = []
        self.card: Card | None = None
        self._lines = QVBoxLayout(self)
        gap = em(self, 1)
        self._lines.setContentsMargins(gap, gap, gap, gap)
        self._lines.setSpacing(em(self, 0.7))

    def show_card(self, card: Card | None) -> None:
        """Show another question, or none."""
        self._clear()
        self.card = card
        if card is None:
            return
        self._head(card)
        why = QLabel(_WHY.get(card.kind, _WHY["edit"]))
        why.setWordWrap(True)
        why.setProperty("kind", "quiet")
        self._lines.addWidget(why)
        self._lines.addWidget(self._sides(card))
        self._lines.addWidget(self._ways(ways(card)))
        self._lines.addStretch(1)

    def press(self, number: int) -> None:
        """The number key of a button, from 1."""
        if self._may and 0 < number <= len(self.buttons):
            self.buttons[number - 1].click()

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._lines.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()

    def _head(self, card: Card) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Heading(_("{title} · {about}").format(title=card.title, about=card.about), factor=1.14), 1)
        if any(line.alike for line in card.rows):
            show = QPushButton(icon("eye"), _("显示号码"))
            show.setToolTip(_("显示完整号码，会记入查看记录"))
            show.clicked.connect(self.revealed)
            row.addWidget(show)
        if card.register and not card.gone:
            there = QPushButton(icon("external-link"), _("打开这条登记"))
            there.setProperty("kind", "link")
            there.clicked.connect(self.opened)
            row.addWidget(there)
        self._lines.addWidget(holder)

    def _sides(self, card: Card) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self, 0.8))
        grid.setVerticalSpacing(em(self, 0.5))
        names = ("", "")
        if card.pair is not None:
            names = (card.pair[1], card.pair[3])
        rows = card.open_rows
        late = [line.mine for line in rows]
        stands = [line.theirs for line in rows]
        titles = [line.field.title for line in rows] if len(rows) > 1 else [""] * len(rows)
        grid.addWidget(_side(_("后报的"), card.mine, late or [names[0]], titles=titles), 0, 0)
        grid.addWidget(_side(_("现在的"), card.theirs, stands or [names[1]], titles=titles), 0, 1)
        before = _("；").join(line.base for line in rows if line.base)
        if rows and card.kind != "retired":
            base = QLabel(_("两边改之前：{base}").format(base=before or _("（空）")))
            base.setProperty("kind", "quiet")
            base.setWordWrap(True)
            grid.addWidget(base, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return holder

    def _ways(self, found: Sequence[Way]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(em(self, 0.6))
        for number, (choice, words) in enumerate(found, 1):
            button = QPushButton(_("{number}　{words}").format(number=number, words=words))
            button.setToolTip(_("{words}（{key}）").format(words=words, key=number))
            button.setEnabled(self._may)
            button.clicked.connect(lambda _on=False, choice=choice: self.chosen.emit(choice))
            grid.addWidget(button, (number - 1) // 2, (number - 1) % 2)
            self.buttons.append(button)
        grid.setColumnStretch(2, 1)
        return holder


def _side(head: str, side: Side, said: Sequence[str], *, titles: Sequence[str]) -> QWidget:
    frame = QFrame()
    frame.setProperty("kind", "float")
    lines = QVBoxLayout(frame)
    gap = em(frame, 0.8)
    lines.setContentsMargins(gap, gap, gap, gap)
    lines.setSpacing(em(frame, 0.4))
    top = QLabel(head)
    top.setFont(sized(top, 1.0, bold=True))
    when = f"{local_time(side.at):%m-%d %H:%M}" if side.at is not None else ""
    by = QLabel(_("{by}　{when}").format(by=side.by, when=when).strip())
    by.setProperty("kind", "quiet")
    lines.addWidget(top)
    lines.addWidget(by)
    for title, words in zip(titles or [""], said, strict=False):
        value = QLabel(words or _("（空）"))
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setFont(sized(value, 1.14))
        value.setWordWrap(True)
        if title:
            name = QLabel(title)
            name.setProperty("kind", "quiet")
            lines.addWidget(name)
        lines.addWidget(value)
    lines.addStretch(1)
    frame.setAccessibleName(_("{head}：{said}").format(head=head, said=_("，").join(said)))
    return frame
