"""办理: the deeds of one record in a menu, those that cannot be done now greyed with the reason."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Action, Register
from desktop.ui import list_deeds
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.selection_bar import SelectionBar

KEY = "Alt+B"
Done = Callable[[], None]


def may_do(desk: Desk, register: Register) -> list[Action]:
    """The deeds of a register that the person signed in may do."""
    return [action for action in register.actions if list_deeds.may(desk, register, action)]


def do(
    owner: QWidget, desk: Desk, register: Register, *, action: Action, ids: Sequence[UUID], done: Done | None = None
) -> None:
    """Do a deed on these records."""
    list_deeds.run(owner, desk, register, action=action, ids=ids, done=done or (lambda: None))


# How a list offers them all: one button under the rows, one entry in the menu of a row.
ON_A_LIST = Action("deeds", _("办理…"), lambda *_given: None, icon="clipboard-check")


class DeedMenu(QObject):
    """Opens the menu for the records that `chosen` names when it is asked."""

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        register: Register,
        *,
        chosen: Callable[[], Sequence[UUID]],
        actions: Sequence[Action] | None = None,
        done: Done | None = None,
    ) -> None:
        super().__init__(owner)
        self._owner, self._desk, self._register = owner, desk, register
        self._chosen, self._done = chosen, done
        self.actions = list(may_do(desk, register) if actions is None else actions)

    def button(self) -> QPushButton:
        """A button that opens the menu; Alt+B presses it."""
        made = QPushButton(icon("clipboard-check"), _("办理"))
        made.setToolTip(_("办理这一{counter}的事项（{key}）").format(counter=self._register.counter, key=KEY))
        made.clicked.connect(lambda _on: self.open_at(made.mapToGlobal(made.rect().bottomLeft())))
        QShortcut(QKeySequence(KEY), self._owner, made.click)
        return made

    def open_at(self, place: QPoint) -> None:
        """Ask the rules about the chosen records, then open the menu at a global place."""
        ids, actor, register = tuple(self._chosen()), self._desk.actor, self._register
        if not ids:
            return

        def job(session: Any) -> dict[str, str]:
            reasons = {
                one.verb: list_deeds.refusal(session, actor, register, action=one, ids=ids) for one in self.actions
            }
            return {verb: reason for verb, reason in reasons.items() if reason}

        self._desk.tasks.read(self, job, lambda reasons: self._open(ids, reasons, place), key="allowed")

    def open_on_list(self, bar: SelectionBar, view: QAbstractItemView) -> None:
        """Open it at the button under the list, or at the current row where no row is ticked."""
        button = next((one for one in bar.buttons() if one.text() == ON_A_LIST.title and one.isVisible()), None)
        row = view.visualRect(view.currentIndex()).bottomLeft()
        self.open_at(button.mapToGlobal(QPoint(0, 0)) if button else view.viewport().mapToGlobal(row))

    def menu(self, ids: Sequence[UUID], reasons: Mapping[str, str]) -> QMenu:
        """The menu for these records."""
        menu = QMenu(self._owner)
        menu.setToolTipsVisible(True)
        for action in self.actions:
            title = _("{title}…").format(title=action.title)
            entry = menu.addAction(icon(action.icon), title) if action.icon else menu.addAction(title)
            entry.setEnabled(action.verb not in reasons)
            entry.setToolTip(reasons.get(action.verb, ""))
            entry.triggered.connect(lambda _on=False, action=action: self.run(action, ids))
        return menu

    def run(self, action: Action, ids: Sequence[UUID]) -> None:
        """Do one of them."""
        do(self._owner, self._desk, self._register, action=action, ids=ids, done=self._done)

    def _open(self, ids: Sequence[UUID], reasons: Mapping[str, str], place: QPoint) -> None:
        menu = self.menu(ids, reasons)
        menu.popup(place)
        first = next((entry for entry in menu.actions() if entry.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)
