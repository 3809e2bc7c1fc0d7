"""When the desk locks, and what opens it: the minutes, the password of this person, a PIN."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.keeper import Keys
from desktop.ui.lock import MINUTES
from desktop.ui.settings_page_parts import card, row, wrapped
from desktop.ui.settings_page_questions import ask_password, ask_pin
from desktop.ui.style import em

PIN = "pin"  # the setting of a person that keeps what a PIN comes to


class LockSettings(QWidget):
    """A password and a PIN are asked for; the minutes count at once."""

    def __init__(self, desk: Desk, keys: Keys, window: Any) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.desk, self._keys, self._window = desk, keys, window
        self.minutes = QSpinBox()
        self.minutes.setRange(2, 30)
        self.minutes.setSuffix(_(" 分钟"))
        self.minutes.setAccessibleName(_("无人操作多久后锁屏"))
        self.minutes.setValue(int(desk.settings.get("idle_minutes") or MINUTES))
        self.password = QPushButton(_("改密码…"))
        self.pin, self.no_pin = QPushButton(), QPushButton(_("停用 PIN"))
        about = wrapped(
            _("PIN 是 6 个数字，只在锁屏后代替密码；程序关掉再打开仍要用密码，连错五次也要用密码。一般不开。")
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        for part in (
            card(_("锁屏"), row(QLabel(_("无人操作多久后锁屏")), self.minutes)),
            card(_("我的密码"), wrapped(_("改密码只影响登录，数据不用重新加密。")), row(self.password)),
            card(_("锁屏 PIN"), about, row(self.pin, self.no_pin)),
        ):
            whole.addWidget(part)
        self.minutes.valueChanged.connect(self._keep_minutes)
        self.password.clicked.connect(self.change_password)
        self.pin.clicked.connect(self.set_pin)
        self.no_pin.clicked.connect(self.drop_pin)
        self._show_pin()

    def change_password(self) -> None:
        """The old one once, the new one twice; wrong ones are told and nothing changes."""
        typed = ask_password(self)
        if typed is not None:
            old, new = typed
            said = _("密码已改，下次登录时用新密码。")
            self._run(lambda: self._keys.change_password(old, new), lambda _none: self.desk.say(said))

    def set_pin(self) -> None:
        """Six digits, typed twice."""
        typed = ask_pin(self)
        if typed is not None:
            self._run(lambda: self._keys.set_pin(typed), self._keep_pin)

    def drop_pin(self) -> None:
        """Only the password from now on."""
        self._keys.drop_pin()
        self.desk.settings.put(PIN, None)
        self._show_pin()
        self.desk.say(_("已停用 PIN，锁屏后用密码打开。"))

    def _keep_pin(self, kept: dict[str, str]) -> None:
        self.desk.settings.put(PIN, kept)
        self._show_pin()
        self.desk.say(_("PIN 已设好，锁屏后可以用它打开。"))

    def _show_pin(self) -> None:
        on = bool(self.desk.settings.get(PIN))
        self.pin.setText(_("改 PIN…") if on else _("设一个 PIN…"))
        self.no_pin.setVisible(on)

    def _keep_minutes(self, minutes: int) -> None:
        self.desk.settings.put("idle_minutes", minutes)
        self._window.set_idle(minutes)

    def _run(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def failed(error: UserError) -> None:
            self.desk.warn(error.message)

        self.desk.tasks.compute(self, job, done, failed=failed)
