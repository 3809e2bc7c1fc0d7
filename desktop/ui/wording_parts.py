"""The widgets of the page of a form's wording: choices on top, texts on the left, its pages on the right."""

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.ui.empty_state import EmptyState
from desktop.ui.form import Form
from desktop.ui.icons import icon
from desktop.ui.labels import Elided
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.print_preview_pages import Draw, PageView
from desktop.ui.style import chars, em
from desktop.ui.wording_reading import Tried


class WordingParts:
    """Only widgets, laid out in `page`."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.forms, self.versions, self.records = (_box(page, said) for said in (_("单据"), _("版本"), _("预览哪一条")))
        self.versions.setToolTip(_("选一个以前的版本，文字就填到下面；保存才生效"))
        self.fact_bar, self.draft_bar = NoticeBar("none", page), NoticeBar("soon", page)
        self.note = Elided("")
        self.note.setProperty("kind", "quiet")
        self.back = QPushButton(icon("undo"), _("恢复默认文字"))
        self.save = QPushButton(_("保存为新版本"))
        self.save.setProperty("kind", "primary")
        self.view, self.empty = PageView(), EmptyState()
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self._lay_out()

    def hold(self, form: Form) -> None:
        """Show these fields in the place of those before."""
        form.setContentsMargins(*(4 * (em(self._page, 0.6),)))
        self.scroll.setWidget(form)
        before: QWidget = self.versions  # made after everything else, the fields would come after the window's own tabs
        for part in (*(cell.editor for cell in form.cells.values()), self.back):
            QWidget.setTabOrder(before, part)
            before = part

    def say(self, sentence: str) -> None:
        """A sentence in the place of the pages."""
        self.empty.say(sentence, [])
        self.stack.setCurrentWidget(self.empty)

    def show_pages(self, tried: Tried, draw: Draw) -> None:
        """Show the pages, at the place that was in sight before."""
        at = self.view.verticalScrollBar().value() if len(self.view.sheets) == tried.pages else 0
        self.view.show_pages(tried.pages, tried.paper, draw)
        self.view.verticalScrollBar().setValue(at)
        self.stack.setCurrentWidget(self.view)

    def _lay_out(self) -> None:
        page = self._page
        top = QHBoxLayout()
        for words, box in ((_("单据"), self.forms), (_("版本"), self.versions)):
            top.addWidget(QLabel(words))
            top.addWidget(box, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.save)
        left, right, over = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for bar in (self.fact_bar, self.draft_bar):
            left.addWidget(bar)
        left.addLayout(top)
        left.addWidget(self.scroll, 1)
        left.addLayout(foot)
        over.addWidget(QLabel(_("预览哪一条")))
        over.addWidget(self.records, 1)
        right.addLayout(over)
        right.addWidget(self.stack, 1)
        whole = QHBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(page, 0.8))
        for column in (left, right):
            column.setSpacing(em(page, 0.5))
        whole.addLayout(left, 6)
        whole.addLayout(right, 5)


def _box(page: QWidget, said: str) -> QComboBox:
    made = QComboBox(page)
    made.setAccessibleName(said)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setMinimumWidth(chars(made, 8))
    return made
