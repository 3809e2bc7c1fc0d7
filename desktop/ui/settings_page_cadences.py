"""How often what is due: a number of days a line, changed at once by who may."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFormLayout, QLabel, QSpinBox, QWidget

from desktop.base.text import _
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.keeper import Keeper
from desktop.ui.style import em

MOST_DAYS = 730
PERMISSION = "settings.save"


class Cadences(QWidget):
    """A spin box for each cadence; leaving it writes, in one deed that 撤销 takes back."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self._desk, self._keeper = desk, keeper
        self._may = desk.actor.may(PERMISSION)
        self.boxes: dict[str, QSpinBox] = {}
        self._days: dict[str, int] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(em(self, 0.4))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)

    def reload(self) -> None:
        """Read what is in force."""
        self._desk.tasks.read(self, self._keeper.cadences, self._show, key="cadences")

    def _show(self, rows: Sequence[Any]) -> None:
        for row in rows:
            box = self.boxes.get(row.key) or self._add(row)
            self._days[row.key] = row.days
            if box.value() != row.days:
                box.setValue(row.days)

    def _add(self, row: Any) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, MOST_DAYS)
        box.setSuffix(_(" 天"))
        box.setKeyboardTracking(False)
        box.setAccessibleName(row.words)
        box.setToolTip(_("一般是 {days} 天").format(days=row.usual))
        box.setEnabled(self._may)
        box.setValue(row.days)
        box.editingFinished.connect(partial(self._keep, row.key))
        self.boxes[row.key] = box
        self._form.addRow(QLabel(row.words), box)
        return box

    def _keep(self, key: str) -> None:
        days = self.boxes[key].value()
        if days == self._days[key]:
            return
        self._days[key] = days
        job: Callable[[Any], None] = lambda session: self._keeper.set_cadence(session, key, days)  # noqa: E731 - typed
        self._desk.tasks.write(self, PERMISSION, job, self._told)

    def _told(self, _nothing: None, changes: Any) -> None:
        self._desk.say(_("周期已改，走访日期都按新的周期重排了。"), UndoToken(tx=changes.tx))
