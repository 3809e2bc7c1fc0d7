"""The widgets of a list and how they lie: the line of filters, the rows or what stands for them, the selection bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.spec import Register
from desktop.ui.chips import ChipBar
from desktop.ui.empty_state import EmptyState
from desktop.ui.find_line import FindLine
from desktop.ui.header_filter import filterable
from desktop.ui.icons import icon
from desktop.ui.list_view import ListView
from desktop.ui.loading_line import LoadingLine
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.preview_pane import PreviewPane
from desktop.ui.selection_bar import SelectionBar
from desktop.ui.style import em


class ListParts(QWidget):
    """Only widgets; what they do is connected by the page."""

    def __init__(self, register: Register, view: ListView, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self.find_line = FindLine()
        if not register.indexed:
            self.find_line.setToolTip(_("表里的文字、姓名的拼音首字母（Ctrl+F）"))
        self.chips = ChipBar()
        self.add_filter = QPushButton(icon("plus"), _("加条件"))
        self.clear = QPushButton(_("清空"))
        self.clear.setToolTip(_("清空查找和条件（Ctrl+Shift+L）"))
        self.saved = QPushButton(icon("filter"), _("我的筛选"))
        self.saved.setToolTip(_("用存好的条件，或把现在的条件存下来"))
        self.show_as = QPushButton(icon("columns-3"), _("视图"))
        self.show_as.setToolTip(_("列、行高、预览、表格编辑"))
        self.doing = NoticeBar("none")  # what the list is in the middle of, such as 表格编辑
        self.loading = LoadingLine()
        self.empty = EmptyState()
        self.bar = SelectionBar(register.counter, back=view)
        card = QFrame()
        card.setProperty("kind", "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addLayout(self._filter_line())
        whole.addWidget(self.loading)
        whole.addWidget(self.doing)
        middle = QHBoxLayout()
        middle.setSpacing(em(self, 0.6))
        middle.addWidget(card, 1)
        self.pane = PreviewPane(self)
        self.pane.hide()
        middle.addWidget(self.pane)
        whole.addLayout(middle, 1)
        whole.addWidget(self.bar)
        self.chips.hide()
        self.clear.hide()
        self.add_filter.setVisible(any(filterable(column) for column in register.columns))

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(em(self, 0.6))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.find_line, 0, top)
        line.addWidget(self.chips, 1)
        line.addWidget(self.add_filter, 0, top)
        line.addWidget(self.clear, 0, top)
        line.addStretch(0)
        line.addWidget(self.saved, 0, top)
        line.addWidget(self.show_as, 0, top)
        return line

    def show_rows(self) -> None:
        """Show the table."""
        self._stack.setCurrentWidget(self.view)

    def show_empty(self) -> None:
        """Show what stands for rows."""
        self._stack.setCurrentWidget(self.empty)

    def has_rows(self) -> bool:
        """Whether the table is what is shown."""
        return self._stack.currentWidget() is self.view
