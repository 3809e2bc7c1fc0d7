"""The rows of a printed sheet with what was typed into them, as a table model without any look."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import parse
from desktop.standard.sheet_rows import SheetRow, WholeSheet
from desktop.standard.show import show

Index = QModelIndex | QPersistentModelIndex
FIELDS = (
    Field("outcome", _("结果"), "code", codes="visit_outcome", required=True),
    Field("way", _("方式"), "code", codes="visit_way", required=True),
    Field("said", _("谈话要点"), "long_text"),
    Field("needs", _("诉求"), "long_text"),
    Field("settled", _("当场解决"), "flag"),
    Field("to_event", _("转事件"), "flag"),
    Field("next_on", _("约定下次"), "day"),
)
FACTS = (_("序号"), _("门牌"), _("户主"))
TYPED = frozenset({"long_text", "day"})  # kinds that are written with letters; the rest is picked with a key
OUTCOME, SAID = len(FACTS), len(FACTS) + 2
Written = tuple[int, Mapping[str, Any]]  # place on the sheet, values by field


class SheetModel(QAbstractTableModel):
    """What a draft keeps are texts by `place.field`; a row that was logged since it was printed cannot be written."""

    changed = Signal()

    def __init__(self, *, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.rows: tuple[SheetRow, ...] = ()
        self._texts: dict[tuple[int, str], str] = {}

    def show_sheet(self, sheet: WholeSheet) -> None:
        """Show the rows of a sheet; what was typed into rows that are still open stays."""
        self.beginResetModel()
        self.rows = sheet.rows
        still = {row.place for row in self.rows if not row.done}
        self._texts = {key: text for key, text in self._texts.items() if key[0] in still}
        self.endResetModel()
        self.changed.emit()

    def is_open(self, at: int) -> bool:
        """Whether the row can be written into."""
        return 0 <= at < len(self.rows) and not self.rows[at].done

    def text(self, at: int, field: Field) -> str:
        """What stands in a cell, as it is typed; a way to visit stands there from the start."""
        usual = ("phone" if self.rows[at].by_phone else "door") if field.name == "way" else ""
        return self._texts.get((self.rows[at].place, field.name), usual)

    def put(self, at: int, name: str, text: str) -> None:
        """Write a text into a cell."""
        row = self.rows[at]
        field = next(one for one in FIELDS if one.name == name)
        if not self.is_open(at) or text == self.text(at, field):
            return
        self._texts[row.place, name] = text
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """All that was typed: what a draft keeps."""
        return {f"{place}.{name}": text for (place, name), text in self._texts.items() if text.strip()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back in, as far as its rows are still open."""
        still = {row.place for row in self.rows if not row.done}
        self.beginResetModel()
        for key, text in texts.items():
            place, _dot, name = key.partition(".")
            if place.isdecimal() and int(place) in still:
                self._texts[int(place), name] = text
        self.endResetModel()
        self.changed.emit()

    def chosen(self) -> int:
        """How many rows have a result."""
        return sum(bool(self.text(at, FIELDS[0])) for at in range(len(self.rows)))

    def left(self) -> int:
        """How many rows are open."""
        return sum(not row.done for row in self.rows)

    def written(self) -> tuple[Written, ...]:
        """The rows that were written into. UserError, with `place.field`, for the first cell that does not fit."""
        found = []
        for at, row in enumerate(self.rows):
            texts = {field.name: self.text(at, field).strip() for field in FIELDS}
            if not any(text for name, text in texts.items() if name != "way"):
                continue
            if not texts["outcome"]:
                words = _("第 {place} 行写了内容，还没有选结果。按 1 在家、2 不在、3 不便。").format(place=row.place)
                raise UserError(words, field=f"{row.place}.outcome")
            try:
                found.append((row.place, {f.name: parse(f, texts[f.name], today=self.today) for f in FIELDS}))
            except UserError as error:
                words = _("第 {place} 行：{words}").format(place=row.place, words=error.message)
                raise UserError(words, field=f"{row.place}.{error.field}") from error
        return tuple(found)

    def cell_of(self, name: str) -> QModelIndex:
        """The cell that `place.field` of a UserError names; none when it names no cell."""
        place, _dot, field = name.partition(".")
        rows = [at for at, row in enumerate(self.rows) if str(row.place) == place]
        columns = [at for at, one in enumerate(FIELDS) if one.name == field]
        return self.index(rows[0], len(FACTS) + columns[0]) if rows and columns else QModelIndex()

    # -- the table ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name; an empty index is immutable
        """The rows of the sheet."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """What stands on the paper, then what is written."""
        return 0 if parent.isValid() else len(FACTS) + len(FIELDS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (*FACTS, *(field.title for field in FIELDS))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what is written with letters has an editor."""
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = field_of(index.column())
        typed = field is not None and field.kind in TYPED and self.is_open(index.row())
        return on | Qt.ItemFlag.ItemIsEditable if typed else on

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a cell, or the text to edit."""
        row, field = self.rows[index.row()], field_of(index.column())
        if field is None:
            words: Sequence[str] = (str(row.place), row.door, row.head_name)
            shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return words[index.column()] if role in shown else None
        if role == Qt.ItemDataRole.EditRole:
            return self.text(index.row(), field)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(index.row(), field)
        return None

    def _words(self, at: int, field: Field) -> str:
        row = self.rows[at]
        if row.done:
            return _("已录 {done}").format(done=row.done) if field.name == "outcome" else ""
        text = self.text(at, field)
        if field.kind == "code":
            return codes.label(field.codes, text) if text else _("未录")
        return show("flag", text == "1", today=self.today) if field.kind == "flag" else text

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:  # noqa: N802 - Qt's name
        """Take what an editor holds."""
        field = field_of(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None:
            return False
        self.put(index.row(), field.name, str(value))
        return True


def field_of(column: int) -> Field | None:
    """The field of a column; None for what stands on the paper."""
    return FIELDS[column - len(FACTS)] if column >= len(FACTS) else None
