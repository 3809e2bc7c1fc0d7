"""The course of the program: first set-up or sign-in, one person's desk, lock, another person, the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from desktop.base.clock import Clock
from desktop.base.errors import Damage, UserError
from desktop.base.text import _
from desktop.ui import style
from desktop.ui.at_work import AtWork
from desktop.ui.attempts import Attempts
from desktop.ui.closing import Closing
from desktop.ui.enter_key import EnterPresses
from desktop.ui.faults import Faults
from desktop.ui.garbage import Garbage
from desktop.ui.icons import program_icon
from desktop.ui.lock import MINUTES, IdleWatch
from desktop.ui.login import SignIn
from desktop.ui.program_root import Root
from desktop.ui.qt_words import speak_chinese
from desktop.ui.style import Look
from desktop.ui.system_lock import SystemLock
from desktop.ui.system_theme import DARK, LIGHT, dark_for
from desktop.ui.system_theme import KEY as THEME
from desktop.ui.tasks import Tasks
from desktop.ui.undo_key import UndoPasses
from desktop.ui.warming import Warming
from desktop.ui.window import Window

if TYPE_CHECKING:  # loaded only when data is damaged or a backup is put back
    from desktop.ui.backup_page_mend import MendPage

FIRST = "today"  # the place that a person who was never here is shown
_SOON_MS = 250
_NEXT_TURN_MS = 20
_TURN_S = 0.001  # after so long a thread that computes lets the window have its turn; Python's own 5 ms add up


@contextmanager
def _no_database(_action: str = "") -> Iterator[Any]:
    raise AssertionError("nothing is open yet")
    yield


class Program(QObject):
    """Owns the window; `ended` is sent when everything is closed."""

    ended = Signal()

    def __init__(self, app: QApplication, root: Root, *, clock: Clock, look: Look, geometry: str = "") -> None:
        super().__init__(app)
        self.app, self.root, self.look = app, root, look
        app.setQuitOnLastWindowClosed(False)
        self.window = Window(_("网格党支部工作台"), geometry, picture=program_icon())
        self.gate_tasks = Tasks(_no_database, _no_database, self)
        self.attempts = Attempts(clock)
        self.garbage = Garbage(self)
        self.warming = Warming(
            self.gate_tasks, self.garbage, self, settles=lambda: self.at_work is None and self.wizard is None
        )
        self.at_work: AtWork | None = None
        self.wizard: Any = None  # FirstRun, while it is in front
        self._retired: list[AtWork] = []
        identity = root.identity()
        self.faults = Faults(root.log, help_phone=identity.help_phone, version=identity.version, tail=root.log_tail)
        self.faults.told.connect(self.on_fault)
        self.gate_tasks.faulted.connect(self.faults.meet)
        self.gate_tasks.refused.connect(lambda sentence: self.on_fault(sentence, ""))
        self.idle = IdleWatch(app)
        EnterPresses(app)
        UndoPasses(app)
        self.idle.idled.connect(self.lock)
        self.system: SystemLock | None = None
        self.window.closed.connect(self.on_closed)

    def start(self) -> None:
        """Show the sign-in page, or the first-run wizard where nothing was set up, and load the rest meanwhile."""
        sys.setswitchinterval(_TURN_S)
        if not self.root.set_up():
            self._begin_wizard()
        else:
            self.ask_password()
        self.window.show()

    def _begin_wizard(self) -> None:
        """What the first run needs takes seconds to load on a slow disk: the window stands and says so meanwhile."""
        waiting = QLabel(_("正在准备第一次使用…"))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.window.show_gate(waiting)

        def loaded(_nothing: None) -> None:
            self.wizard = self.root.wizard(self)
            self.window.show_gate(self.wizard)
            self._load_the_rest()

        self.gate_tasks.compute(self.window, self.root.load_wizard, loaded)

    def ask_password(self, *, locked: bool = False, current: str = "", switching: bool = False) -> None:
        """Put the sign-in page or the lock screen in front."""
        gate = SignIn(
            self.root.identity(), self.root.people(), self.root.unlock, tasks=self.warming,
            attempts=self.attempts, current=current or self.root.last_user(), look=self.look,
            recover=self.root.recover, locked=locked, switching=switching, takes_pin=self.root.takes_pin,
        )  # fmt: skip
        gate.opened.connect(self.on_opened)
        gate.look_asked.connect(self.set_look)
        self.window.show_gate(gate)

    def warm_up(self) -> None:
        """Load what a desk needs and listen to the system's lock; called once the sign-in field has the focus."""
        speak_chinese(self.app)
        self.system = SystemLock(self.window)
        self.system.locked.connect(self.lock)
        if self.root.set_up():
            self._load_the_rest()  # else the wizard comes first

    def _load_the_rest(self) -> None:
        self.warming.begin(self.root.warm_up())

    def on_opened(self, opened: Any, *, afresh: bool = False) -> None:
        """The password was right: show the desk, the wizard that was left, or how to mend what is damaged.

        `afresh` begins at today, wherever the person was last.
        """
        if isinstance(opened, Damage):
            self.offer_backups(opened)
            return
        self.wizard = self.root.wizard(self, opened)
        if self.wizard:
            self.window.show_gate(self.wizard)
        else:
            self.open_desk(opened, afresh=afresh)

    def open_desk(self, opened: Any, *, afresh: bool = False) -> AtWork:
        """Furnish the desk of who signed in and show it where that person left it.

        The window is painted before its first page is made, so that neither keeps the other waiting; what they read is
        read after both.
        """
        self.wizard = None
        at_work = self.root.furnish(self, opened)
        at_work.tasks.hold()
        self.at_work = at_work
        shell = at_work.shell
        shell.lock_asked.connect(self.lock)
        shell.switch_asked.connect(self.switch_person)
        shell.look_asked.connect(self.set_look)
        at_work.tasks.faulted.connect(self.faults.meet)
        self.set_idle(at_work.chosen.get("idle_minutes", MINUTES))
        kept = at_work.chosen.get("look")
        if isinstance(kept, dict):
            dark = dark_for(self.app, at_work.chosen.get(THEME), kept=kept.get("dark", self.look.dark))
            self.set_look(Look(kept.get("size", self.look.size), dark))
        self.window.show_shell(shell)
        QTimer.singleShot(0, shell, partial(shell.start, FIRST, afresh=afresh))
        return at_work

    def offer_backups(self, damage: Damage) -> None:
        """The data cannot be opened: show what can be put in its place."""
        from desktop.ui.backup_page_mend import MendPage  # late, as above

        page = MendPage(damage.message, self.root.backups(), self.root.last_user())
        page.sign_in_asked.connect(self.ask_password)
        page.restore_asked.connect(
            lambda path, name, password, code: self._restore(path, name, password=password, code=code, page=page)
        )
        self.window.show_gate(page)

    def restore(self, path: Path, password: str, code: str) -> None:
        """Leave the desk, and come back to it as it was at the time of the backup."""
        if (leaving := self.at_work) is None:
            return
        from desktop.ui.backup_page_mend import MendPage  # late, as above

        self.at_work = None
        page = MendPage(_("正在核对备份，请先不要关机…"), (), leaving.name)
        page.sign_in_asked.connect(self.ask_password)
        page.setEnabled(False)
        self.window.show_gate(page)
        self.window.let_go_of_shell()
        leaving.retire(lambda: self._restore(path, leaving.name, password=password, code=code, page=page))

    def _restore(self, path: Path, name: str, *, password: str, code: str, page: "MendPage") -> None:
        def failed(error: UserError) -> None:
            page.why.setText(_("没有恢复，原来的数据没有受影响。"))
            page.refuse(error)

        self.gate_tasks.compute(
            page, lambda: self.root.restore(path, name, password=password, code=code), self.on_restored, failed=failed
        )

    def on_restored(self, opened: Any) -> None:
        """The backup stands in place: begin the day with it, not where the person was when it was made, and say so."""
        self.on_opened(opened, afresh=True)
        if self.at_work:
            self.at_work.shell.say(_("已恢复到所选的备份。恢复前的数据另存了一份备份。"))

    def switch_person(self) -> None:
        """As a lock, but the next one is chosen first."""
        self.lock(switching=True)

    def lock(self, *, switching: bool = False) -> None:
        """Keep drafts and place, close the database, leave no row in memory, and ask for the password."""
        if (leaving := self.at_work) is None:
            return
        self.at_work = None
        self._close_dialogs()
        others = [person.name for person in self.root.people() if person.name != leaving.name]
        current = others[0] if switching and others else leaving.name
        self.ask_password(locked=True, current=current, switching=switching)
        self.window.let_go_of_shell()
        self._retired.append(leaving)
        leaving.retire(partial(self._forget, leaving))
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()

    def _forget(self, gone: AtWork) -> None:
        """Nothing holds the desk any more: what was tied up in itself goes in a turn of its own.

        A timer of no time would still be part of the turn that closed the database.
        """
        self._retired.remove(gone)
        QTimer.singleShot(_NEXT_TURN_MS, self.garbage, self.garbage.forget)

    def set_look(self, look: Look) -> None:
        """Another size or light, at once, for this person and for the sign-in page of this machine."""
        if look == self.look:
            return
        before, self.look = self.look, look
        style.apply(self.app, look)
        self.root.keep_look(look)
        if self.at_work:
            self.at_work.shell.set_look(look)
            self.at_work.chosen.put("look", {"size": look.size, "dark": look.dark})
            if look.dark != before.dark:
                self.at_work.chosen.put(THEME, DARK if look.dark else LIGHT)  # whoever turns it themselves decides

    def set_idle(self, minutes: int) -> None:
        """How long an untouched desk stays open."""
        self.idle.set_minutes(minutes)

    def on_fault(self, sentence: str, detail: str) -> None:
        """Tell a fault where the person looks; at the sign-in page there is only the log."""
        if self.at_work:
            self.at_work.shell.fault(sentence, detail)
        elif self.wizard:
            self.wizard.tell_fault(sentence)

    def on_closed(self) -> None:
        """The window was closed: make the daily backup if it is due, then end."""
        self.root.keep_window(self.window.geometry_to_keep())
        leaving = self.at_work
        if leaving is None:
            self.end()
            return
        leaving.chosen.flush()
        closing = Closing()
        closing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        closing.ended.connect(self.end)
        QTimer.singleShot(_SOON_MS, closing, closing.show)  # what is over at once needs no window
        self.gate_tasks.compute(
            closing, leaving.back_up, lambda _made: self.end(), failed=lambda error: self._not_backed_up(closing, error)
        )

    def end(self) -> None:
        """Close everything and leave."""
        for one in (*self._retired, *([self.at_work] if self.at_work else [])):
            one.end()
        if self.wizard:
            self.wizard.shut()
        self.gate_tasks.close()
        self.garbage.end()
        self.ended.emit()
        self.app.quit()

    def _not_backed_up(self, closing: Closing, error: UserError) -> None:
        closing.refuse(error.message)

    def _close_dialogs(self) -> None:
        """A question that nobody answered is answered with the safe way: it must not keep a desk open."""
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            if dialog is QApplication.activeModalWidget():
                break
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
