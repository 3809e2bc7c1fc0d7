"""登记到县里: the code or the file that the county gave, and what becomes of the data here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.progress import Progress
from desktop.ui.settings_page_parts import card, row, section, wrapped
from desktop.ui.style import chars

_WHAT = _("登记以后，这里改过的内容可以报给县里，也能取回县里下发的。登记一次就够；住户、联户、走访一条不少。")
_FILE = _("没有网络的电脑：县里会给一个登记文件，放在 U 盘上当面交接。")
_CHANGES = _("单位名称、编码和上级会改成县里的写法，门牌不变。这一步不能撤销，请先做一次备份。")
_THEN = _("请按 F12 锁屏，重新登录一次；再打开“数据交换”，做第一次交换。")


@dataclass(frozen=True, slots=True)
class EnrolWays:
    """Both run beside everything else; they say how it ended, or raise UserError with the field it belongs to."""

    by_code: Callable[[str, str], str]  # code, address of the server
    by_file: Callable[[Path, str], str]
    back_up: Callable[[], None]
    changed: Callable[[], None]  # the other pages read again


class EnrolPage(Page):
    """One code, one address, one button; the file stands below for who has no network."""

    help = "enrol"

    def __init__(self, desk: Desk, ways: EnrolWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("登记到县里")
        self.code, self.server = QLineEdit(), QLineEdit()
        self.code.setPlaceholderText("7K2M-9TQX-4B8C-1HDW")
        self.server.setPlaceholderText("https://10.1.2.3:8443")
        for field, name in ((self.code, _("登记码")), (self.server, _("县服务器网址"))):
            field.setAccessibleName(name)
            field.setMinimumWidth(chars(field, 26))
        self.enrol = QPushButton(_("登记这台电脑"))
        self.enrol.setProperty("kind", "primary")
        self.enrol.clicked.connect(self.ask)
        self.file = QPushButton(icon("folder-open"), _("用登记文件…"))
        self.file.clicked.connect(self.ask_file)
        self.backup = QPushButton(icon("shield-check"), _("先做备份"))
        self.backup.clicked.connect(ways.back_up)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_("登记码"), self.code)
        form.addRow(_("县服务器网址"), self.server)
        fields = QWidget()
        fields.setProperty("kind", "clear")
        fields.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        code = card(_("用登记码"), wrapped(_WHAT), fields, wrapped(_CHANGES), row(self.enrol, self.backup), self.said)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section(code, card(_("用登记文件"), wrapped(_FILE), row(self.file))))

    def focus_first(self) -> None:
        """The code."""
        self.code.setFocus()

    def ask(self) -> None:
        """Enrol by what was typed."""
        code, server = self.code.text().strip(), self.server.text().strip().rstrip("/")
        self._run(lambda _progress: self.ways.by_code(code, server))

    def ask_file(self) -> None:
        """Which file."""
        path = QFileDialog.getOpenFileName(self, _("选择登记文件"), "", _("登记文件") + " (*.gridenrol)")[0]
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Enrol by a file."""
        server = self.server.text().strip().rstrip("/")
        self._run(lambda _progress: self.ways.by_file(path, server))

    def _run(self, job: Callable[[Progress], str]) -> None:
        parts = (self.code, self.server, self.enrol, self.file, self.backup)
        for part in parts:
            part.setEnabled(False)
        self._tell(_("正在登记，请稍候…"), "quiet")

        def told(sentence: str) -> None:
            self._tell(sentence + _THEN, "")
            self.ways.changed()
            self.desk.say(sentence)

        def failed(error: UserError) -> None:
            for part in parts:
                part.setEnabled(True)
            self._tell(error.message, "wrong")
            (self.server if error.field == "server" else self.code).setFocus()

        self.desk.tasks.work(self, _("登记到县里"), job, told, failed=failed)

    def _tell(self, sentence: str, kind: str) -> None:
        self.said.setProperty("kind", kind)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.show()
