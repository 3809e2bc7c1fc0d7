"""What happens when the program itself is wrong: it is logged, told in one sentence, and work goes on."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from desktop.base.crash import report
from desktop.base.errors import UserError
from desktop.base.text import _


class Faults(QObject):
    """Takes every exception that nobody caught, from slots, threads and tasks, to the log and to the person.

    `log(error)` writes the report without personal values, `tail()` reads the newest lines of the log. The text
    for technicians carries places in the code and the make of the error, never its message, which may hold a name or a
    number.
    """

    told = Signal(str, str)  # sentence, technical detail
    _met = Signal(object)

    def __init__(
        self,
        log: Callable[[BaseException], None],
        *,
        help_phone: str = "",
        version: str = "",
        tail: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._log, self._help_phone, self._version, self._tail = log, help_phone, version, tail
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter; PySide hands exceptions of slots to the first."""
        sys.excepthook = self.on_exception
        threading.excepthook = lambda args: self.meet(args.exc_value) if args.exc_value else None

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The hook itself."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.meet(error)

    def meet(self, error: BaseException) -> None:
        """Log it now, on whatever thread, and tell it on the main thread."""
        if not isinstance(error, UserError):
            self._log(error)
        self._met.emit(error)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.told.emit(error.message, "")
            return
        sentence = _("这一步没有完成，刚才的填写已留作草稿。请再试；仍不行时，请把技术说明交给技术人员。")
        if self._help_phone:
            sentence += _("服务电话 {phone}。").format(phone=self._help_phone)
        self.told.emit(sentence, f"{report(error, version=self._version)}\n{self._tail()}".rstrip())
