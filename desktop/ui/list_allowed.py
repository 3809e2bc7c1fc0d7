"""Deeds that a record may not take now: greyed in lists, with the reason as their tooltip."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from desktop.spec import Action, Register
from desktop.ui.desk import Desk
from desktop.ui.list_deeds import refusal
from desktop.ui.list_view import ListView
from desktop.ui.selection_bar import SelectionBar

MOST = 50  # records looked at before the click; the deed itself looks at every one


class ActionGate(QObject):
    """Looks at the chosen records whenever others are chosen; registers whose deeds have no rule cost nothing."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        actions: Sequence[Action],
        *,
        view: ListView,
        bar: SelectionBar,
        chosen: Callable[[], Sequence[UUID]],
    ) -> None:
        super().__init__(view)
        self._desk, self._register, self._actions = desk, register, actions
        self._chosen = chosen
        names = [action.verb for action in actions]
        names += [f"+{at}" for at in range(len(bar.buttons()) - len(names))]  # 批量修改 has no rule of a record
        self._buttons = dict(zip(names, bar.buttons(), strict=True))
        self._tips = {verb: button.toolTip() for verb, button in self._buttons.items()}
        self.reasons: Mapping[str, str] = {}
        self._closed = ""
        if any(action.allowed for action in actions):
            model = view.model()
            view.selectionModel().currentRowChanged.connect(lambda *_rows: self.look())
            for told in (model.ticks_changed, model.arrived):  # type: ignore[attr-defined]  # a ListModel
                told.connect(lambda *_known: self.look())

    def look(self) -> None:
        """Ask the rules about the chosen records."""
        ids, actor, register = tuple(self._chosen())[:MOST], self._desk.actor, self._register
        ruled = [action for action in self._actions if action.allowed]

        def job(session: Any) -> dict[str, str]:
            reasons = {action.verb: refusal(session, actor, register, action=action, ids=ids) for action in ruled}
            return {verb: reason for verb, reason in reasons.items() if reason}

        self._desk.tasks.read(self, job, self._show, key="allowed")

    def close(self, reason: str) -> None:
        """No deed may be done now, whatever the record; "" opens the gate again."""
        self._closed = reason
        self._show({})
        if not reason and any(action.allowed for action in self._actions):
            self.look()

    def _show(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons = dict.fromkeys(self._buttons, self._closed) if self._closed else reasons
        for verb, button in self._buttons.items():
            button.setEnabled(verb not in reasons)
            button.setToolTip(reasons.get(verb, self._tips[verb]))

    def pop_up(self, menu: QMenu, place: QPoint) -> None:
        """Open the menu of the chosen rows with the same deeds greyed."""
        menu.setToolTipsVisible(True)
        reasons = {action.title: self.reasons[action.verb] for action in self._actions if action.verb in self.reasons}
        for shown in menu.actions():
            if shown.text() in reasons:
                shown.setEnabled(False)
                shown.setToolTip(reasons[shown.text()])
        menu.popup(place)
