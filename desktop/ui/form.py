"""The one form of the program: fields by kind, checked when they are left, kept as typed whatever they hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import doubt, empty, parse
from desktop.ui.day_editor import DayEditor
from desktop.ui.editors import Editor, FlagEditor, LineEditor, LongEditor, code_editor
from desktop.ui.form_cell import FormCell, heading_font
from desktop.ui.masked_editor import MaskedEditor, Reveal
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.picker import Find, PickerField
from desktop.ui.room import room_for
from desktop.ui.style import em

UNFOLDED = 12  # sections that begin after so many fields start folded
LABEL_ABOVE_FROM = 18  # pixels of text


@dataclass(frozen=True, slots=True)
class FormWays:
    """What fields need from outside: searching records, naming one, showing what is masked."""

    find: Callable[[str], Find] | None = None  # register name → its search
    label: Callable[[str, UUID, Callable[[str], None]], None] | None = None
    reveal: Reveal | None = None


def _no_results(_text: str, show: Callable[[Sequence[Any]], None]) -> None:
    show(())


def editor_of(field: Field, *, today: date, ways: FormWays) -> Editor:
    """The editor of a field by its kind."""
    if field.kind in {"phone", "citizen_id", "age"}:
        return MaskedEditor(field, reveal=ways.reveal, today=today)
    if field.kind in {"day", "due"}:
        return DayEditor(field, today=today)
    if field.kind == "record":
        find = ways.find(field.picks) if ways.find else _no_results
        label = partial(ways.label, field.picks) if ways.label else lambda _id, show: show("")
        return PickerField(field, find=find, label=label)
    simple: dict[str, Callable[[Field], Editor]] = {"code": code_editor, "flag": FlagEditor, "long_text": LongEditor}
    return simple.get(field.kind, LineEditor)(field)


class Form(QWidget):
    """Labels beside the fields in small type, above them in large; two columns when there is room."""

    changed = Signal()  # a committed text differs, or no longer differs, from what was shown

    def __init__(
        self, fields: Sequence[Field], *, today: date, ways: FormWays | None = None, parent: QWidget | None = None
    ) -> None:
        self._made = False  # Qt tells of changes while this is still being made
        super().__init__(parent)
        self.fields, self._today = tuple(fields), today
        ways = ways or FormWays()
        self.cells = {f.name: FormCell(editor_of(f, today=today, ways=ways), self) for f in fields}
        self._values: dict[str, Any] = {f.name: empty(f) for f in fields}
        self._shown: dict[str, str] = {f.name: "" for f in fields}
        self._columns = 0
        self.problems, self.reminders = NoticeBar("overdue", self), NoticeBar("soon", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(self, 0.75))
        self._grid.setVerticalSpacing(em(self, 0.75))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.75))
        whole.addWidget(self.problems)
        whole.addWidget(self.reminders)
        whole.addLayout(self._grid)
        self.sections = self._make_sections()
        for name, cell in self.cells.items():
            cell.editor.edited.connect(partial(self._edited, name))
            cell.editor.left.connect(partial(self.check_field, name))
            if cell.editor.field.read_only:
                cell.editor.set_read_only()
        self._lay_out(1)
        self._made = True

    # -- layout -------------------------------------------------------------------------------------------------

    def _make_sections(self) -> dict[str, QPushButton]:
        made: dict[str, QPushButton] = {}
        for at, field in enumerate(self.fields):
            if field.section:
                button = QPushButton(field.section, self)
                button.setProperty("kind", "link")
                button.setFont(heading_font(button))
                button.setCheckable(True)
                button.setChecked(at < UNFOLDED)
                button.toggled.connect(lambda _on: self._lay_out(self._columns))
                made[field.section] = button
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One column or two."""
        super().resizeEvent(event)
        room = room_for(self)
        columns = 2 if room >= em(self, 52) else 1
        if columns != self._columns:
            self._lay_out(columns)
        if columns == 2 and self._grid.minimumSize().width() > room:
            self._lay_out(1)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size; Qt tells of one each time that the form is put into another widget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made and self._sizes() != self._laid_out_at:
            self._lay_out(self._columns)

    def _sizes(self) -> tuple[int, int]:
        """Of the text of the form and of its last field, which is told later."""
        return em(self), em(next(reversed(self.cells.values()), self))

    def _lay_out(self, columns: int) -> None:
        self._columns, self._laid_out_at = columns, self._sizes()
        while self._grid.takeAt(0) is not None:
            pass
        above = em(self) >= LABEL_ABOVE_FROM
        row, column, folded = 0, 0, False
        previous: QWidget | None = None
        for field in self.fields:
            if field.section:
                row, column = row + (1 if column else 0), 0
                button = self.sections[field.section]
                folded = not button.isChecked()
                mark = _("▸ {title}") if folded else _("▾ {title}")
                button.setText(mark.format(title=field.section))
                self._grid.addWidget(button, row, 0, 1, -1, Qt.AlignmentFlag.AlignLeft)
                row += 1
            cell = self.cells[field.name]
            if folded:
                cell.hide()
                cell.label.hide()
                continue
            wide = field.kind == "long_text" and columns == 2
            if wide and column:
                row, column = row + 1, 0
            self._place(cell, row, column, wide=wide, above=above)
            cell.show()
            cell.label.show()
            if previous is not None:
                QWidget.setTabOrder(previous, cell.editor)
            previous = cell.editor
            column += 2 if wide else 1
            if column >= columns:
                row, column = row + 1, 0
        for at in range(4):
            self._grid.setColumnStretch(at, 0)
        for at in range(columns):
            self._grid.setColumnStretch(at if above else at * 2 + 1, 1)

    def _place(self, cell: FormCell, row: int, column: int, *, wide: bool, above: bool) -> None:
        cell.put_label(above=above, first=column == 0)
        span, top = (2 if wide else 1), Qt.AlignmentFlag.AlignTop
        if above:
            self._grid.addWidget(cell, row, column, 1, span, top)
        else:
            self._grid.addWidget(cell.label, row, column * 2)
            self._grid.addWidget(cell, row, column * 2 + 1, 1, span * 2 - 1, top)

    # -- values -------------------------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show stored values; they are what the form counts as unchanged."""
        for name, cell in self.cells.items():
            self._values[name] = values.get(name, empty(cell.editor.field))
            cell.editor.set_value(values.get(name))
            self._shown[name] = cell.editor.text()
            cell.complain("")
            cell.remind("")
        self.problems.say("")
        self.reminders.say("")
        self.changed.emit()

    def changes(self) -> dict[str, str]:
        """The texts that differ from what was shown, by field name."""
        now = {name: cell.editor.text() for name, cell in self.cells.items()}
        return {name: text for name, text in now.items() if text != self._shown[name]}

    def texts(self) -> dict[str, str]:
        """What a draft keeps: the changed texts, right or wrong."""
        return self.changes()

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back in; it counts as changed."""
        for name, text in texts.items():
            if name in self.cells:
                self.cells[name].editor.set_text(text)
        self.changed.emit()

    def values(self, *, typed: bool = False) -> dict[str, Any]:
        """The values of all fields, an untouched one as it was stored; with `typed` only of those that differ.

        Raises the UserError of the first that does not fit.
        """
        changes = self.changes()
        asked = (f for f in self.fields if not f.read_only and (not typed or f.name in changes))
        return {f.name: self._value(f, changes) for f in asked}

    def _value(self, field: Field, changes: Mapping[str, str]) -> Any:
        if field.name not in changes and not (field.required and not self._shown[field.name].strip()):
            return self._values[field.name]
        return parse(field, changes.get(field.name, ""), today=self._today)

    def set_read_only(self) -> None:
        """Show only."""
        for cell in self.cells.values():
            cell.editor.set_read_only()

    # -- checks -------------------------------------------------------------------------------------------------

    def _edited(self, name: str) -> None:
        """What was wrong is looked at again with every change, so that the red goes as soon as it is right."""
        if not self.cells[name].problem.isHidden():
            self.check_field(name)
        self.changed.emit()

    def check_field(self, name: str) -> bool:
        """Check one field as it is left; an empty required one is only asked for when the whole is saved."""
        cell = self.cells[name]
        text = cell.editor.text()
        if not text.strip() or name not in self.changes():
            cell.complain("")
            return True
        return self._check(cell, text)

    def _check(self, cell: FormCell, text: str) -> bool:
        try:
            value = parse(cell.editor.field, text, today=self._today)
        except UserError as error:
            cell.complain(error.message)
            return False
        cell.complain("")
        cell.remind(doubt(cell.editor.field, value) or "")
        return True

    def check(self) -> bool:
        """Check all before saving; wrong fields are named on top with links to them."""
        wrong: list[str] = []
        changes = self.changes()
        for field in self.fields:
            if field.read_only:
                continue
            try:
                self._value(field, changes)
            except UserError as error:
                self.cells[field.name].complain(error.message)
                wrong.append(field.name)
        self._summarise(wrong)
        return not wrong

    def refuse(self, error: UserError) -> None:
        """Show a refusal of the rules: beside its field if it names one, and on top."""
        if error.field in self.cells:
            self.cells[error.field].complain(error.message)
            self._summarise([error.field])
        else:
            self.problems.say(error.message)

    def remind(self, sentences: Sequence[str]) -> None:
        """Show what may be saved but is to be seen to."""
        self.reminders.say(_("提醒（可以保存）：{all}").format(all=_("；").join(sentences)) if sentences else "")

    def _summarise(self, wrong: Sequence[str]) -> None:
        sentence = _("有 {count} 处需要改：").format(count=len(wrong)) if wrong else ""
        titles = {field.name: field.title for field in self.fields}
        self.problems.say(sentence, [(titles[name], partial(self.go_to, name)) for name in wrong])
        if wrong:
            self.go_to(wrong[0])

    def go_to(self, name: str) -> None:
        """Put the focus into a field, unfolding its section."""
        section = ""
        for field in self.fields:
            section = field.section or section
            if field.name == name:
                break
        if section and not self.sections[section].isChecked():
            self.sections[section].setChecked(True)
        self.cells[name].editor.setFocus()

    def focus_first(self) -> None:
        """Put the focus into the first field that can be filled in."""
        first = next((field.name for field in self.fields if not field.read_only), None)
        if first:
            self.go_to(first)
