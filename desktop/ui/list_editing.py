"""表格编辑: a cell is taken on Enter or Tab, its row is saved in one deed when the cursor leaves it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field, Register
from desktop.standard.bulk import Edit, Refusals, in_place
from desktop.standard.fields import parse
from desktop.standard.show import show
from desktop.ui.ask import ask
from desktop.ui.bulk_write import write_edits
from desktop.ui.desk import Desk
from desktop.ui.list_deeds import MANY
from desktop.ui.list_model import Index, ListModel
from desktop.ui.list_view import ListView
from desktop.ui.notice_bar import NoticeBar


class ListEditing(QObject):
    """Between the cells, the row that is typed into, and the store. `reload` is what waits for an open editor."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        *,
        model: ListModel,
        view: ListView,
        notice: NoticeBar,
        reload: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._desk, self._register, self._model, self._view = desk, register, model, view
        self._notice, self._reload = notice, reload
        self._fields = {c.name: f for c in register.columns if (f := in_place(register, c)) is not None}
        self.on = False
        self._row: UUID | None = None  # the record that is typed into
        self._waits = False  # a reading waits for the editor to close
        self.typed: dict[str, Any] = {}  # its new values by column
        cells = view.delegate
        cells.field_of, cells.value_of, cells.take = self.field_at, self.value_at, self.take
        cells.finished.connect(self._go_on)
        cells.filled.connect(self.fill_ticked)
        cells.fill_wanted.connect(self.fill_down)
        cells.closeEditor.connect(lambda *_args: self._view.after(self._closed))
        view.selectionModel().currentRowChanged.connect(lambda *_rows: self._row_left())
        view.editing_left.connect(self.stop)
        view.fill_wanted.connect(lambda: self.fill_ticked(view.currentIndex()))

    def possible(self) -> bool:
        """Whether this person may change any cell of this list; the list of another day is looked at only."""
        if self._model.today != today(self._desk.clock):
            return False
        return bool(self._fields) and bool(self._desk.actor.may(f"{self._register.name}.save"))

    # -- on and off ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """F2: into 表格编辑, and into the current cell."""
        if not self.possible():
            self._desk.warn(_("这个列表不能直接在表里改。请打开那一条再改。"))
            return
        if not self.on:
            self.on = True
            self._model.open_cells(frozenset(self._fields))
            self._view.edit_cells(on=True)
            self.tell()
        index = self._view.currentIndex()
        if self.field_at(index) is None:
            self._view.next_cell(index.siblingAtColumn(0), 1)
        self._view.setFocus()
        if self._view.currentIndex().isValid() and self.field_at(self._view.currentIndex()) is not None:
            self._view.edit(self._view.currentIndex())

    def stop(self) -> None:
        """Esc: save the row that was typed into and go back to the list as it was."""
        if self.on:
            self._view.delegate.close()
            self.save_row()
            self.on = False
            self._model.open_cells(frozenset())
            self._view.edit_cells(on=False)
            self._notice.say("")

    def toggle(self) -> None:
        """On when it was off, and the other way round."""
        if self.on:
            self.stop()
        else:
            self.begin()

    def tell(self, problem: str = "") -> None:
        """Say what is going on, or what keeps a cell or a row from being taken."""
        usual = _("表格编辑：底色浅的格子可以改，回车或 Tab 改好一格，离开这一行就保存。")
        self._notice.say(problem or usual, ((_("退出编辑"), self.stop),))

    # -- cells --------------------------------------------------------------------------------------------------

    def field_at(self, index: Index) -> Field | None:
        """The field of a cell; None where nothing may be changed here."""
        if not index.isValid() or index.column() == 0:
            return None
        return self._fields.get(self._model.columns[index.column() - 1].name)

    def value_at(self, index: Index) -> Any:
        """What stands in a cell, or was typed into it."""
        name = self._model.columns[index.column() - 1].name
        if self._model.row(index.row()).id == self._row and name in self.typed:
            return self.typed[name]
        return self._model.raw(index.row(), name)

    def take(self, index: Index, text: str) -> bool:
        """Take a cell's text into its row; False, and the reason said, when it does not fit."""
        field = self.field_at(index)
        assert field is not None, "only cells with a field have an editor"
        column, record_id = self._model.columns[index.column() - 1], self._model.row(index.row()).id
        try:
            value = parse(field, text, today=self._model.today)
        except UserError as error:
            self.tell(_("“{title}”没有改：{sentence}").format(title=field.title, sentence=error.message))
            return False
        if record_id != self._row:
            self.save_row()
            self._row = record_id
        if value == self._model.raw(index.row(), column.name):
            self.typed.pop(column.name, None)
        else:
            self.typed[column.name] = value
        words = {
            name: show(self._fields[name].kind, said, codes=self._fields[name].codes, today=self._model.today)
            for name, said in self.typed.items()
        }
        self._model.type_into(record_id, words)
        self.tell()
        return True

    # -- rows ---------------------------------------------------------------------------------------------------

    def _row_left(self) -> None:
        if self._row is not None and self._view.current_id() not in {self._row, None}:
            self.save_row()

    def save_row(self) -> None:
        """Save what was typed into a row, in one deed; what is refused stays typed, with its reason."""
        record_id, typed = self._row, dict(self.typed)
        if record_id is None or not typed:
            self._row = None
            return
        at = self._model.place(record_id)
        values = {self._fields[name].name: value for name, value in typed.items()}
        before = {self._fields[name].name: self._model.raw(at, name) for name in typed} if at >= 0 else {}
        self._row, self.typed = None, {}

        def done() -> None:
            self._model.typing.saved(record_id)

        def failed(error: UserError) -> None:
            self._take_back(record_id, typed, error)

        said = _("已保存这一{counter}的修改").format(counter=self._register.counter)
        edits = (Edit(record_id, values, before),)
        write_edits(self._view, self._desk, self._register, edits=edits, said=said, done=done, failed=failed)

    def _take_back(self, record_id: UUID, typed: dict[str, Any], error: UserError) -> None:
        """A row that was refused is typed into again, so that nothing typed is lost."""
        reason = error.refused[0].sentence if isinstance(error, Refusals) else error.message
        if self._row is not None or not self.on or self._model.place(record_id) < 0:
            self._model.type_into(record_id, {})
            self._desk.warn(_("这一行没有保存：{sentence}").format(sentence=reason))
            return
        self._row, self.typed = record_id, typed
        self._view.go_to(record_id)
        words = _("这一行还没有保存：{sentence}。改好后离开这一行，或点“放弃这一行”")
        self._notice.say(words.format(sentence=reason.rstrip("。")), ((_("放弃这一行"), self.give_up),))

    def give_up(self) -> None:
        """Forget what was typed into the row."""
        if self._row is not None:
            self._model.type_into(self._row, {})
        self._row, self.typed = None, {}
        self.tell()

    # -- moving and filling -------------------------------------------------------------------------------------

    def _go_on(self, rows: int, cells: int) -> None:
        if rows:
            self._view.next_row(rows)
        elif cells:
            self._view.next_cell(self._view.currentIndex(), cells)

    def fill_down(self) -> None:
        """Ctrl+D: the cell above into this one; with ticked rows, the topmost value into all of them."""
        index = self._view.currentIndex()
        if not self.on or self.field_at(index) is None:
            return
        self._view.delegate.drop()  # an open editor would go on showing what stood before
        ticked = self._ticked()
        if len(ticked) > 1:
            self.fill_ticked(self._model.index(self._model.place(ticked[0]), index.column()))
        elif index.row() > 0:
            self._fill([self._model.row(index.row()).id], index.siblingAtRow(index.row() - 1))

    def fill_ticked(self, index: Index) -> None:
        """Ctrl+Enter: the value of one cell into the same column of every ticked row on screen."""
        if self.on and self.field_at(index) is not None:
            self._fill(self._ticked(), index)

    def _ticked(self) -> list[UUID]:
        """The ticked rows that the list shows, from the top; rows that a filter hides are left alone."""
        return [record_id for record_id in self._model.ids() if record_id in self._model.ticked]

    def _fill(self, ids: list[UUID], index: Index) -> None:
        field, value = self.field_at(index), self.value_at(index)
        assert field is not None, "asked before"
        name = self._model.columns[index.column() - 1].name
        self.save_row()
        wanted = [one for one in ids if self._model.raw(self._model.place(one), name) != value]
        counter, count = self._register.counter, len(wanted)
        if count > MANY:
            sentence = _("要把“{title}”的同一个内容填到 {count:,} {counter}。")
            verb, safe = _("填充 {count:,} {counter}").format(count=count, counter=counter), _("不填充")
            said = sentence.format(title=field.title, count=count, counter=counter)
            if not ask(self._view, said, verb, safe=safe):
                return
        said = _("“{title}”已填充：{{count}} {counter}").format(title=field.title, counter=counter)
        edits = [Edit(record_id, {field.name: value}) for record_id in wanted]
        write_edits(self._view, self._desk, self._register, edits=edits, said=said)

    # -- readings -----------------------------------------------------------------------------------------------

    def holds_back(self) -> bool:
        """Whether a reading has to wait: it would take the open editor away. It is done once the editor closes."""
        self._waits = self._view.delegate.is_open
        return self._waits

    def _closed(self) -> None:
        if self._waits:
            self._waits = False
            self._reload()
