"""The child rows of a record while they are edited: texts as typed, what they mean, and one empty row to type into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Child, Field
from desktop.standard.fields import parse
from desktop.standard.fields import text as text_of
from desktop.standard.load import Line
from desktop.standard.show import show

WRONG_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the sentence of what is wrong with a cell
GONE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
HINT_ROLE = int(Qt.ItemDataRole.UserRole) + 3  # the cell is of the row to type into
Index = QModelIndex | QPersistentModelIndex


@dataclass
class _Row:
    id: UUID | None = None
    values: dict[str, Any] = field(default_factory=dict)  # as stored
    texts: dict[str, str] = field(default_factory=dict)  # as typed since
    gone: bool = False


class LinesModel(QAbstractTableModel):
    """Columns are the child's fields and, last, the links of a row."""

    changed = Signal()

    def __init__(self, child: Child, *, today: date, links: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.child, self.today, self.links = child, today, tuple(links)
        self._rows: list[_Row] = []
        self.writable = True

    # -- rows ---------------------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show stored rows; typed texts are forgotten."""
        self.beginResetModel()
        self._rows = [_Row(line.id, dict(line.values)) for line in lines]
        self.endResetModel()
        self.changed.emit()

    def allow(self, *, writing: bool) -> None:
        """Offer the row to type into or take it away; what is shown and typed stays."""
        self.beginResetModel()
        self.writable = writing
        self.endResetModel()

    def count(self) -> int:
        """How many rows there are, without the one to type into and without those taken away."""
        return sum(not row.gone for row in self._rows)

    def line_id(self, at: int) -> UUID | None:
        """The id of a row; None for new ones."""
        return self._rows[at].id if at < len(self._rows) else None

    def is_changed(self) -> bool:
        """Whether anything differs from what is stored."""
        return any(row.texts or row.gone or row.id is None for row in self._rows)

    def count_changed(self) -> int:
        """How many cells differ; a row that is new or gone counts once."""
        return sum(1 if row.gone or row.id is None else len(row.texts) for row in self._rows)

    def lines(self) -> tuple[Line, ...]:
        """The rows to save: changed, new and gone ones. Raises UserError of the first wrong cell."""
        made = []
        for at, row in enumerate(self._rows):
            if row.gone:
                made.append(Line(row.id, {}, gone=True))
            elif row.texts or row.id is None:
                fields = [f for f in self.child.fields if row.id is None or f.name in row.texts]
                made.append(Line(row.id, {f.name: self._value(row, f, at) for f in fields}))
        return tuple(made)

    def _value(self, row: _Row, column: Field, at: int) -> Any:
        try:
            return parse(column, row.texts.get(column.name, ""), today=self.today)
        except UserError as error:
            place = _("{table}第 {row} 行“{title}”：{problem}")
            said = place.format(table=self.child.title, row=at + 1, title=column.title, problem=error.message)
            raise UserError(said, field=self.child.name) from error

    def texts(self) -> dict[str, str]:
        """What a draft keeps: `members.<row id or +n>.<field>` → text; a row taken away says `gone`."""
        said: dict[str, str] = {}
        for at, row in enumerate(self._rows):
            key = f"{self.child.name}.{row.id or f'+{at}'}"
            said.update({f"{key}.{name}": text for name, text in row.texts.items()})
            if row.gone:
                said[f"{key}.gone"] = "1"
        return said

    def set_texts(self, texts: dict[str, str]) -> None:
        """Put a draft back in."""
        self.beginResetModel()
        by_key = {str(row.id): row for row in self._rows}
        for full, text in texts.items():
            table, key, name = full.split(".", 2)
            if table != self.child.name:
                continue
            if key.startswith("+") and key not in by_key:
                by_key[key] = _Row()
                self._rows.append(by_key[key])
            row = by_key.get(key)
            if row is not None and name == "gone":
                row.gone = True
            elif row is not None:
                row.texts[name] = text
        self.endResetModel()
        self.changed.emit()

    def take_away(self, at: int) -> None:
        """Take a row away: a new one at once, a stored one when saved; a second time brings it back."""
        if at >= len(self._rows) or not self.writable:
            return
        if self._rows[at].id is None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()
        else:
            self._rows[at].gone = not self._rows[at].gone
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        self.changed.emit()

    def paste(self, block: str, at: int, column: int) -> int:
        """Put a block copied from Excel in, from a cell on; a first line of titles places its columns by name.

        Returns how many rows were filled; what does not fit a field stands there as typed and is marked wrong.
        """
        rows = [line.split("\t") for line in block.replace("\r\n", "\n").rstrip("\n").split("\n")]
        titles = [f.title for f in self.child.fields]
        places: list[int] = [column + i for i in range(max(map(len, rows)))]
        if len(rows) > 1 and sum(cell.strip() in titles for cell in rows[0]) * 2 > len(rows[0]):
            places = [titles.index(cell.strip()) if cell.strip() in titles else -1 for cell in rows.pop(0)]
        for step, cells in enumerate(rows):
            for place, cell in zip(places, cells, strict=False):
                if 0 <= place < len(titles):
                    self.setData(self.index(min(at + step, len(self._rows)), place), cell.strip())
        return len(rows)

    # -- the table ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name; an empty index is immutable
        """The rows and the one to type into."""
        return 0 if parent.isValid() else len(self._rows) + (1 if self.writable else 0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Fields and links."""
        return 0 if parent.isValid() else len(self.child.fields) + (1 if self.links else 0)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.child.fields[section].title if section < len(self.child.fields) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of fields can be edited; links can only be clicked."""
        if index.column() >= len(self.child.fields):
            return Qt.ItemFlag.NoItemFlags
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        gone = index.row() < len(self._rows) and self._rows[index.row()].gone
        fixed = self.child.fields[index.column()].read_only or not self.writable or gone
        return on if fixed else on | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Words, the text to edit, and what is wrong."""
        if index.row() >= len(self._rows):
            hint = _("＋ 在此输入，回车到下一格，也可从 Excel 粘贴多行")
            return {Qt.ItemDataRole.DisplayRole: hint if index.column() == 0 else "", HINT_ROLE: True}.get(role)
        row = self._rows[index.row()]
        if role == GONE_ROLE:
            return row.gone
        if index.column() >= len(self.child.fields):
            return "　".join(self.links) if role == Qt.ItemDataRole.DisplayRole and row.id and not row.gone else None
        column = self.child.fields[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return row.texts.get(column.name, text_of(column, row.values.get(column.name)))
        if role in {WRONG_ROLE, int(Qt.ItemDataRole.ToolTipRole)}:
            return self._wrong(row, column)
        return None

    def _words(self, row: _Row, column: Field) -> str:
        if column.name not in row.texts:
            return show(column.kind, row.values.get(column.name), codes=column.codes, today=self.today)
        text = row.texts[column.name]
        if column.kind == "code" and not self._wrong(row, column):
            return codes.label(column.codes, parse(column, text, today=self.today)) if text else ""
        return text

    def _wrong(self, row: _Row, column: Field) -> str | None:
        if column.name not in row.texts or not row.texts[column.name].strip():
            return None
        try:
            parse(column, row.texts[column.name], today=self.today)
        except UserError as error:
            return error.message
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:  # noqa: N802 - Qt's name
        """Take a typed text; typing into the last row makes a new one."""
        text, column = str(value), self.child.fields[index.column()]
        if role != Qt.ItemDataRole.EditRole or text == (self.data(index, role) or ""):
            return False
        if index.row() >= len(self._rows):
            below = len(self._rows) + 1  # this row stays where one types; the empty one is what is new
            self.beginInsertRows(QModelIndex(), below, below)
            self._rows.append(_Row())
            self.endInsertRows()
        row = self._rows[index.row()]
        if text == text_of(column, row.values.get(column.name)):
            row.texts.pop(column.name, None)
        else:
            row.texts[column.name] = text
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.changed.emit()
        return True
