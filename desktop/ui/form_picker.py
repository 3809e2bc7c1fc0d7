"""表单打印: every form of every register in one list, whom it is for, what it asks, and the way to its preview."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.search.commands import Command, match_words
from desktop.spec import Form
from desktop.standard import views, wording
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.find_line import FindLine
from desktop.ui.form import Form as FieldForm
from desktop.ui.form_offer import Offer
from desktop.ui.form_picker_reading import PickerWays, ids_of, rows_of
from desktop.ui.form_picker_source import ALL, BUILDING, FILTER, OWN, PICKED, SourcePicker
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em
from desktop.ui.wording_reading import key_of


class FormPickerPage(Page):
    """Type initials, ↓ to the form, Enter to its preview; the rest is chosen beside it."""

    help = "papers"

    def __init__(self, desk: Desk, ways: PickerWays) -> None:
        super().__init__()
        self.desk, self.ways = desk, ways
        self.title = _("表单打印")
        self.find_line = FindLine()
        self.find_line.setPlaceholderText(_("表单名或拼音首字母"))
        self.find_line.setToolTip(_("例如 xxhdh 找信息核对函"))
        self.table = PlainTable((Head(_("表单"), 12), Head(_("属于"))))
        self.table.setAccessibleName(_("表单"))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the last column gives way
        self.heading = Heading("", factor=1.15)
        self.paper = _label("")
        self.source = SourcePicker()
        self.wording = QPushButton(icon("type"), _("改固定文字"))
        self.wording.setToolTip(_("改这张表上印好的文字，全支部都按新的印"))
        self.count = QLabel()
        self.count.setProperty("kind", "quiet")
        self.count.setWordWrap(True)
        self.preview = QPushButton(icon("printer", "white"), _("预览并打印"))
        self.preview.setProperty("kind", "primary")
        self.offer: Offer | None = None
        self.fields: FieldForm | None = None
        self.ids: tuple[UUID, ...] = ()
        self._views: tuple[Any, ...] = ()
        self._lay_out()
        self.find_line.wanted.connect(self.narrow)
        self.find_line.went_on.connect(self.table.setFocus)
        self.table.picked.connect(self.show_offer)
        self.table.opened.connect(lambda _offer: self.open_preview())
        self.source.changed.connect(self.read_ids)
        self.source.wanted.connect(self.read_rows)
        self.wording.clicked.connect(lambda _on=False: self.change_wording())
        self.preview.clicked.connect(lambda _on=False: self.open_preview())
        self.narrow("")
        self.reload()

    # -- the list of forms --------------------------------------------------------------------------------------

    def narrow(self, text: str) -> None:
        """Show the forms in which every typed word is found, literally or by initials."""
        offers: Sequence[Offer] = self.ways.offers
        if text:
            known = [Command(str(at), offer.form.title, offer.words) for at, offer in enumerate(offers)]
            offers = [offers[int(hit.command.name)] for hit in match_words(text, known)]
        self.table.show_lines([Line((offer.form.title, offer.register.title), offer) for offer in offers])
        self.set_status(_("共 {n} 种表").format(n=len(self.ways.offers)))
        if offers:
            self.table.go_to(0)
            self.show_offer(offers[0])
        else:
            self.show_offer(None)

    def choose(self, form: str) -> None:
        """Choose a form by its name: Ctrl+K leads here."""
        self.find_line.put("")
        self.narrow("")
        for at, offer in enumerate(self.ways.offers):
            if offer.form.name == form:
                self.table.go_to(at)
                self.show_offer(offer)
                break

    def show_offer(self, offer: Offer | None) -> None:
        """Show whom the form can be printed for and what it asks."""
        if offer is self.offer and offer is not None:
            return
        self.offer = offer
        self.side.setVisible(offer is not None)
        if offer is None:
            return
        self.heading.setText(offer.form.title)
        self.paper.setText(_said_of_paper(offer.form))
        may_change = wording.has_wording(offer.form.name) and self.desk.actor.may(wording.PERMISSION)
        self.wording.setVisible(may_change)
        self._show_fields(offer.form)
        name = offer.register.name
        if name in self.ways.own:
            self.source.offer((OWN,))
            return
        kinds = [ALL, *([BUILDING] if name in self.ways.divided else []), FILTER, PICKED]
        self.source.show_filters([(view.id, view.name) for view in self._views if view.register == name])
        self.source.offer(kinds)

    def _show_fields(self, form: Form) -> None:
        if self.fields is not None:
            self._asked.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
            self.fields = None
        self.asks.setVisible(bool(form.asks))
        if form.asks:
            self.fields = FieldForm(form.asks, today=today(self.desk.clock))
            self._asked.addWidget(self.fields)

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self, changes: Any = None) -> None:
        """Read buildings and saved filters again, then count."""
        actor, day = self.desk.actor, today(self.desk.clock)
        registers = tuple({offer.register.name: offer.register for offer in self.ways.offers}.values())

        def job(session: Any) -> tuple[Any, Any]:
            return tuple(self.ways.buildings(session)), views.views(session, actor, registers=registers, today=day)

        self.desk.tasks.read(self, job, self._show_choices, failed=self._failed, key="choices")

    def _show_choices(self, found: tuple[Any, Any]) -> None:
        buildings, self._views = found
        self.source.show_buildings(buildings)
        if self.offer is not None:
            name = self.offer.register.name
            self.source.show_filters([(view.id, view.name) for view in self._views if view.register == name])
        self.read_ids()

    def read_ids(self) -> None:
        """Read which records are meant, and say how many."""
        offer, choice = self.offer, self.source.choice()
        self._show_ids(())
        if offer is None:
            return
        job = partial(
            ids_of, actor=self.desk.actor, ways=self.ways, offer=offer, choice=choice, saved=self._views,
            today=today(self.desk.clock),
        )  # fmt: skip
        self.desk.tasks.read(self, job, self._show_ids, failed=self._failed, key="ids")

    def _show_ids(self, ids: tuple[UUID, ...]) -> None:
        self.ids = ids
        self.preview.setEnabled(bool(ids))
        if self.offer is None or self.offer.register.name in self.ways.own:
            self.count.setText("")
            return
        nothing = _("先勾选要打印的。") if self.source.choice().kind == PICKED else _("没有可以打印的记录。")
        counter = self.offer.register.counter
        if self.offer.register.name == "contacts" and self.source.choice().kind == BUILDING:
            counter = _("户")  # a building is told by its households, whatever hangs on them
        said = _("选中 {n:,} {counter}").format(n=len(ids), counter=counter)
        self.count.setText(said if ids else nothing)

    def read_rows(self, text: str) -> None:
        """Read the records to tick from."""
        if self.offer is not None:
            job = partial(
                rows_of, actor=self.desk.actor, register=self.offer.register, text=text, today=today(self.desk.clock)
            )
            self.desk.tasks.read(self, job, self.source.show_rows, failed=self._failed, key="rows")

    def _failed(self, error: UserError) -> None:
        self._show_ids(())
        self.count.setText(error.message)

    # -- going on -----------------------------------------------------------------------------------------------

    def open_preview(self) -> None:
        """Open the preview with what was chosen and filled in; stay where something does not fit."""
        offer = self.offer
        if offer is None or not self.ids or (self.fields is not None and not self.fields.check()):
            return
        choice = self.source.choice()
        said = {BUILDING: _("楼栋：{name}"), FILTER: _("筛选：{name}")}.get(choice.kind, "").format(name=choice.name)
        given = self.fields.values() if self.fields is not None else None
        self.desk.print_form(offer.register, offer.form, self.ids, filter_text=said, given=given)

    def change_wording(self) -> None:
        """Go to the page of the fixed texts of the form in front."""
        if self.offer is not None:
            self.desk.go("wording", key_of(self.offer.form.name))

    def focus_first(self) -> None:
        """Typing finds a form at once."""
        self.find_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> dict[str, Any]:
        """The form in front."""
        return {"form": self.offer.form.name} if self.offer else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to it."""
        if state.get("form"):
            self.choose(str(state["form"]))

    def _lay_out(self) -> None:
        listed = on_card(self.table)
        left = QVBoxLayout()
        left.setSpacing(em(self, 0.4))
        self.find_line.setFixedWidth(em(self, 15))
        left.addWidget(self.find_line)
        left.addWidget(listed, 1)
        self.side = QFrame()
        self.side.setProperty("kind", "card")
        body = QWidget()
        body.setProperty("kind", "clear")
        lines = QVBoxLayout(body)
        pad = em(self, 1)
        lines.setContentsMargins(pad, pad, pad, em(self, 0.4))
        lines.setSpacing(em(self, 0.6))
        lines.addWidget(self.heading)
        lines.addWidget(self.paper)
        lines.addWidget(_label(_("打印哪些")))
        lines.addWidget(self.source)
        self.asks = QWidget()
        self.asks.setProperty("kind", "clear")
        self._asked = QVBoxLayout(self.asks)
        self._asked.setContentsMargins(0, em(self, 0.4), 0, 0)
        self._asked.addWidget(_label(_("表上要写的内容（都可以不填）")))
        lines.addWidget(self.asks)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(pad, 0, pad, em(self, 0.8))
        foot.addWidget(self.count, 1)
        foot.addWidget(self.wording)
        foot.addWidget(self.preview)
        right = QVBoxLayout(self.side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(scroll, 1)
        right.addLayout(foot)
        self.side.setMinimumWidth(chars(self, 22))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        whole.addLayout(left, 2)
        whole.addWidget(self.side, 3)


def _said_of_paper(form: Form) -> str:
    words = _("{paper} 纸，横放") if form.landscape else _("{paper} 纸")
    return words.format(paper=form.paper)


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    return label
