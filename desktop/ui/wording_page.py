"""单据文字: the texts of one form at a time, version by version, beside its pages with a real record on them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QShortcut

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard import wording
from desktop.standard.drafts import Draft
from desktop.standard.wording_files import shipped_edition
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.editors import LongEditor
from desktop.ui.form import Form
from desktop.ui.page import Page
from desktop.ui.print_menu import page_picture
from desktop.ui.print_preview_pages import Sheet
from desktop.ui.record_draft import DraftKeeper
from desktop.ui.style import em
from desktop.ui.wording_parts import WordingParts
from desktop.ui.wording_reading import Found, Tried, Worded, WordingDrafts, read, try_out, worded

if TYPE_CHECKING:
    from desktop.store.session import Changes

LONG, WHOLE = 20, 200  # characters from which a text gets several lines, and from which a high box
TRIED_MS = 700  # after the last key: the pages are drawn anew


class WordingPage(Page):
    """Opened for a form by `choose`; what is saved is a new version, those before stay to be looked at."""

    help = "wording"

    def __init__(self, desk: Desk, key: UUID | None = None) -> None:
        super().__init__()
        self.title = _("单据文字")
        self.desk, self.offers = desk, worded(desk)
        self.one: Worded | None = None
        self.found: Found | None = None
        self.form: Form | None = None
        self.may_save = False
        self._tried: Tried | None = None
        self.parts = WordingParts(self)
        self.draft = DraftKeeper(
            desk, WordingDrafts(desk), bar=self.parts.draft_bar, note=self.parts.note, said=self.texts,
            take=self._take_draft, parent=self,
        )  # fmt: skip
        self._soon = QTimer(self, singleShot=True, interval=TRIED_MS)
        self._soon.timeout.connect(self.try_out)
        parts = self.parts
        for offer in self.offers:
            parts.forms.addItem(offer.form.title, offer.key)
        parts.forms.activated.connect(lambda at: self.choose(self.offers[at].key))
        parts.versions.activated.connect(self._fill)
        parts.records.activated.connect(lambda _at: self.try_out())
        parts.back.clicked.connect(lambda _on=False: self.go_back())
        parts.save.clicked.connect(lambda _on=False: self.save())
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        self.set_status(_("共 {n} 种表的文字可以改").format(n=len(self.offers)))
        self.choose(key)

    def choose(self, key: UUID | None) -> None:
        """Show the texts of a form; the first one when there is none of this key."""
        self.leaving()
        self.one = next((one for one in self.offers if one.key == key), self.offers[0] if self.offers else None)
        if self.one is not None:
            self.parts.forms.setCurrentIndex(self.offers.index(self.one))
            self.draft.record_id, self.draft.label = self.one.key, self.one.form.title
            self.parts.draft_bar.say("")
            self._read()

    def _read(self) -> None:
        if self.one is not None:
            self.desk.tasks.read(self, partial(_read, self.desk, self.one), self._show, key="wording")

    def reload(self, changes: "Changes | None" = None) -> None:
        """Another version may have come; what is typed is not thrown away for it."""
        if (changes is None or "wording_version" in changes.tables) and not self.texts():
            self._read()

    def _show(self, found: Found) -> None:
        one = self.one
        assert one is not None
        self.found = found
        above = found.current is not None and found.current.unit_id != self.desk.actor.unit_id
        self.may_save = self.desk.actor.may(wording.PERMISSION) and not above
        self._show_texts(one, found)
        self._show_versions(one, found)
        chosen = self.parts.records.currentData()
        self.parts.records.clear()
        for record_id, name in found.records:
            self.parts.records.addItem(name, record_id)
        ids = [record_id for record_id, _name in found.records]
        self.parts.records.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        fact = ""
        if above and found.current is not None:
            fact = _("这张表的文字由{unit}统一发布，这里只能看。需要改的请向上级提出。").format(unit=found.current.unit)
        elif not self.may_save:
            fact = _("只能查看：单据文字由支部书记修改。")
        self.parts.fact_bar.say(fact)
        self._changed()
        if self.may_save:
            self.draft.find()
        self.try_out()

    def _show_texts(self, one: Worded, found: Found) -> None:
        pieces = wording.shipped(one.form.name)
        fields = tuple(
            Field(key, piece.label, "long_text" if len(piece.text) > LONG else "text", width=40)
            for key, piece in pieces.items()
        )
        self.form = Form(fields, today=today(self.desk.clock))
        for key, piece in pieces.items():
            editor = self.form.cells[key].editor
            if isinstance(editor, LongEditor) and len(piece.text) > WHOLE:
                editor.box.setFixedHeight(em(self, 21))
            editor.setToolTip(_may_name(piece))
        self.form.show_values(found.texts)
        if not self.may_save:
            self.form.set_read_only()
        self.form.changed.connect(self._changed)
        self.form.changed.connect(self._soon.start)
        self.parts.hold(self.form)

    def _show_versions(self, one: Worded, found: Found) -> None:
        box = self.parts.versions
        box.clear()
        for version in found.versions:
            whose = version.by_name if version.unit_id == self.desk.actor.unit_id else version.unit
            box.addItem(_("{name}　{whose}").format(name=version.name, whose=whose), version.id)
        box.addItem(_("{edition} 自带").format(edition=shipped_edition(one.form.name)), None)
        ids = [version.id for version in found.versions]
        box.setCurrentIndex(ids.index(found.current.id) if found.current is not None else len(ids))

    def _fill(self, at: int) -> None:
        """Put the texts of a version into the fields: looked at, and kept only by saving them anew."""
        if self.found is None or self.form is None or self.one is None:
            return
        said = dict(self.found.versions[at].texts) if at < len(self.found.versions) else {}
        pieces = wording.shipped(self.one.form.name)
        self.form.set_texts({key: str(said.get(key, piece.text)) for key, piece in pieces.items()})

    def texts(self) -> dict[str, str]:
        """What is typed and not saved."""
        return self.form.changes() if self.form is not None and self.may_save else {}

    def _take_draft(self, draft: Draft) -> None:
        if self.form is not None:
            self.form.set_texts(draft.said)

    def _changed(self) -> None:
        changed = bool(self.texts())
        self.parts.save.setEnabled(changed)
        self.parts.back.setEnabled(self.may_save and self.found is not None and bool(_own(self.found)))
        if changed or self.draft.soon.isActive():
            self.draft.soon.start()

    # -- saving -------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the texts as a new version; what cannot be printed is told beside its field."""
        one, texts, actor = self.one, self.texts(), self.desk.actor
        if one is None or not texts:
            return

        def keep(session: Any) -> None:
            wording.settle(session, actor, one.form.name, texts=texts)

        self._write(one, keep, _("已保存《{form}》的文字，从现在起按新版印。"))

    def go_back(self) -> None:
        """恢复默认文字."""
        one, actor = self.one, self.desk.actor
        if one is not None:
            restore: Callable[[Any], None] = lambda session: wording.go_back(session, actor, one.form.name, to=None)  # noqa: E731 - one expression
            self._write(one, restore, _("《{form}》恢复了默认文字，以前的版本还能查看。"))

    def _write(self, one: Worded, deed: Callable[[Any], None], words: str) -> None:
        drafts = WordingDrafts(self.desk)

        def job(session: Any) -> None:
            deed(session)
            drafts.drop_draft(session, one.key)

        def told(_none: None, changes: "Changes") -> None:
            self.desk.say(words.format(form=one.form.title), UndoToken(tx=changes.tx))
            self.draft.saved()
            self._read()

        self.draft.soon.stop()
        self.desk.tasks.write(self, wording.PERMISSION, job, told, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.refuse(error)
        self.draft.soon.start()

    # -- the pages ----------------------------------------------------------------------------------------------

    def try_out(self) -> None:
        """Draw the pages with what is typed, on the record that is chosen."""
        one, record_id = self.one, self.parts.records.currentData()
        self._soon.stop()
        if one is None or self.form is None:
            return
        if record_id is None:
            self.parts.say(_("还没有可以用来预览的记录。登记以后，这里会显示印出来的样子。"))
            return
        texts = {name: cell.editor.text() for name, cell in self.form.cells.items()}
        job = partial(_try_out, self.desk, one, record_id, texts)
        self.desk.tasks.read(self, job, self._show_pages, failed=lambda error: self.parts.say(error.message), key="try")

    def _show_pages(self, tried: Tried) -> None:
        self._tried = tried
        self.parts.show_pages(tried, self._draw)

    def _draw(self, sheet: Sheet, scale: float) -> None:
        tried = self._tried
        if tried is not None:
            pdf, index = tried.pdf, sheet.index
            picture: Any = lambda: _Picture(page_picture(pdf, index, scale))  # noqa: E731 - one expression
            self.desk.tasks.compute(sheet, picture, lambda made: sheet.show_picture(made.image))

    def leaving(self) -> None:
        """Keep the draft before anything hides the page."""
        self.draft.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """However the page goes out of sight."""
        super().hideEvent(event)
        self.leaving()

    def focus_first(self) -> None:
        """The form is chosen first."""
        self.parts.forms.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture on its way from a thread."""

    image: QImage


def _read(desk: Desk, one: Worded, session: Any) -> Found:
    return read(session, desk, one)


def _try_out(desk: Desk, one: Worded, record_id: UUID, texts: dict[str, str], session: Any) -> Tried:
    return try_out(session, desk, one, record_id, texts)


def _own(found: Found) -> dict[str, Any]:
    return dict(found.current.texts) if found.current is not None else {}


def _may_name(piece: wording.Piece) -> str:
    said = "、".join(f"{{{{{name}}}}}" for name in sorted(piece.names))
    words = _("可以用：{said}").format(said=said) if said else _("没有可以替换的内容")
    if piece.choices:
        words = _("从这些里选，用顿号隔开：{all}").format(all="、".join(piece.choices))
    return words
