"""租金收支: the ledger by contract, the bars of the months above it; each number opens the rows behind it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from desktop.base.clock import today
from desktop.registers.venues.queries import occupancy
from desktop.registers.venues.screen.months import OccupancyBar
from desktop.standard.list import Filter
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.style import em

TABLES = frozenset({"venue", "venue_contract", "venue_obligation", "venue_entry"})
_MONEY, _SERVICE = Filter("measure", values=("money",)), Filter("measure", values=("times", "minutes"))
_RENT = ("rent", "makeup", "penalty")  # a deposit is no rent and has a number of its own
_OWED = Filter("state", values=("owed", "open"))  # "open" is due today at the earliest


def behind(day: date) -> dict[str, tuple[str, tuple[Filter, ...]]]:
    """By column: the list behind the number of that day, and what of it. The rows add up to the number."""
    rent, due = (_MONEY, Filter("kind", values=_RENT)), Filter("due_on", span=(None, day))
    return {
        "due": ("venue_obligations", (*rent, due)),
        "met": ("venue_entries", (Filter("of_kind", values=_RENT), Filter("paid", blank=False))),
        "open": ("venue_obligations", (*rent, due, _OWED)),
        "due_service": ("venue_obligations", (_SERVICE, due)),
        "met_service": ("venue_entries", (Filter("served", blank=False),)),
        "open_service": ("venue_obligations", (_SERVICE, due, _OWED)),
        "held": ("venue_obligations", (Filter("kind", values=("deposit",)),)),
    }


Show = Callable[[str, tuple[Filter, ...]], None]  # opens the list of this name with these conditions


class LedgerPage(ListPage):
    """The standard list; `show` opens another list narrowed."""

    def __init__(self, desk: Desk, *, ways: ListWays, show: Show) -> None:
        self._show = show
        self.bar = OccupancyBar()
        super().__init__(desk, desk.register("venue_ledger"), ways=ways)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        row = QHBoxLayout()
        row.setContentsMargins(em(self, 1), em(self, 0.6), em(self, 1), 0)
        row.addWidget(self.bar, 1)
        self.buttons = {name: self._button(row, name) for name in (
            "venue_obligations", "venue_entries", "venue_spendings", "venue_notices",
        ) if desk.actor.may(f"{name}.see")}  # fmt: skip
        whole.insertLayout(0, row)
        self._read_months()

    def open(self, record_id: UUID) -> None:
        """The rows behind the number under the cursor; elsewhere the contract."""
        at = self.view.currentIndex().column() - 1
        column = self.model.columns[at].name if 0 <= at < len(self.model.columns) else ""
        rows = behind(today(self.desk.clock)).get(column)
        if rows is not None:
            name, filters = rows
            number = self.model.raw(self.model.place(record_id), "number")
            self._show(name, (Filter("number", values=(number,)), *filters))
        else:
            self.desk.go("venue_contracts", record_id)

    def reload(self, changes: Any = None) -> None:
        """A row of the ledger is no contract, but its sums are shown here."""
        if changes is not None and TABLES & changes.tables:
            changes = None
        super().reload(changes)
        if changes is None:
            self._read_months()

    def _button(self, row: QHBoxLayout, name: str) -> QPushButton:
        register = self.desk.register(name)
        button = QPushButton(register.title)
        button.setIcon(icon(register.icon))
        button.clicked.connect(lambda _on: self._show(name, ()))
        row.addWidget(button)
        return button

    def _read_months(self) -> None:
        if self.desk.actor.may("venues.see"):
            job = partial(occupancy.months, actor=self.desk.actor, today=today(self.desk.clock))
            self.desk.tasks.read(
                self, job, lambda found: self.bar.show_months(found, now=occupancy.BEFORE), key="months"
            )
