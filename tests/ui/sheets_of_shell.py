"""Pages for the tests of the shell that remember what happened to them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.page import Page

HOME = UUID(int=1)


class Sheet(Page):
    """A page that remembers what happened to it."""

    def __init__(self, name: str, record_id: UUID | None = None) -> None:
        super().__init__()
        self.name, self.record_id = name, record_id
        self.log: list[Any] = []
        self.own_header = record_id is not None
        self.status = "共 491 户" if name == "households" else ""
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        self.buttons = QPushButton("新增住户")

    def tools(self) -> QWidget:
        return self.buttons

    def reload(self, changes: Any = None) -> None:
        self.log.append(("reload", changes and changes.tables))

    def focus_first(self) -> None:
        self.line.setFocus()

    def step(self, by: int) -> None:
        self.log.append(("step", by))

    def state(self) -> dict[str, Any]:
        return {"text": self.line.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.line.setText(state.get("text", ""))

    def leaving(self) -> None:
        self.log.append("leaving")


class Made(dict[str, list[Sheet]]):
    """Every page that was made, by place."""

    def maker(self, name: str) -> Callable[[Desk], Page]:
        return lambda _desk: self._keep(Sheet(name))

    def record(self, name: str) -> Callable[[Desk, UUID], Page]:
        return lambda _desk, record_id: self._keep(Sheet(name, record_id))

    def _keep(self, sheet: Sheet) -> Sheet:
        self.setdefault(sheet.name, []).append(sheet)
        return sheet
