"""What the county gave to other units and waits for a person's word: one sentence and one button."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.ask import ask
from desktop.ui.icons import icon
from desktop.ui.style import em


class HeldBack(QWidget):
    """Hidden while nothing waits. `let` is called once the question was answered with 移走; None: only told."""

    def __init__(self, let: Callable[[], None] | None) -> None:
        super().__init__()
        self._let = let
        self._said, self._count = "", 0
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.button = QPushButton(icon("triangle-alert"), _("让它们移走…"))
        self.button.clicked.connect(self.ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(em(self, 0.6))
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.hide()

    def tell(self, held: Sequence[tuple[str, int]]) -> None:
        """(title of the table, its rows), the most first."""
        self._said = _("、").join(_("{title} {n:,} 条").format(title=title, n=n) for title, n in held)
        self._count = sum(n for _title, n in held)
        self.words.setText(_("县里把{said}划给了别的单位。内容还在这台电脑上，看过再移走。").format(said=self._said))
        self.button.setVisible(self._let is not None)
        self.setVisible(bool(held))

    def ask(self) -> None:
        """Let them go, once it is said what that means."""
        detail = (_("县里都有，一条也不会丢。"), _("如果不该划走，先不要移走，请联系县里。"))
        verb = _("移走 {n:,} 条").format(n=self._count)
        sentence = _("{said}已经划给别的单位，要从这台电脑上移走吗？").format(said=self._said)
        if self._let is not None and ask(self, sentence, verb, safe=_("先不移走"), danger=True, detail=detail):
            self._let()
