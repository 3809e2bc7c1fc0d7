"""批量修改: which field, its new value, three samples before and after, and how many it will be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.bulk import Preview
from desktop.ui.ask import Question
from desktop.ui.form import Form, FormWays
from desktop.ui.style import em

Look = Callable[[Field, Any, Callable[[Preview], None], Callable[[UserError], None]], None]
AFTER_MS = 250


class BulkDialog(Question):
    """`look(field, value, show, failed)` reads the preview; nothing is written here."""

    def __init__(
        self,
        parent: QWidget | None,
        fields: Sequence[Field],
        *,
        count: int,
        counter: str,
        today: date,
        ways: FormWays,
        look: Look,
    ) -> None:
        sentence = _("给选中的 {count:,} {counter}统一改一栏，可以撤销。").format(count=count, counter=counter)
        super().__init__(parent, sentence, _("修改"), safe=_("不修改"))
        self.setWindowTitle(_("批量修改"))
        self._fields, self._count, self._counter = tuple(fields), count, counter
        self._today, self._ways, self._look = today, ways, look
        self.value: Any = None
        self.seen: Preview | None = None
        self.which = QComboBox()
        self.which.setAccessibleName(_("改哪一栏"))
        for field in fields:
            self.which.addItem(field.title)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self.read)
        self._top = QGridLayout()
        self._top.setHorizontalSpacing(em(self, 0.75))
        self._top.addWidget(QLabel(_("改哪一栏")), 0, 0)
        self._top.addWidget(self.which, 0, 1)
        self._top.setColumnStretch(1, 1)
        head = QWidget()
        head.setProperty("kind", "clear")
        head.setLayout(self._top)
        self._top.setContentsMargins(0, 0, 0, 0)
        self.add_widget(head)
        self.form = Form((), today=today)
        self.samples = QLabel()
        self.samples.setWordWrap(True)
        self.samples.setMinimumHeight(em(self, 7.5))
        self.which.currentIndexChanged.connect(lambda _at: self._choose())
        self._choose()
        self.add_widget(self.samples)
        self.which.setFocus()
        self.safe.setDefault(False)

    @property
    def field(self) -> Field:
        """The field chosen."""
        return self._fields[self.which.currentIndex()]

    def _choose(self) -> None:
        """Another field has another editor."""
        old = self.form
        self.form = Form((replace(self.field, section=""),), today=self._today, ways=self._ways)
        self._top.addWidget(self.form, 1, 0, 1, 2)
        old.setParent(None)
        old.deleteLater()
        self.form.changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        self.seen = None
        self.verb.setEnabled(False)
        self._soon.start()

    def read(self) -> None:
        """Read what the change would do."""
        self._soon.stop()
        if not self.form.check():
            self.form.problems.say("")
            self.samples.setText("")
            return
        self.value = self.form.values()[self.field.name]
        self._look(self.field, self.value, self._show, self._refuse)

    def _show(self, seen: Preview) -> None:
        self.seen = seen
        blank = self.value in {None, ""}
        changing = seen.count - (seen.same or 0)
        words = _("清空 {count:,} {counter}的“{title}”") if blank else _("修改 {count:,} {counter}的“{title}”")
        self.verb.setText(words.format(count=changing, counter=self._counter, title=self.field.title))
        self.verb.setProperty("kind", "danger" if blank else "primary")  # nothing filled in yet is no usual act
        self.verb.style().polish(self.verb)
        self.verb.setEnabled(changing > 0)
        lines = [
            _("{label}：{before} → {after}").format(label=one.label, before=one.before, after=one.after)
            for one in seen.samples
        ]
        rest = seen.count - len(seen.samples)
        if rest > 0:
            lines.append(_("另外 {count:,} {counter}也一样改").format(count=rest, counter=self._counter))
        if seen.same:
            lines.append(_("其中 {count:,} {counter}已经是这个内容").format(count=seen.same, counter=self._counter))
        if seen.with_them:
            words = _("另有 {count:,} {counter}共用这一栏，会一起改")
            lines.append(words.format(count=seen.with_them, counter=self._counter))
        self.samples.setText("\n".join(lines))
        self._fit()

    def _refuse(self, error: UserError) -> None:
        self.samples.setText(error.message)

    def on_verb_clicked(self) -> None:
        """Only what was seen is done."""
        if self.seen is not None:
            self.accept()
