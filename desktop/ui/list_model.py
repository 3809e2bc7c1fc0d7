"""The rows of a list, read in keyset pages by the reader threads and held as ready words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.base.text import _
from desktop.spec import Column
from desktop.standard.list import Counts, Page, Query
from desktop.ui.list_rows import Batch, Shown, batch_of
from desktop.ui.list_typed import TypedCells
from desktop.ui.reader import Reader

PAGE = 200
STRIDE = 2_000  # rows of a page on the way to the end: nobody looks at them one by one
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the state of a `due` cell
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
RAW_ROLE = int(Qt.ItemDataRole.UserRole) + 3
RIGHT = frozenset({"number", "age", "area", "money"})
Index = QModelIndex | QPersistentModelIndex


class Source(Protocol):
    """Where the rows of a list come from; every method runs in a reader thread with a read-only session."""

    def page(self, session: Any, query: Query, after: Any, limit: int) -> Page:
        """One page after the key `after` (None: from the top)."""
        ...

    def count(self, session: Any, query: Query) -> Counts:
        """All rows in scope, and those of the query."""
        ...

    def facet(self, session: Any, query: Query, column: str) -> Sequence[Any]:
        """The values of a column with their counts, the other filters applied."""
        ...

    def ids(self, session: Any, query: Query) -> Sequence[UUID]:
        """The ids of all rows of the query."""
        ...


class ListModel(QAbstractTableModel):
    """A table whose first column is the tick and whose others are the columns of a register, in the order chosen."""

    asked = Signal()  # a reading from the top has begun
    arrived = Signal()  # rows have come (the first page of a query, or a reload)
    counted = Signal(object)  # Counts
    failed = Signal(object)  # the exception of a reading
    at_end = Signal()  # every row of the query has come, after `read_to_end`
    ticks_changed = Signal(bool)  # whether every row concerned is known to be one of the query

    def __init__(
        self, columns: Sequence[Column], source: Source, reader: Reader, *, today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._all = tuple(columns)
        self._visible = [i for i, column in enumerate(self._all) if column.shown]
        self._source, self._reader, self.today = source, reader, today
        self._rows: list[Shown] = []
        self._next: Any = None
        self._fetching = self._to_end = False
        self.fresh = False  # the rows are those of the query, not of the one before
        self._place: dict[UUID, int] = {}
        self.query = Query()
        self.counts: Counts | None = None
        self.ticked: dict[UUID, None] = {}  # in the order ticked
        self.ticked_here = 0  # how many of them are among the rows read
        self.typing = TypedCells()

    # -- reading ------------------------------------------------------------------------------------------------

    def ask(self, query: Query) -> None:
        """Read the first page of another query; what is on screen stays until it has come."""
        self.query, self.counts = query, None
        self._read(PAGE)

    def reload(self, reached: int) -> None:
        """Read again the rows down to `reached` and a page more, so that the current row and the scroll can be kept.

        Of a county scrolled through to its end not every row is read after each deed of somebody who is back on top.
        """
        self._read(max(PAGE, min(len(self._rows), reached + PAGE)))

    def _read(self, limit: int) -> None:
        query, source = self.query, self._source
        self._fetching, self._to_end, self.fresh = True, False, False
        self.asked.emit()
        self._reader.read(
            self, lambda s: self._batch(s, query, None, limit), self._first, failed=self._fail, key="page"
        )
        self._reader.read(self, lambda s: source.count(s, query), self._count, failed=self._fail, key="count")

    def give_up(self) -> None:
        """Stop waiting for what was asked: its result is dropped, what is on screen stays."""
        self._fetching = False
        for key in ("page", "count"):
            self._reader.read(self, lambda _session: None, lambda _nothing: None, key=key)

    def _batch(self, session: Any, query: Query, after: Any, limit: int) -> Batch:
        page = self._source.page(session, query, after, limit)
        return batch_of(page, self._all, self.today)

    def _first(self, batch: Batch) -> None:
        self.beginResetModel()
        self._rows = list(batch.rows)
        self._next = batch.next
        self._place = batch.place
        self.ticked_here = self._ticked_in(batch)
        self._fetching, self.fresh = False, True
        self.typing.read_again()
        self.endResetModel()
        self.arrived.emit()
        if self._to_end:  # asked for while this page was on its way
            self.read_to_end()

    def _count(self, counts: Counts) -> None:
        self.counts = counts
        self.counted.emit(counts)

    def _fail(self, error: Exception) -> None:
        self._fetching = self._to_end = False
        self.failed.emit(error)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether rows are left that were not read."""
        return not parent.isValid() and self._next is not None and not self._fetching

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Read the next page in a reader thread."""
        if not self.canFetchMore(parent):
            return
        self._fetching = True
        query, after, limit = self.query, self._next, STRIDE if self._to_end else PAGE
        # the same key as the first page: a new query makes this page pointless, and its result is then dropped
        self._reader.read(
            self, lambda s: self._batch(s, query, after, limit), self._further, failed=self._fail, key="page"
        )

    def read_to_end(self, *, on: bool = True) -> None:
        """Read page after page until no row is left, then send `at_end`; `on=False` leaves it at what has come."""
        self._to_end = on
        if on and self._next is None and not self._fetching:
            self._to_end = False
            self.at_end.emit()
        elif on:
            self.fetchMore(QModelIndex())

    def _further(self, batch: Batch) -> None:
        start = len(self._rows)
        self._next = batch.next
        self._fetching = False
        if batch.rows:
            self.beginInsertRows(QModelIndex(), start, start + len(batch.rows) - 1)
            self._rows.extend(batch.rows)
            self._place.update((row.id, start + at) for at, row in enumerate(batch.rows))
            self.ticked_here += self._ticked_in(batch)
            self.endInsertRows()
        if self._to_end:
            self.read_to_end()

    def _ticked_in(self, batch: Batch) -> int:
        return len(batch.place.keys() & self.ticked.keys()) if self.ticked else 0

    # -- columns ------------------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns on screen, in order, without the tick."""
        return tuple(self._all[i] for i in self._visible)

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order; unknown names are passed over."""
        at = {column.name: i for i, column in enumerate(self._all)}
        self.beginResetModel()
        self._visible = [at[name] for name in names if name in at]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name; an empty index is immutable
        """Rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """The tick and the columns shown."""
        return 0 if parent.isValid() else len(self._visible) + 1

    # -- cells --------------------------------------------------------------------------------------------------

    def row(self, at: int) -> Shown:
        """The row at a place of the table."""
        return self._rows[at]

    def cell(self, row: Shown, section: int) -> tuple[Column, str, str]:
        """The column, words and state of a cell, for painting: `section` counts from 1, 0 is the tick."""
        at = self._visible[section - 1]
        typed = self.typing.words(row.id, self._all[at].name)
        return self._all[at], row.words[at] if typed is None else typed, row.states[at]

    def raw(self, row: int, column: str) -> Any:
        """The stored value of a cell, by the name of its column."""
        at = next(i for i, one in enumerate(self._all) if one.name == column)
        return self._rows[row].values[at]

    def open_cells(self, columns: frozenset[str]) -> None:
        """Let the cells of these columns be typed into."""
        self.typing.open = columns

    def type_into(self, record_id: UUID, words: Mapping[str, str]) -> None:
        """Show what was typed into a record's row; none at all shows what is stored."""
        self.typing.put(record_id, words)
        row = self.place(record_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._visible)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of open columns may be typed into."""
        usual = super().flags(index)
        if not self.typing.open or not index.isValid() or index.column() == 0:
            return usual
        is_open = self.columns[index.column() - 1].name in self.typing.open
        return usual | Qt.ItemFlag.ItemIsEditable if is_open else usual

    def place(self, record_id: UUID) -> int:
        """Where a record is among the rows read, or -1."""
        return self._place.get(record_id, -1)

    def ids(self) -> list[UUID]:
        """The ids of the rows read, in order."""
        return [row.id for row in self._rows]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Words, state, alignment and what a screen reader says of a cell."""
        row = self._rows[index.row()]
        if role == ID_ROLE:
            return row.id
        if index.column() == 0:
            return self._tick_data(row, role)
        at = self._visible[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column())[1]
        if role == STATE_ROLE:
            return row.states[at]
        if role == RAW_ROLE:
            return row.values[at]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._all[at].kind in RIGHT
            return int(
                (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._all[at].title} {row.words[at]}"
        if role == Qt.ItemDataRole.ToolTipRole and self._all[at].kind in {"text", "long_text", "record"}:
            return row.words[at]
        return None

    def _tick_data(self, row: Shown, role: int) -> Any:
        ticked = row.id in self.ticked
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("已选") if ticked else _("未选")
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "" if section == 0 else self._all[self._visible[section - 1]].title

    # -- ticks --------------------------------------------------------------------------------------------------

    def tick(self, ids: Iterable[UUID], *, on: bool, of_query: bool = False) -> None:
        """Tick or untick records, loaded or not; `of_query` says that they all are of the present query."""
        known, changed = True, []
        for record_id in ids:
            known = known and (of_query or record_id in self._place)
            if on == (record_id in self.ticked):
                continue
            if on:
                self.ticked[record_id] = None
            else:
                del self.ticked[record_id]
            if record_id in self._place:
                changed.append(self._place[record_id])
        self.ticked_here += len(changed) if on else -len(changed)
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), len(self._visible)))
        self.ticks_changed.emit(known)

    def untick_all(self) -> None:
        """Empty the selection."""
        self.tick(list(self.ticked), on=False)
