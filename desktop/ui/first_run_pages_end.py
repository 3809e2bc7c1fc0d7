"""The last step of the first-run wizard: a page from the printer, a backup in a second place, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton

from desktop.base.text import _
from desktop.ui.first_days import STEPS
from desktop.ui.first_run_pages import StepPage, quiet, spread
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.style import em


class EndStep(StepPage):
    """Nothing here has to be done now; both can be done later from 数据管理."""

    print_asked = Signal(str)  # printer
    folder_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("最后两件事"), _("现在做或以后做都可以，不影响使用。"))
        self.printer = QComboBox()
        self.printer.setAccessibleName(_("打印机"))
        self.print = QPushButton(icon("printer"), _("打印测试页"))
        self.print.clicked.connect(lambda: self.print_asked.emit(self.printer.currentText()))
        self.no_printer = quiet(_("这台电脑没有装打印机，表格都可以存为 PDF。"))
        self.folder = QPushButton(icon("usb"), _("备份一份到 U 盘…"))
        self.folder.clicked.connect(self._ask_folder)
        self.where = quiet("")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.body.addLayout(spread(self.printer, self.print))
        self.body.addWidget(self.no_printer)
        self.body.addLayout(spread(self.folder))
        self.body.addWidget(self.where)
        self.body.addWidget(self.said)
        self.body.addSpacing(em(self, 0.8))
        self.body.addWidget(Heading(_("开头要办的五件事（“今日工作”里也列着，办好一件少一件）"), factor=1.14))
        for number, (title, detail) in enumerate(STEPS.values(), 1):
            line = QLabel(_("{number}．{title}：{detail}").format(number=number, title=title, detail=detail))
            line.setWordWrap(True)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.show_printers(())

    def show_printers(self, names: tuple[str, ...]) -> None:
        """The printers of this machine."""
        self.printer.clear()
        self.printer.addItems(list(names))
        for part in (self.printer, self.print):
            part.setVisible(bool(names))
        self.no_printer.setVisible(not names)

    def show_place(self, folder: str) -> None:
        """Where the daily backups lie."""
        self.where.setText(_("每天关闭程序时自动备份到：{folder}").format(folder=folder))

    def tell(self, sentence: str) -> None:
        """What came of it."""
        self.said.setText(sentence)

    def focus_first(self) -> None:
        """The first button that is there."""
        (self.print if self.print.isVisibleTo(self) else self.folder).setFocus()

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("备份到哪个文件夹"))
        if path:
            self.folder_asked.emit(path)
