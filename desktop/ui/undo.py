"""Ctrl+Z and Ctrl+Y for deeds: the last twenty of this person in this session."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.desk import LocalDeed, UndoToken
from desktop.ui.tasks import Step

DEPTH = 20


class Undone(Protocol):
    """What taking a deed back came to; `conflicts` are sentences about what somebody changed since."""

    @property
    def changed(self) -> int:
        """How many values went back."""
        ...

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What was left alone, in words."""
        ...


class Writer(Protocol):
    """The part of the tasks that undo uses."""

    def write_many(
        self,
        owner: QObject,
        action: str,
        title: str,
        job: Callable[[Any, Step], Any],
        done: Callable[[Any, Any], None],
        *,
        count: int | None,
        stopped: Callable[[], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """One deed on many rows, with its progress."""
        ...

    def write(
        self,
        owner: QObject,
        action: str,
        job: Callable[[Any], Any],
        done: Callable[[Any, Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """One deed on the writer thread."""
        ...


class Undo(QObject):
    """Two stacks of tokens; taking back is itself a deed, so redoing is taking that one back.

    `reverse(session, token, step)` takes a deed back within a write and says what came of it.
    """

    told = Signal(str)  # the sentence of what was taken back
    refused = Signal(str)
    spent = Signal(object)  # UndoToken

    def __init__(
        self, tasks: Writer, reverse: Callable[[Any, UndoToken, Step], Undone], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._reverse = tasks, reverse
        self._done: list[UndoToken] = []
        self._redo: list[UndoToken] = []

    def remember(self, token: UndoToken) -> None:
        """A new deed: it can be taken back, and what was taken back before cannot be redone any more."""
        self._done.append(token)
        del self._done[:-DEPTH]
        self._redo.clear()

    def undo(self) -> None:
        """Take the last deed back, or say that there is none."""
        if self._done:
            self.take_back(self._done[-1])
        else:
            self.told.emit(_("没有可撤销的操作。更早的修改可在“历史”里恢复。"))

    def redo(self) -> None:
        """Do again what was taken back last, or say that there is nothing."""
        if not self._redo:
            self.told.emit(_("没有可恢复的操作。"))
            return
        token = self._redo[-1]
        self._run(token, lambda back: self._redone(token, back), _("恢复修改"), sentence=_("已恢复刚才撤销的修改。"))

    def take_back(self, token: UndoToken) -> None:
        """Take back the deed of a toast or a message."""
        self._run(token, lambda back: self._taken(token, back), _("撤销修改"), sentence=_("已撤销，内容回到修改之前。"))

    def _taken(self, token: UndoToken, back: UndoToken) -> None:
        if token in self._done:
            self._done.remove(token)
        self._redo.append(back)
        self.spent.emit(token)

    def _redone(self, token: UndoToken, back: UndoToken) -> None:
        self._redo.remove(token)
        self._done.append(back)

    def _run(self, token: UndoToken, after: Callable[[UndoToken], None], title: str, *, sentence: str) -> None:
        if token.local is not None:
            self._run_local(token.local, after, sentence)
            return

        def done(undone: Undone, changes: Any) -> None:
            after(UndoToken(tx=changes.tx))
            if undone.conflicts:
                self.refused.emit("".join(undone.conflicts))
            else:
                self.told.emit(sentence)

        self._tasks.write_many(
            self,
            "journal.undo",
            title,
            lambda session, step: self._reverse(session, token, step),
            done,
            count=None,
            stopped=lambda: self.told.emit(_("已取消，什么也没有改。")),
            failed=lambda error: self.refused.emit(error.message),
        )

    def _run_local(self, deed: LocalDeed, after: Callable[[UndoToken], None], sentence: str) -> None:
        def done(_result: Any, _changes: Any) -> None:
            after(UndoToken(local=LocalDeed(deed.action, deed.again, deed.back)))
            self.told.emit(sentence)

        failed: Callable[[UserError], None] = lambda error: self.refused.emit(error.message)  # noqa: E731 - one expression
        self._tasks.write(self, deed.action, deed.back, done, failed=failed)
