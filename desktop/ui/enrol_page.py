"""登记到县里: the code or the file that the county gave, and what becomes of the data here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
_THEN = _("请点“锁屏，重新登录”；登录后在“数据交换”里做第一次交换。")
_ANOTHER = _("另一位用户要在这台电脑上交换时，填县里给这位用户的登记码。只绑定这位用户的帐号，登记内容不变。")

# A stick or a mail programme may have given the file another ending.
_FILES = ";;".join((_("登记文件") + " (*.gridenrol)", _("所有文件") + " (*)"))


@dataclass(frozen=True, slots=True)
class EnrolWays:
    """The first two run beside everything else; they say how it ended, or raise UserError with the field it is of."""

    by_code: Callable[[str, str], str]  # code, address of the server
    by_file: Callable[[Path, str], str]
    back_up: Callable[[], None]
    changed: Callable[[], None]  # the other pages read again
    standing: Callable[[Any], str]  # runs with a session: where this PC is enrolled, "" for nowhere
    exchange: Callable[[], None]  # opens 数据交换
    sign_in_again: Callable[[], None]  # locks; who signs in again stands before 数据交换


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
        self.again = QPushButton(icon("lock", "white"), _("锁屏，重新登录"))
        self.again.setProperty("kind", "primary")
        self.again.clicked.connect(lambda _on=False: ways.sign_in_again())
        self.again.hide()
        self.stands = wrapped()
        self.exchange = QPushButton(icon("refresh-cw"), _("打开数据交换"))
        self.exchange.clicked.connect(lambda _on=False: ways.exchange())
        self.code.returnPressed.connect(self.server.setFocus)
        self.server.returnPressed.connect(self.enrol.click)
        self._lay_out()
        desk.tasks.read(self, ways.standing, self._show_standing, key="standing")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_("登记码"), self.code)
        form.addRow(_("县服务器网址"), self.server)
        fields = QWidget()
        fields.setProperty("kind", "clear")
        fields.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        self._what, self._changes = wrapped(_WHAT), wrapped(_CHANGES)
        deeds = row(self.enrol, self.backup, self.again)
        code = card(_("用登记码"), self._what, fields, self._changes, deeds, self.said)
        self.done = card(_("已经登记"), self.stands, row(self.exchange))
        self.done.hide()
        self.by_file = card(_("用登记文件"), wrapped(_FILE), row(self.file))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section(self.done, code, self.by_file))

    def focus_first(self) -> None:
        """The code; where this PC is enrolled already, the exchange."""
        (self.exchange if self.done.isVisibleTo(self) else self.code).setFocus()

    def ask(self) -> None:
        """Enrol by what was typed."""
        code, server = self.code.text().strip(), self.server.text().strip().rstrip("/")
        self._run(lambda _progress: self.ways.by_code(code, server))

    def ask_file(self) -> None:
        """Which file."""
        path = QFileDialog.getOpenFileName(self, _("选择登记文件"), "", _FILES)[0]
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
            for part in (self.enrol, self.backup):
                part.hide()
            self.again.show()
            self.again.setFocus()
            self.ways.changed()
            self.desk.say(sentence)

        def failed(error: UserError) -> None:
            for part in parts:
                part.setEnabled(True)
            self._tell(error.message, "wrong")
            (self.server if error.field == "server" else self.code).setFocus()

        self.desk.tasks.work(self, _("登记到县里"), job, told, failed=failed)

    def _show_standing(self, sentence: str) -> None:
        """A PC that is enrolled has nothing more to do here, but to bind another user."""
        self.stands.setText(sentence)
        self.done.setVisible(bool(sentence))
        for part in (self._changes, self.backup, self.by_file):
            part.setHidden(bool(sentence))
        if sentence:
            self._what.setText(_ANOTHER)
            if not self.code.text():
                self.exchange.setFocus()

    def _tell(self, sentence: str, kind: str) -> None:
        self.said.setProperty("kind", kind)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.show()
