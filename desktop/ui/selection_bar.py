"""The bar under a list: how many rows are ticked, of how many, and what can be done with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.labels import Elided
from desktop.ui.style import em, sized

Deed = tuple[str, str, str, Callable[[], None]]  # words, icon or "", shortcut or "", what to do


class SelectionBar(QWidget):
    """Says exactly what is selected; selecting more than the page is always a separate, worded act."""

    all_wanted = Signal()
    none_wanted = Signal()

    def __init__(self, counter: str, parent: QWidget | None = None, *, back: QWidget | None = None) -> None:
        """`back`: who has the focus once the button that had it is gone; the rows that the deed was done on."""
        super().__init__(parent)
        self._counter, self._back = counter, back
        self.chosen = QLabel()
        self.chosen.setFont(sized(self, 1.0, bold=True))
        self.scope = QLabel()
        self.scope.setProperty("kind", "quiet")
        self.outside = QLabel()
        self.outside.setProperty("kind", "quiet")
        self.every = QPushButton()
        self.every.setProperty("kind", "link")
        self.every.clicked.connect(self.all_wanted)
        self.close_scope = QLabel(_("）"))
        self.close_scope.setProperty("kind", "quiet")
        self.none = QPushButton(_("取消选择"))
        self.none.setProperty("kind", "link")
        self.none.clicked.connect(self.none_wanted)
        self.loaded = Elided()
        self.loaded.setProperty("kind", "quiet")
        self._buttons: list[QPushButton] = []
        self._said = QWidget()
        said = QHBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        for widget in (self.chosen, self.outside, self.scope, self.every, self.close_scope, self.none):
            said.addWidget(widget)
        lines = QWidget()  # the deeds go on in a second line where one is too narrow for all of them
        self._deeds = Flow(lines, spacing=em(self, 0.6))
        self._deeds.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em(self, 0.35), 0, em(self, 0.35))
        row.setSpacing(em(self, 0.6))
        row.addWidget(lines, 1)
        row.addWidget(self.loaded)
        self.setMinimumHeight(em(self, 2.9))
        self.show_selection(0, outside=0, filtered=0)

    def offer(self, deeds: Sequence[Deed]) -> None:
        """The deeds on the selection, most usual first."""
        for words, mark, key, act in deeds:
            button = QPushButton(words)
            if mark:
                button.setIcon(icon(mark))
            if key:
                button.setToolTip(_("{words}（{key}）").format(words=words, key=key))
            button.clicked.connect(lambda _on=False, act=act: act())
            self._deeds.addWidget(button)
            self._buttons.append(button)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes on as usual; the focus of a button that a deed took away goes back to the rows."""
        held = QApplication.focusWidget()
        gone = held is not None and self.isAncestorOf(held) and not (held.isVisible() and held.isEnabled())
        if gone and self._back is not None and self._back.isVisible():
            self._back.setFocus()
            return True
        return super().focusNextPrevChild(forward)

    def buttons(self) -> list[QPushButton]:
        """The deeds as buttons, in order."""
        return list(self._buttons)

    def show_selection(self, count: int, *, outside: int, filtered: int | None) -> None:
        """Say how many are ticked, how many of them the filter hides, and offer the rest of the filter."""
        counter = self._counter
        self.chosen.setText(_("已选 {count:,} {counter}").format(count=count, counter=counter))
        hidden = _("（其中 {count:,} {counter}不在当前筛选").format(count=outside, counter=counter)
        self.outside.setText(hidden if filtered is not None else hidden + _("）"))
        self.outside.setVisible(outside > 0)
        inside = count - outside
        more = filtered is not None and filtered > inside
        words = _("本筛选共 {count:,} {counter}").format(count=filtered or 0, counter=counter)
        self.scope.setText((_("；") if outside else _("（")) + words + (_("，") if more else _("）")))
        self.every.setText(_("全选 {count:,} {counter}").format(count=filtered or 0, counter=counter))
        for widget, shown in (
            (self.chosen, count > 0),
            (self.none, count > 0),
            (self.scope, count > 0 and filtered is not None),
            (self.every, count > 0 and more),
            (self.close_scope, count > 0 and more),
        ):
            widget.setVisible(shown)
        self._said.setVisible(count > 0)
        self.loaded.setVisible(count == 0)  # its room keeps the deeds in one line, clear of what the toasts say
        for button in self._buttons:
            button.setVisible(count > 0)
        self._deeds.invalidate()

    def show_loaded(self, loaded: int, total: int | None) -> None:
        """Say which part of the rows is on the screen's list."""
        if not loaded:
            self.loaded.setText("")
            return
        whole = total is not None and loaded >= total
        words = _("第 1–{count:,} {counter}，全部已载入") if whole else _("第 1–{count:,} {counter}，往下翻继续载入")
        if total is not None and not whole:  # the count beside the title may have no room there
            words = _("第 1–{count:,} {counter}，共 {total:,} {counter}，往下翻继续载入")
        self.loaded.setText(words.format(count=loaded, counter=self._counter, total=total))
