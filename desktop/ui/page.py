"""The base of everything that fills the window under the title row."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.store.session import Changes


class Page(QWidget):
    """One page. The window shows the group's title and tabs, `subtitle`, `status` and `tools()` in one row above it.

    A page with `own_header` (a record page: back, label, badges) gets the whole height and draws that row itself.
    `help` names the page of the manual that F1 opens; "" means the place's name.
    """

    title_changed = Signal(str)
    status_changed = Signal(str)  # the quiet words after the tabs: 共 491 户 · 筛选后 28 户
    badge_changed = Signal(int)  # how many things are due here, if the page came to know it

    own_header = False
    help = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.subtitle = ""
        self.status = ""

    def tools(self) -> QWidget | None:
        """The buttons at the right end of the title row; asked for once, then owned by the window."""
        return None

    def reload(self, changes: "Changes | None" = None) -> None:
        """Read again: after F5 (`changes` is None) and after every deed; ignore tables that are not shown here."""

    def focus_first(self) -> None:
        """Put the focus where work starts; called when the page is opened, not when it is come back to."""
        self.setFocus()

    def step(self, by: int) -> None:
        """Go to the previous (-1) or next (+1) record: Ctrl+PgUp, Ctrl+PgDn."""

    def state(self) -> dict[str, Any]:
        """Row, scroll, filter and cursor, enough for `restore` to look the same again."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take the state of an earlier time; unknown keys are ignored."""

    def leaving(self) -> None:
        """Called before another page, the lock screen or the end hides this one: keep the draft now, ask nothing."""

    def set_title(self, title: str) -> None:
        """Change the title and say so."""
        self.title = title
        self.title_changed.emit(title)

    def set_status(self, status: str) -> None:
        """Change the quiet words after the tabs and say so."""
        self.status = status
        self.status_changed.emit(status)
