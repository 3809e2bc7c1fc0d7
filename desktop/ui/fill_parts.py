"""The widgets of the page that fills tables: steps above, one step's page, and the two buttons under it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.fill_step_check import FillCheckStep
from desktop.ui.fill_step_columns import FillColumnsStep
from desktop.ui.fill_step_file import TableStep
from desktop.ui.icons import icon
from desktop.ui.step_bar import StepBar
from desktop.ui.style import em

FILE, COLUMNS, CHECK = range(3)


class FillParts(QWidget):
    """Knows how the steps look, not what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = StepBar((_("选表"), _("对列"), _("检查并生成")))
        self.file, self.columns, self.check = TableStep(), FillColumnsStep(), FillCheckStep()
        self.steps = QStackedWidget()
        for step in (self.file, self.columns, self.check):
            self.steps.addWidget(step)
        self.before, self.after = QPushButton(_("上一步")), QPushButton()
        self.after.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.check.open)
        row.addWidget(self.after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.bar)
        whole.addWidget(self.steps, 1)
        whole.addLayout(row)

    def show_step(self, step: int, *, reached: int, ready: bool, busy: bool, done: bool) -> None:
        """Another step with its buttons; `ready` when files can be made, `busy` while they are, then `done`."""
        self.bar.show_step(step, max(step, reached))
        for at, page in enumerate((self.file, self.columns, self.check)):  # a page that is not shown needs no room
            policy = QSizePolicy.Policy.Preferred if at == step else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        self.steps.setCurrentIndex(step)
        self.check.open.setVisible(step == CHECK and not busy and bool(self.check.table.lines))
        self.before.setVisible(step != FILE and not busy)
        self.after.setVisible(step == COLUMNS or (step == CHECK and not busy and not done))
        self.after.setEnabled(step != CHECK or ready)
        self.after.setText(_("下一步，看能填多少") if step == COLUMNS else _("生成文件"))
        self.after.setIcon(icon("file-spreadsheet", "white") if step == CHECK else icon("arrow-right", "white"))
