"""The roster step of the first-run wizard: the import wizard, whose two buttons stand in the row of the wizard."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.spec import Register
from desktop.ui.desk import Desk
from desktop.ui.import_wizard import ImportPage
from desktop.ui.import_wizard_parts import FILE, WRITE


class RosterStep(QFrame):
    """Two rows of buttons would offer two ways back and two ways on; `moved` is sent when what is offered changed."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page: ImportPage | None = None
        self.back, self.on = _holder(), _holder()
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)

    def open(self, desk: Desk, register: Register, back_up: Callable[[], object]) -> None:
        """Make the import wizard, once."""
        if self.page is not None:
            return
        self.page = page = ImportPage(desk, register, back_up=back_up)
        page.write.list_offered = False  # the list is not there yet: the wizard has a step to go
        page.moved.connect(self.moved)
        for holder, button in ((self.back, page.parts.before), (self.on, page.parts.after)):
            _into(holder, button)
        _into(self, page)

    def show_buttons(self, *, here: bool) -> None:
        """The buttons of the import, while its step is shown."""
        self.back.setVisible(here)
        self.on.setVisible(here)

    @property
    def through(self) -> bool:
        """The roster was written, or there was nothing in it to write: only the next step is left."""
        page = self.page
        if page is None:
            return False
        nothing = page.at_step == WRITE and page.planned is not None and not page.planned.plan.writes
        return page.written is not None or nothing

    @property
    def at_door(self) -> bool:
        """The import has no way back of its own: the one to the step before is offered."""
        return self.page is None or self.page.at_step == FILE or self.page.written is not None

    def focus_first(self) -> None:
        """Where the import's work starts."""
        if self.page is not None:
            self.page.focus_first()


def _holder() -> QWidget:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    QHBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
    return holder


def _into(holder: QWidget, widget: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(widget)
