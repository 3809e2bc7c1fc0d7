"""The sign-in page: whose desk this is, who is at it, and one password."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.attempts import Attempts
from desktop.ui.icons import icon
from desktop.ui.identity import Identity
from desktop.ui.labels import Heading
from desktop.ui.recovery import RecoveryPanel
from desktop.ui.style import PARTY_RED, SIZES, Look, em
from desktop.ui.user_tiles import Person, UserTiles

Opened = Any  # what the composition root makes of a right password
Unlock = Callable[[str, str], Opened]
Recover = Callable[[str, str, str], Opened]


class Computer(Protocol):
    """The part of the tasks that signing in uses."""

    def compute(
        self,
        owner: QObject,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Run `job` off the main thread: checking a password takes half a second on purpose."""
        ...


class SignIn(QWidget):
    """Signing in, and unlocking when `locked` (the same page, without a word about what lies behind it).

    `unlock(name, password)` runs off the main thread and raises UserError(field="password") when it is wrong;
    `recover(name, code, new_password)` likewise, with field="code". The result of either is sent with `opened`.
    """

    opened = Signal(object)
    look_asked = Signal(object)  # Look

    def __init__(
        self,
        identity: Identity,
        people: tuple[Person, ...],
        unlock: Unlock,
        *,
        tasks: Computer,
        attempts: Attempts,
        current: str = "",
        look: Look | None = None,
        recover: Recover | None = None,
        locked: bool = False,
        switching: bool = False,
        takes_pin: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        super().__init__()
        self._unlock, self._recover, self._tasks, self._attempts = unlock, recover, tasks, attempts
        self._look, self._locked, self._busy = look or Look(), locked, False
        self._switching, self._takes_pin = switching, takes_pin
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        self.tiles = UserTiles(people, current)
        self.tiles.chosen.connect(self.on_chosen)
        self.tiles.entered.connect(lambda: self.on_chosen(self.tiles.current))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("密码"))
        self.password.setAccessibleName(_("密码"))
        self.password.returnPressed.connect(self.on_enter)
        self.password.textEdited.connect(lambda _text: self._say(""))
        eye = self.password.addAction(icon("eye", "quiet"), QLineEdit.ActionPosition.TrailingPosition)
        eye.setToolTip(_("显示密码"))
        eye.triggered.connect(self._show_password)
        self.enter = QPushButton(_("解锁") if locked else _("登录"))
        self.enter.setProperty("kind", "primary")
        self.enter.clicked.connect(self.on_enter)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("kind", "wrong")
        self.forgot = QPushButton(_("忘记密码，用恢复单打开"))
        self.forgot.setProperty("kind", "link")
        self.forgot.setVisible(recover is not None)
        self.forgot.clicked.connect(self.on_forgot)
        self.big = QPushButton(_("大字版") if self._look.size < SIZES[-1] else _("标准字号"))
        self.big.setIcon(icon("type", "quiet"))
        self.big.clicked.connect(self._ask_size)
        self.recovery = RecoveryPanel()
        self.recovery.hide()
        self.recovery.given.connect(self.on_recovery_given)
        self.recovery.given_up.connect(self.on_recovery_given_up)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_wait)
        self._lay_out(identity)
        self._tell_pin()
        self._show_wait()

    def focus_first(self) -> None:
        """The password line has the focus, or the people when another one is to be chosen."""
        if self._switching and self.tiles.focus():
            return
        (self.recovery.code if self.recovery.isVisible() else self.password).setFocus()

    def on_chosen(self, _name: str) -> None:
        """Somebody was chosen: their password next."""
        self._switching = False
        self._tell_pin()
        self.focus_first()

    def on_enter(self) -> None:
        """Check the password off the main thread."""
        if self._busy or self._attempts.seconds_left():
            return
        name, password = self.tiles.current, self.password.text()
        if not password:
            self._say(_("请填写密码。"))
            return
        self._run(lambda: self._unlock(name, password), _("正在核对密码…"))

    def on_forgot(self) -> None:
        """Show the lines for the printed recovery sheet."""
        self.password.clear()
        self._say("")
        self._turn(recovering=True)

    def on_recovery_given(self, code: str, password: str) -> None:
        """Open with the code of the recovery sheet and set the new password."""
        name, recover = self.tiles.current, self._recover
        if recover and not self._busy and not self._attempts.seconds_left():
            self._run(lambda: recover(name, code, password), _("正在核对恢复码…"))

    def on_recovery_given_up(self) -> None:
        """Back to the password."""
        self._turn(recovering=False)

    def _run(self, job: Callable[[], Opened], sentence: str) -> None:
        self._busy = True
        self._say(sentence, wrong=False)
        self.enter.setEnabled(False)
        self._tasks.compute(self, job, self._opened, failed=self._refused)

    def _opened(self, opened: Opened) -> None:
        self._busy = False
        self._attempts.right()
        self.password.clear()
        self.recovery.clear()
        self._say("")
        self.enter.setEnabled(True)
        self.opened.emit(opened)

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self.enter.setEnabled(True)
        self._say(error.message)
        if error.field in ("password", "code"):
            self._attempts.wrong()
            self._show_wait()
        self.password.selectAll()
        self.focus_first()

    def _show_wait(self) -> None:
        left = self._attempts.seconds_left()
        self.enter.setEnabled(not left and not self._busy)
        self.recovery.accept.setEnabled(not left)
        if left:
            self._say(_("密码连续几次不对，数据没有受影响。请 {left} 秒后再试。").format(left=left))
            self._tick.start()
        elif self._tick.isActive():
            self._tick.stop()
            self._say("")

    def _say(self, sentence: str, *, wrong: bool = True) -> None:
        kind = "wrong" if wrong else "quiet"
        if self.said.property("kind") != kind:
            self.said.setProperty("kind", kind)
            self.said.style().polish(self.said)
        self.said.setText(sentence)

    def _turn(self, *, recovering: bool) -> None:
        for part in (self.password, self.enter, self.forgot):
            part.setVisible(not recovering)
        self.recovery.setVisible(recovering)
        self._say("")
        self.focus_first()

    def _tell_pin(self) -> None:
        words = _("密码或 6 位 PIN") if self._takes_pin(self.tiles.current) else _("密码")
        self.password.setPlaceholderText(words)

    def _show_password(self) -> None:
        hidden = self.password.echoMode() == QLineEdit.EchoMode.Password
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)

    def _title(self) -> str:
        if self._switching:
            return _("换人：选名字，再写密码")
        return _("已锁屏") if self._locked else _("登录")

    def _ask_size(self) -> None:
        big = self._look.size >= SIZES[-1]
        self._look = Look(SIZES[1] if big else SIZES[-1], self._look.dark)
        self.big.setText(_("大字版") if big else _("标准字号"))
        self.look_asked.emit(self._look)

    def _lay_out(self, identity: Identity) -> None:
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {PARTY_RED.name()};")
        name = Heading(identity.unit_name, factor=1.75)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        chain = _quiet(identity.chain)
        inside = QVBoxLayout(self.card)
        pad = em(self, 1.5)
        inside.setContentsMargins(pad, pad, pad, pad)
        inside.setSpacing(em(self, 0.75))
        inside.addWidget(Heading(self._title(), factor=1.14))
        inside.addWidget(self.tiles)
        row = QHBoxLayout()
        row.addWidget(self.password, 1)
        row.addWidget(self.enter)
        inside.addLayout(row)
        inside.addWidget(self.recovery)
        inside.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.forgot)
        foot.addStretch(1)
        foot.addWidget(self.big)
        inside.addLayout(foot)
        middle = QWidget()
        middle.setProperty("kind", "clear")
        column = QVBoxLayout(middle)
        column.setSpacing(em(self, 0.5))
        column.addStretch(3)
        column.addWidget(name)
        column.addWidget(chain)
        column.addSpacing(em(self, 0.75))
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(em(self, 0.75))
        column.addWidget(_quiet(_("不打分、不定位、不联网也能用")))
        column.addStretch(4)
        column.addWidget(_quiet(footer(identity)))
        self.card.setMinimumWidth(em(self, 29))
        scroll = QScrollArea()
        scroll.setWidget(middle)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, em(self, 0.75))
        whole.setSpacing(0)
        whole.addWidget(line)
        whole.addWidget(scroll, 1)


def footer(identity: Identity) -> str:
    """Who issued the program, its version and where help is; what is not known is left out."""
    parts = []
    if identity.issued_by:
        parts.append(_("由{county}统一配发").format(county=identity.issued_by))
    if identity.version:
        parts.append(_("版本 {version}").format(version=identity.version))
    if identity.help_phone:
        parts.append(_("服务电话 {phone}").format(phone=identity.help_phone))
    return "　·　".join(parts)


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setVisible(bool(words))
    return label
