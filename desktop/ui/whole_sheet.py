"""整张走访单录入: a printed sheet on one screen, row by row as on the paper, saved at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.drafts import Draft
from desktop.standard.sheet_rows import WholeSheet
from desktop.ui.card import on_card
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form import Form, FormWays
from desktop.ui.icons import icon
from desktop.ui.labels import Elided, Heading
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.page import Page
from desktop.ui.phrases import PhraseFrame, PhraseWays
from desktop.ui.record_draft import DraftKeeper
from desktop.ui.save_bar import SaveBar
from desktop.ui.style import em
from desktop.ui.whole_sheet_model import FIELDS, SheetModel, Written
from desktop.ui.whole_sheet_table import SheetTable

HEAD = (
    Field("visited_on", _("走访日期"), "day", required=True),
    Field("member_id", _("走访人"), "record", picks="people", hint=_("姓名或拼音首字母")),
)

ROOMY = 26.0  # times the text size: a page lower than that shows fewer words and more rows


@dataclass(frozen=True, slots=True)
class SheetWays:
    """`read(session, id)` gives the sheet, `save(session, id, written, on, member)` logs it and says how many.

    `drafts` keeps, finds and drops what is typed, as the source of a record page does.
    """

    read: Callable[[Any, UUID], WholeSheet]
    save: Callable[[Any, UUID, tuple[Written, ...], date, UUID | None], int]
    drafts: Any
    fields: FormWays
    phrases: PhraseWays
    may: bool = True


class HeadForm(Form):
    """Day and visitor side by side at any width: the room below belongs to the rows."""

    def _lay_out(self, columns: int) -> None:
        super()._lay_out(len(self.fields))


class WholeSheetPage(Page):
    """Day and visitor once at the top; rows that nothing is written into stay open, and so does the sheet."""

    own_header = True
    help = "visit_sheet"

    def __init__(self, desk: Desk, sheet_id: UUID, ways: SheetWays) -> None:
        super().__init__()
        self.desk, self.sheet_id, self.ways = desk, sheet_id, ways
        day = today(desk.clock)
        self.sheet: WholeSheet | None = None
        self.back = QPushButton(icon("arrow-left"), _("返回"))
        self.heading, self.note, self.draft_note = Heading(), Elided(), Elided()
        self.keys = QLabel(_("1 在家　2 不在　3 不便　Enter 下一行　Tab 下一格　Alt+↓ 常用语　Ctrl+D 同上"))
        self.draft_bar, self.fact_bar, self.problem = NoticeBar("none"), NoticeBar("none"), NoticeBar("overdue")
        self.form = HeadForm(HEAD, today=day, ways=ways.fields)
        self.model = SheetModel(today=day)
        self.table = SheetTable(self.model)
        self.bar = SaveBar()
        self.phrases: PhraseFrame | None = None
        self.draft = DraftKeeper(
            desk, ways.drafts, bar=self.draft_bar, note=self.draft_note, said=self.texts, take=self.take_draft,
            parent=self,
        )  # fmt: skip
        self.draft.record_id = sheet_id
        self._lay_out()
        self._connect()
        self.reload()
        self.draft.find()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.6))
        for label in (self.note, self.draft_note, self.keys):
            label.setProperty("kind", "quiet")
        head.addWidget(self.back)
        head.addWidget(self.heading)
        head.addWidget(self.note, 1)
        head.addWidget(self.draft_note)
        card = on_card(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(head)
        for widget in (self.fact_bar, self.draft_bar, self.problem, self.form, self.keys):
            whole.addWidget(widget)
        whole.addWidget(card, 1)
        whole.addWidget(self.bar)
        self.keys.setWordWrap(True)
        self.table.setToolTip(self.keys.text())

    def _connect(self) -> None:
        self.back.clicked.connect(lambda _on: self.desk.back())
        self.model.changed.connect(self._changed)
        self.form.changed.connect(self._changed)
        self.table.phrases_wanted.connect(self.offer_phrases)
        self.bar.saved.connect(self.save)
        self.bar.cancelled.connect(self.give_up)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self, changes: Any = None) -> None:
        """Read the sheet again; what is typed stays."""
        if changes is None or changes.tables & {"visit", "household", "dwelling", "person"}:
            read, sheet_id = self.ways.read, self.sheet_id
            self.desk.tasks.read(self, lambda s: read(s, sheet_id), self._show, failed=self._missing, key="sheet")

    def _show(self, sheet: WholeSheet) -> None:
        first, self.sheet = self.sheet is None, sheet
        self.draft.label = sheet.label
        self.heading.setText(sheet.label)
        self.set_title(sheet.label)
        if first:
            typed = self.form.texts()
            self.form.show_values({"visited_on": max(sheet.printed_on, self.model.today), "member_id": sheet.member_id})
            self.form.set_texts(typed)
        self.model.show_sheet(sheet)
        closed = {"blank": _("这张表登记过“收回，没有填写”。"), "void": _("这张表已作废。")}.get(sheet.closed, "")
        said = closed + _("录入后会重新算作已收回。") if closed else ""
        self.fact_bar.say(said if self.model.left() else _("这张表的各行都已录入，不用再录。"))
        if not self.ways.may:
            self.fact_bar.say(_("只能查看：这个帐号不能登记走访。需要时请支部书记办理。"))
        self.table.setEnabled(self.ways.may)
        if first:
            self.table.go_first()
        self._changed()

    def _missing(self, error: UserError) -> None:
        self.fact_bar.say(error.message)
        self.table.setEnabled(False)
        self.form.setEnabled(False)

    # -- what is typed ------------------------------------------------------------------------------------------

    def texts(self) -> dict[str, str]:
        """All that was typed: what a draft keeps."""
        return {**self.form.texts(), **self.model.texts()} if self.model.texts() else {}

    def take_draft(self, draft: Draft) -> None:
        """Put a draft back."""
        self.form.set_texts({name: text for name, text in draft.said.items() if "." not in name})
        self.model.set_texts(draft.said)
        self.table.go_first()

    def _changed(self) -> None:
        if self.sheet is None:
            return
        chosen, left = self.model.chosen(), self.model.left()
        words = _("共 {all} 行，已录 {done}，未录 {left}").format(
            all=len(self.sheet.rows), done=len(self.sheet.rows) - left, left=left
        )
        self.note.setText(words)
        typed = bool(self.model.texts())
        self.bar.note.setText(_("空着的行仍算未录，这张表会留在“未收回的表”里") if chosen < left else "")
        self.bar.show_changed(on=self.ways.may and typed)
        self.bar.save.setText(_("录入 {count} 户").format(count=chosen))
        if typed or self.draft.soon.isActive():
            self.draft.soon.start()

    def offer_phrases(self, name: str, _line: QLineEdit | None = None) -> None:
        """Open 常用语 under the cell; only what was said and needed repeats itself."""
        if name not in {"said", "needs"} or not self.model.is_open(self.table.currentIndex().row()):
            return
        index = self.table.currentIndex()
        text = self.model.text(index.row(), next(field for field in FIELDS if field.name == name))
        if self.phrases is None:
            self.phrases = PhraseFrame(self.desk, self.ways.phrases, self.window())
            self.destroyed.connect(self.phrases.deleteLater)
        below = self.table.visualRect(index).bottomLeft() + QPoint(0, 2)

        def back() -> None:
            self.table.setFocus()
            self.table.setCurrentIndex(index)

        def take(sentence: str) -> None:
            self.table.add(name, sentence)
            self.table.edit(index)

        self.phrases.open_at(self.table.viewport(), below, use=name, text=text, take=take, back=back)

    # -- the deed -----------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Log every row that was written into, in one deed; what is wrong is shown and nothing typed is lost."""
        self.table.setFocus()  # a line that is still open is taken in first
        if not self.ways.may or not self.form.check():
            return
        try:
            written, head = self.model.written(), self.form.values()
        except UserError as error:
            self._refused(error)
            return
        if not written:
            self.problem.say(_("还没有选结果。在“结果”一栏按 1 在家、2 不在、3 不便，再保存。"))
            return
        self.problem.say("")
        self.bar.show_busy(on=True)
        job = partial(_saved, self.ways, self.sheet_id, written, head)
        self.desk.tasks.write(self, "contacts.visit", job, self._done, failed=self._refused)

    def _done(self, count: int, changes: Any) -> None:
        self.bar.show_busy(on=False)
        self.draft.saved()
        assert self.sheet is not None  # something was written into it
        left = self.model.left() - count
        more = _("，还有 {left} 行未录").format(left=left) if left else _("，这张表录完了")
        said = _("已录入 {count} 户走访：{label}").format(count=count, label=self.sheet.label)
        self.desk.say(said + more, UndoToken(tx=changes.tx))
        self.desk.back()

    def _refused(self, error: UserError) -> None:
        self.bar.show_busy(on=False)
        if error.field in self.form.cells:
            self.form.refuse(error)
            return
        self.problem.say(error.message)
        index = self.model.cell_of(error.field or "")
        if index.isValid():
            self.table.setCurrentIndex(index)

    def give_up(self) -> None:
        """Take back what is typed; what was saved stays."""
        self.model.set_texts(dict.fromkeys(self.model.texts(), ""))
        self.problem.say("")
        self.draft.drop()

    def leaving(self) -> None:
        """Keep the draft before anything hides the page."""
        self.draft.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a low screen the rows need the line of the keys; they stand in the tooltip of the table too."""
        super().resizeEvent(event)
        self.keys.setVisible(self.height() > em(self, ROOMY))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """However the page goes out of sight, what was typed is kept first."""
        super().hideEvent(event)
        self.leaving()

    def focus_first(self) -> None:
        """Work starts at the first row; day and visitor are filled in."""
        self.table.setFocus()


def _saved(ways: SheetWays, sheet_id: UUID, written: tuple[Written, ...], head: dict[str, Any], session: Any) -> int:
    count = ways.save(session, sheet_id, written, head["visited_on"], head["member_id"])
    ways.drafts.drop_draft(session, record_id=sheet_id)
    return count
