"""What a list does with what the reader threads bring: rows, counts, a failure, or nothing to show."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.list import Counts, Query
from desktop.ui import list_words
from desktop.ui.list_model import ListModel
from desktop.ui.list_parts import ListParts
from desktop.ui.list_tools import ListWays
from desktop.ui.list_view import ListView


class ListAnswers(QObject):
    """Keeps row and scroll over a reading, and says why there is no row."""

    told = Signal(str)  # 共 491 户 · 筛选后 28 户
    shown = Signal()  # rows are there, the current one is chosen
    counted = Signal()

    def __init__(
        self,
        register: Register,
        model: ListModel,
        *,
        view: ListView,
        parts: ListParts,
        ways: Callable[[], ListWays],
        clear: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._register, self._model, self._view, self._parts = register, model, view, parts
        self._ways, self._clear, self._again = ways, clear, again
        self._keep: tuple[UUID | None, int, int] | None = None  # current record, its row, the scroll, over a reading
        parts.loading.cancelled.connect(model.give_up)
        model.asked.connect(parts.loading.start)
        model.arrived.connect(self._arrived)
        model.counted.connect(self._counted)
        model.failed.connect(self._failed)

    def remember_place(self) -> None:
        """Come back to the current row and the scroll when the next rows have come."""
        if self._keep is None and self._model.rowCount():
            row = self._view.currentIndex().row()
            self._keep = (self._view.current_id(), row, self._view.verticalScrollBar().value())

    def come_back_to(self, record_id: UUID | None, scroll: int) -> None:
        """Come back to a record and a scroll of an earlier time."""
        self._keep = (record_id, 0, scroll)

    def _arrived(self) -> None:
        parts, model, view = self._parts, self._model, self._view
        parts.loading.stop()
        keep, self._keep = self._keep, None
        if model.rowCount():
            parts.show_rows()
            if keep and (keep[0] is None or model.place(keep[0]) >= 0 or keep[1] > 0):
                view.go_to(keep[0], fallback_row=max(0, keep[1]))
                view.verticalScrollBar().setValue(keep[2])
            else:
                view.go_to(None)
        self.tell_empty()
        self.shown.emit()

    def _counted(self, counts: Counts) -> None:
        self.told.emit(list_words.counted(counts, self._model.query, self._register.counter))
        self.tell_empty()
        self.counted.emit()

    def tell_empty(self) -> None:
        """Say why there is no row, once that is known for certain."""
        model = self._model
        if model.rowCount() or model.counts is None or not model.fresh:
            return
        query, ways = model.query if model.counts.all else Query(), self._ways()
        sentence = list_words.nothing(query, self._register)
        if query.text or query.filters:
            self.show_empty(sentence, ((_("清空条件"), self._clear),))
            return
        offered = [(_("从 Excel 导入"), ways.bring_in if self._register.imports else None)]
        offered.append((_("逐{counter}新增").format(counter=self._register.counter), ways.new))
        offered += [ways.first] if ways.first else []
        self.show_empty(sentence, [(words, way) for words, way in offered if way])

    def show_empty(self, sentence: str, ways: Sequence[Any] = ()) -> None:
        """Put a sentence and what can be done in the place of the rows."""
        self._parts.empty.say(sentence, ways)
        self._parts.show_empty()

    def _failed(self, error: UserError) -> None:
        self._parts.loading.stop()
        self._keep = None
        self.show_empty(error.message, ((_("重新读取"), self._again),))
