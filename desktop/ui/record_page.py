"""One record on one page: form, child rows, history; an explicit save, and a private draft that nothing loses."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.drafts import Draft
from desktop.standard.fields import text as text_of
from desktop.standard.history import Line
from desktop.standard.load import Loaded
from desktop.standard.save import Saved, Stale
from desktop.ui.compare_panel import clashes
from desktop.ui.deed_menu import DeedMenu
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form import Form, FormWays
from desktop.ui.lines_table import LineDeed, LinesTable
from desktop.ui.list_menus import pop_forms
from desktop.ui.list_tools import ListWays
from desktop.ui.page import Page
from desktop.ui.record_draft import DraftKeeper
from desktop.ui.record_parts import RecordParts, last_written, told_saved
from desktop.ui.record_source import RegisterRecords, tables_of


class RecordPage(Page):
    """The page of a record, or of a new one (`record_id` None). Further tabs are handed in as widgets."""

    own_header = True

    def __init__(
        self,
        desk: Desk,
        register: Register,
        record_id: UUID | None,
        *,
        tabs: Sequence[tuple[str, QWidget]] = (),
        ways: ListWays | None = None,
        fields: FormWays | None = None,
        line_deeds: Mapping[str, Sequence[LineDeed]] | None = None,
        neighbour: Callable[[UUID, int], UUID | None] | None = None,
        source: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.register, self.record_id = desk, register, record_id
        self.help = register.help or register.name
        self.ways = ways or ListWays(open=lambda other: desk.go(register.name, other))
        self._neighbour = neighbour
        day = today(desk.clock)
        self.source = source or RegisterRecords(desk.actor, register, desk.catalog, day)
        self.may_save = bool(register.editable and desk.actor.may(f"{register.name}.save"))
        self.form = Form(register.fields, today=day, ways=fields)
        deeds = line_deeds or {}
        self.tables = {c.name: LinesTable(c, today=day, deeds=deeds.get(c.name, ())) for c in register.children}
        self.loaded: Loaded | None = None
        self._version: UUID | None = None
        self._then_next = False
        self._showing = False
        tables = tuple(self.tables.values())
        self.parts = RecordParts(register, form=self.form, tables=tables, tabs=tabs, restorable=self.may_save)
        self.deed_menu = DeedMenu(self, desk, register, chosen=lambda: tuple(filter(None, (self.record_id,))))
        self.parts.take_in(self.deed_menu.button())
        self.draft = DraftKeeper(
            desk, self.source, bar=self.parts.draft_bar, note=self.parts.draft_note, said=self.texts,
            take=self.take_draft, parent=self,
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._connect()
        self._show_rights()
        self._read()

    def _connect(self) -> None:
        parts, bar = self.parts, self.parts.bar
        parts.back.clicked.connect(lambda _on: self.desk.back())
        parts.before.clicked.connect(lambda: self.step(-1))
        parts.after.clicked.connect(lambda: self.step(1))
        parts.print_form.clicked.connect(self._offer_forms)
        parts.history_tab().clicked.connect(self.read_history)
        parts.history.restore_wanted.connect(self.restore_value)
        parts.compare.decided.connect(self._decided)
        bar.cancelled.connect(self.cancel)
        bar.saved.connect(self.save)
        bar.saved_on.connect(lambda: self.save(then_next=True))
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        self.form.changed.connect(self._changed)
        for table in self.tables.values():
            table.changed.connect(self._changed)

    def _show_rights(self) -> None:
        parts = self.parts
        for button, by in ((parts.before, -1), (parts.after, 1)):
            button.setVisible(self.record_id is not None and self._neighbour is not None)
            button.setEnabled(bool(self.record_id and self._neighbour and self._neighbour(self.record_id, by)))
        may_print = bool(self.register.forms and self.desk.actor.may(f"{self.register.name}.print"))
        parts.print_form.setVisible(may_print and self.record_id is not None and self.ways.print_form is not None)
        parts.deeds.setVisible(bool(self.deed_menu.actions and self.record_id))
        parts.history_tab().setVisible(self.record_id is not None)
        if not self.may_save:
            self.show_closed(_("只能查看：这个帐号不能修改{title}。").format(title=self.register.title))

    def _read(self) -> None:
        record_id, source = self.record_id, self.source
        self.draft.record_id = record_id
        if record_id is None:
            self._name(_("新增{title}").format(title=self.register.title))
        else:
            job = partial(source.load, record_id=record_id)
            self.desk.tasks.read(self, job, self._show, failed=self._missing, key="load")
        if self.may_save:
            self.draft.find()

    def _name(self, label: str) -> None:
        self.draft.label = label
        self.parts.heading.setText(label)
        self.set_title(label)

    def _show(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._version = self.draft.version = loaded.version
        self._showing = True
        self._name(loaded.label)
        self.parts.tell_gone(gone=loaded.gone)
        self.form.show_values(loaded.values)
        for name, table in self.tables.items():
            table.lines.show_lines(loaded.children.get(name, ()))
        self._showing = False
        self._tell_saved()
        self._changed()

    def _missing(self, error: UserError) -> None:
        self.parts.fact_bar.say(error.message)
        self.form.setEnabled(False)

    def _tell_saved(self) -> None:
        loaded = self.loaded
        if loaded is not None and (words := last_written(loaded)):
            self.parts.bar.note.setText(words)

    def show_status(self, state: str, words: str, note: str = "") -> None:
        """Show the badge beside the label, and a quiet note after it (联户党员 胡强)."""
        self.parts.badge.show_status(state, words)
        self.parts.note.setText(note)

    def show_closed(self, sentence: str) -> None:
        """Nothing of this record is written from here on, and why: nobody may, or it was signed."""
        self.may_save = False
        self.parts.fact_bar.say(sentence)
        self.form.set_read_only()
        for table in self.tables.values():
            table.lines.allow(writing=False)

    def texts(self) -> dict[str, str]:
        """All that was typed and not saved: what a draft keeps."""
        said = dict(self.form.texts())
        for table in self.tables.values():
            said.update(table.lines.texts())
        return said

    def is_changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return bool(self.form.changes()) or any(table.lines.is_changed() for table in self.tables.values())

    def _changed(self) -> None:
        if self._showing:
            return
        changed = self.may_save and self.is_changed()
        self.parts.bar.show_changed(on=changed, then=self._neighbour is not None)
        if changed or self.draft.soon.isActive():
            self.draft.soon.start()

    def leaving(self) -> None:
        """Keep the draft before anything hides the page; nothing is asked."""
        self.draft.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """However the page goes out of sight, what was typed is kept first."""
        super().hideEvent(event)
        self.leaving()

    def take_draft(self, draft: Draft) -> None:
        """Put a draft back; it counts from the version it was begun on, so a clash is noticed at the save."""
        rows = {name: text for name, text in draft.said.items() if name.count(".") >= 2}
        self.form.set_texts({name: text for name, text in draft.said.items() if name not in rows})
        for table in self.tables.values():
            table.lines.set_texts(rows)
        self._version = self.draft.version = draft.version
        self._changed()

    def save(self, *, then_next: bool = False, values: Mapping[str, Any] | None = None) -> None:
        """Check and save; what is wrong is shown and nothing typed is lost."""
        if not self.may_save or not self.is_changed() or not self.form.check():
            return
        try:
            typed = self.form.values(typed=bool(self.loaded and self.loaded.version))  # the rest may be theirs by now
            children = {name: table.lines.lines() for name, table in self.tables.items()}
        except UserError as error:
            self.form.refuse(error)
            return
        self.draft.soon.stop()
        self._then_next = then_next
        self._said = told_saved(self.form, self.tables.values(), new=self.record_id is None, more=len(values or {}))
        self.parts.bar.show_busy(on=True)
        job = partial(
            self.source.save,
            record_id=self.record_id,
            values={**typed, **(values or {})},
            children=children,
            version=self._version,
        )
        self.desk.tasks.write(self, f"{self.register.name}.save", job, self._saved, failed=self._refused)

    def _saved(self, saved: Saved, changes: Any) -> None:
        self.parts.bar.show_busy(on=False)
        self.desk.say(self._said.format(label=saved.label), UndoToken(tx=changes.tx))
        self.draft.saved()
        self.record_id = saved.id
        following = self._neighbour(saved.id, 1) if self._then_next and self._neighbour else None
        if following is not None and self.ways.open is not None:
            self.ways.open(following)
        else:
            self._show_rights()
            self._read()

    def _refused(self, error: UserError) -> None:
        self.parts.bar.show_busy(on=False)
        if isinstance(error, Stale):
            self._compare(error)
        else:
            self.form.refuse(error)
        self.draft.soon.start()

    def _compare(self, error: Stale) -> None:
        day = today(self.desk.clock)
        found = clashes(self.register.fields, mine=self.form.values(), theirs=error.theirs, today=day)
        self.parts.compare.show_clashes(error.message, found)

    def _decided(self, theirs: Mapping[str, Any]) -> None:
        """Both sides were seen: the fields of the other go back into the form, and the rest is saved over."""
        fields = {field.name: field for field in self.register.fields}
        self.form.set_texts({name: text_of(fields[name], value) for name, value in theirs.items()})
        self._version = None
        self.save(values=theirs)

    def cancel(self) -> None:
        """Give the change up: the form shows what is stored, the draft goes."""
        self.parts.compare.hide()
        if self.loaded is not None:
            self._show(self.loaded)
        else:
            self.form.show_values({})
            for table in self.tables.values():
                table.lines.show_lines(())
        self.draft.drop()

    def read_history(self) -> None:
        """Read the history of the record."""
        if self.record_id is not None:
            job = partial(self.source.history, record_id=self.record_id)
            self.desk.tasks.read(self, job, self.parts.history.show_events, key="history")

    def restore_value(self, line: Line) -> None:
        """恢复此值: an ordinary edit, with its own 撤销."""
        job = partial(self.source.restore_value, change_id=line.change_id, field=line.field)
        words = _("已恢复：{title} {old}").format(title=line.title, old=line.old)

        def told(_row_id: UUID, changes: Any) -> None:
            self.desk.say(words, UndoToken(tx=changes.tx))
            self.read_history()

        self.desk.tasks.write(self, f"{self.register.name}.restore_value", job, told)

    def reload(self, changes: Any = None) -> None:
        """Show what was saved elsewhere, unless something is typed here: then saving compares."""
        told = changes is None or tables_of(self.register) & changes.tables
        if self.record_id is not None and not self.is_changed() and told:
            self._read()

    def step(self, by: int) -> None:
        """Go to the record before or after in the list."""
        other = self._neighbour(self.record_id, by) if self._neighbour and self.record_id else None
        if other is not None and self.ways.open is not None:
            self.ways.open(other)

    def focus_first(self) -> None:
        """Work starts in the first field."""
        self.form.focus_first()

    def _offer_forms(self) -> None:
        pop_forms(self.parts.print_form, self.register.forms, record_id=self.record_id, print_form=self.ways.print_form)
