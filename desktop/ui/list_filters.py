"""The conditions of a list as a person sets them: the filter of a column, ＋加条件, the chips."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from desktop.spec import Register
from desktop.standard.list import Filter
from desktop.ui.header_filter import HeaderFilter, filterable
from desktop.ui.list_menus import filter_menu
from desktop.ui.list_model import ListModel, Source
from desktop.ui.list_parts import ListParts
from desktop.ui.list_view import ListView
from desktop.ui.reader import Reader


class ListFilters(QObject):
    """Opens the filter of a column; `choose(column, filter)` is told what was chosen, None takes the filter off."""

    def __init__(
        self,
        register: Register,
        model: ListModel,
        *,
        view: ListView,
        parts: ListParts,
        source: Source,
        reader: Reader,
        choose: Callable[[str, Filter | None], None],
    ) -> None:
        super().__init__(view)
        self._register, self._model, self._view, self._parts = register, model, view, parts
        self._source, self._reader, self._choose = source, reader, choose
        parts.chips.removed.connect(lambda name: choose(name, None))
        parts.chips.reopened.connect(lambda name, chip: self.open(name, chip.mapToGlobal(QPoint(0, chip.height() + 2))))
        parts.add_filter.clicked.connect(self._offer)
        view.heading.filter_wanted.connect(self.open)

    def open(self, name: str, place: QPoint) -> None:
        """Open the filter of a column at a global place; its values come when they are read."""
        column = next((column for column in self._register.columns if column.name == name), None)
        if column is None or not filterable(column):
            return
        query, source = self._model.query, self._source
        current = next((f for f in query.filters if f.column == name), None)
        frame = HeaderFilter(column, current, today=self._model.today, over=self._view)
        frame.chosen.connect(self._choose)
        frame.closed.connect(self._view.setFocus)
        self._reader.read(frame, lambda s: source.facet(s, query, name), frame.show_choices, key="facet")
        frame.open_at(place)

    def _offer(self) -> None:
        add = self._parts.add_filter
        place = add.mapToGlobal(QPoint(0, add.height() + 2))
        filter_menu(add, self._register.columns, lambda name: self.open(name, place)).popup(place)
