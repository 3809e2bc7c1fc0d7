"""Saved filters as functions of Ctrl+K, from wherever a person is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.base.clock import today
from desktop.base.text import _
from desktop.standard import views
from desktop.standard.views import View
from desktop.ui.desk import Command, Desk

TABLE = "saved_filter"


class Shelf(QObject):
    """Knows the saved filters of every list; `show(view)` opens the list with it."""

    def __init__(self, desk: Desk, show: Callable[[View], None]) -> None:
        super().__init__(desk.tasks)
        self._desk, self._show = desk, show
        self._views: tuple[View, ...] = ()
        desk.tasks.changed.connect(self._changed)
        self.read()

    def _changed(self, changes: Any) -> None:
        if TABLE in changes.tables:
            self.read()

    def read(self) -> None:
        """Read them all; there are a few."""
        desk = self._desk
        day = today(desk.clock)

        def job(session: Any) -> tuple[View, ...]:
            return views.views(session, desk.actor, registers=desk.catalog, today=day)

        desk.tasks.read(self, job, self._keep, key="shelf")

    def _keep(self, found: tuple[View, ...]) -> None:
        self._views = found

    def commands(self) -> tuple[Command, ...]:
        """One function a filter: 住户：3号楼空置."""
        titles = {register.name: register.title for register in self._desk.catalog}
        return tuple(
            Command(
                f"view.{view.id}",
                _("{title}：{name}").format(title=titles[view.register], name=view.name),
                partial(self._show, view),
                (_("筛选"),),
                icon="filter",
            )
            for view in self._views
        )
