"""The columns of a list as the person left them: applied, dragged, chosen in 列设置, remembered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.ui.list_memory import ListMemory
from desktop.ui.list_model import ListModel
from desktop.ui.list_view import ListView

if TYPE_CHECKING:  # loaded when somebody chooses columns: a list opens without it
    from desktop.ui.columns_dialog import ColumnsDialog


class ColumnKeeper(QObject):
    """Between the table, the dialog and the settings."""

    def __init__(self, model: ListModel, view: ListView, memory: ListMemory) -> None:
        super().__init__(view)
        self._model, self._view, self._memory = model, view, memory
        self.save_soon = QTimer(self, singleShot=True, interval=500)
        self.save_soon.timeout.connect(self.save)
        view.widths_changed.connect(self.save_soon.start)
        view.set_density(memory.density())
        self.use()

    def use(self) -> None:
        """Show the columns that are remembered; the current row stays."""
        current = self._view.current_id()
        self._model.show_columns(self._memory.columns())
        self._view.lay_out(self._memory.widths())
        self._view.go_to(current)

    def save(self) -> None:
        """Remember order and widths after a drag."""
        self._memory.keep_columns(self._view.order(), self._view.widths())

    def dialog(self) -> "ColumnsDialog":
        """列设置, with what is shown now."""
        from desktop.ui.columns_dialog import ColumnsDialog  # late: as said

        columns, shown = self._memory.register.columns, self._memory.columns()
        return ColumnsDialog(columns, shown, density=self._memory.density(), parent=self._view.window())

    def choose(self) -> None:
        """Open 列设置 and use what was chosen."""
        dialog = self.dialog()
        if dialog.exec():
            self.take(dialog)

    def use_density(self, name: str) -> None:
        """Use another height of the rows, and remember it."""
        self._memory.keep_density(name)
        self._view.set_density(name)

    def take(self, dialog: "ColumnsDialog") -> None:
        """Use what was chosen in the dialog, and remember it."""
        self._memory.keep_columns(dialog.names(), {} if dialog.reset else self._memory.widths())
        self._memory.keep_density(dialog.density())
        self._view.set_density(dialog.density())
        self.use()
