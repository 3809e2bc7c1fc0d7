"""What stands above a preview: filling in what the form asks for, its words as a message, and the boxes left empty."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Form
from desktop.standard.fields import text as text_of
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.style import em

if TYPE_CHECKING:  # the PDF library behind it is loaded with the first preview
    from desktop.standard.paper_blanks import Blank

_MOST_NAMED = 5


class FormExtras(QWidget):
    """`filled(values)` tells what was filled in; the page draws anew."""

    filled = Signal(object)  # dict[str, Any]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._form: Form | None = None
        self._given: Mapping[str, Any] = {}
        self._job: Any = None
        self.fill = QPushButton(icon("pencil"), _("填写表上的内容"))
        self.fill.clicked.connect(lambda _on=False: self.ask())
        self.copy = QPushButton(icon("copy"), _("复制成微信文字"))
        self.copy.setToolTip(_("没有电话和证件号码，可以直接粘贴"))
        self.copy.clicked.connect(lambda _on=False: self.to_clipboard())
        self.blank = QLabel()
        self.blank.setProperty("kind", "quiet")
        self.blank.setWordWrap(True)
        self.blank.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.6))
        row.addWidget(self.fill)
        row.addWidget(self.copy)
        row.addWidget(self.blank, 1)
        self.show_form(None, {})

    def show_form(self, form: Form | None, given: Mapping[str, Any] | None) -> None:
        """Another form, or other words on it; what was drawn before is no longer spoken of."""
        self._form, self._given, self._job = form, given or {}, None
        self.fill.setVisible(bool(form and form.asks))
        self.copy.setVisible(bool(form and form.tell))
        self.copy.setEnabled(False)
        self.show_blanks(())

    def show_job(self, job: Any) -> None:
        """What was read: its words can be copied, its empty boxes are counted beside the work."""
        self._job = job
        self.copy.setEnabled(True)

        def count() -> "tuple[Blank, ...]":
            from desktop.standard.paper_blanks import blanks  # late: see above

            return blanks(job)

        self.desk.tasks.compute(self, count, self.show_blanks)

    def show_blanks(self, found: "Sequence[Blank]") -> None:
        """Name the boxes that are empty, the commonest first."""
        named = "、".join(_("{label} {n} 份").format(label=one.label, n=one.sheets) for one in found[:_MOST_NAMED])
        if len(found) > _MOST_NAMED:
            named = _("{named} 等 {n} 项").format(named=named, n=len(found))
        self.blank.setText(_("还空着，可以手写：{named}").format(named=named) if found else "")
        self.setVisible(bool(found) or not self.fill.isHidden() or not self.copy.isHidden())

    def ask(self) -> None:
        """Ask for what the form asks, as it stands now."""
        form = self._form
        if form is None:
            return
        texts = {f.name: text_of(f, self._given[f.name]) for f in form.asks if f.name in self._given}
        values = ask_fields(
            self, _("《{form}》上要写的内容：").format(form=form.title), _("按这些内容打印"), safe=_("不改"),
            fields=form.asks, today=today(self.desk.clock), texts=texts,
        )  # fmt: skip
        if values is not None:
            self.filled.emit(values)

    def to_clipboard(self) -> None:
        """Copy the words of the first sheet: notices for several hallways say the same."""
        if self._job is None or self._form is None or self._form.tell is None:
            return
        QGuiApplication.clipboard().setText(self._form.tell(self._job.subjects[0]))
        self.desk.say(_("已复制，可以粘贴到微信。里面没有电话和证件号码。"))
