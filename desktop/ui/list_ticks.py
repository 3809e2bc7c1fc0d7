"""What the ticks of a list amount to: how many, how many the filter hides, and ticking all of the filter."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from desktop.standard.list import Counts
from desktop.ui.list_model import ListModel, Source
from desktop.ui.list_view import ListView
from desktop.ui.reader import Reader
from desktop.ui.selection_bar import SelectionBar

KEPT = 500  # ticks that outlast the lock screen


class TickCounter(QObject):
    """Keeps the selection bar and the box in the header true."""

    def __init__(self, model: ListModel, view: ListView, *, bar: SelectionBar, source: Source, reader: Reader) -> None:
        super().__init__(view)
        self._model, self._view, self._bar = model, view, bar
        self._source, self._reader = source, reader
        self._outside = 0
        model.ticks_changed.connect(self._changed)
        model.rowsInserted.connect(lambda *_args: self.tell())
        bar.all_wanted.connect(self.tick_all)
        bar.none_wanted.connect(model.untick_all)

    def _changed(self, known: bool) -> None:
        """Ticks on rows of the query change nothing of what the filter hides: no need to read 217,000 ids for one."""
        if known and self._model.ticked:
            self.tell()
        else:
            self.count()

    def count(self) -> None:
        """Find out how many ticked rows the filter hides; it is read only when one is not among the rows loaded."""
        ticked = frozenset(self._model.ticked)
        if all(self._model.place(record_id) >= 0 for record_id in ticked):
            self._outside_is(0)
            return
        query, source = self._model.query, self._source
        self._reader.read(
            self, lambda session: len(ticked.difference(source.ids(session, query))), self._outside_is, key="outside"
        )
        self.tell()

    def _outside_is(self, count: int) -> None:
        self._outside = count
        self.tell()

    def tell(self) -> None:
        """Put the numbers on the bar and the state into the header."""
        counts: Counts | None = self._model.counts
        ticked, loaded = self._model.ticked, self._model.rowCount()
        outside = min(self._outside, len(ticked))
        self._bar.show_selection(len(ticked), outside=outside, filtered=counts.filtered if counts else None)
        here = self._model.ticked_here
        some = Qt.CheckState.PartiallyChecked if here else Qt.CheckState.Unchecked
        self._view.heading.tick_state = Qt.CheckState.Checked if loaded and here == loaded else some
        self._view.heading.viewport().update()
        self._bar.show_loaded(loaded, counts.filtered if counts else None)

    def tick_all(self) -> None:
        """Tick every row of the filter, loaded or not: the separate, worded act."""
        query, source = self._model.query, self._source
        self._reader.read(
            self,
            lambda session: source.ids(session, query),
            partial(self._model.tick, on=True, of_query=True),
            key="all",
        )

    def kept(self) -> dict[str, Any]:
        """The ticks as plain JSON, with their day; nothing when there are too many to be told from a mishap."""
        ticked = [str(record_id) for record_id in self._model.ticked]
        return {"on": self._model.today.isoformat(), "ids": ticked} if 0 < len(ticked) <= KEPT else {}

    def take_up(self, kept: dict[str, Any]) -> None:
        """Tick again what was ticked before the screen was locked; ticks of another day are forgotten."""
        if kept.get("on") == self._model.today.isoformat():
            self._model.tick([UUID(one) for one in kept["ids"]], on=True)
