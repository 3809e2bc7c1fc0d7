"""The first steps of the first-run wizard: text size and light, way of working, the compound, the secretary."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.first_run_course import Answers
from desktop.ui.labels import Heading
from desktop.ui.style import SIZES, Look, chars, em
from desktop.ui.user_menu import size_words


class StepPage(QFrame):
    """One step: a title, one sentence of why, and what is asked; `complete` may refuse with a UserError."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        pad = em(self, 1.6)
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(em(self, 0.8))
        self.body.addWidget(Heading(title, factor=1.43))
        self.why = quiet(why)
        self.body.addWidget(self.why)

    def complete(self) -> None:
        """Check what was answered; UserError(field=…) when it will not do."""

    def refuse(self, error: UserError) -> None:
        """Put the focus where the refusal belongs."""

    def focus_first(self) -> None:
        """Where work starts."""
        self.setFocus()


class LookStep(StepPage):
    """Shows each choice at once, on the wizard itself."""

    chosen = Signal(object)  # Look

    def __init__(self, look: Look) -> None:
        super().__init__(_("先把字调到看得清"), _("选一个看着舒服的字号，随时可以在右上角的姓名里再改。"))
        self._look = look
        self.sizes: dict[int, QRadioButton] = {}
        group, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(em(self, 1.5))
        for size, word in size_words().items():
            button = QRadioButton(_("{word}（{size}）").format(word=word, size=size))
            button.setChecked(size == look.size)
            button.clicked.connect(lambda _on=False, size=size: self._choose(replace(self._look, size=size)))
            group.addButton(button)
            row.addWidget(button)
            self.sizes[size] = button
        row.addStretch(1)
        lights, second = QButtonGroup(self), QHBoxLayout()
        second.setSpacing(em(self, 1.5))
        self.light, self.dark = QRadioButton(_("浅色")), QRadioButton(_("深色，屋里暗时不刺眼"))
        for button, dark in ((self.light, False), (self.dark, True)):
            button.setChecked(look.dark == dark)
            button.clicked.connect(lambda _on=False, dark=dark: self._choose(replace(self._look, dark=dark)))
            lights.addButton(button)
            second.addWidget(button)
        second.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(second)
        self.body.addSpacing(em(self, 0.6))
        self.body.addWidget(QLabel(_("3号楼2单元1302　周兰　4 人　联户党员 胡强　● 正常　▲ 3 天内　■ 逾期 21 天")))
        self.body.addWidget(quiet(_("这一行是住户列表的样子。")))
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """The size in force."""
        self.sizes.get(self._look.size, self.sizes[SIZES[1]]).setFocus()

    def _choose(self, look: Look) -> None:
        self._look = look
        self.chosen.emit(look)


class ModeStep(StepPage):
    """Stand-alone now; the other two ways are told, so that nobody waits for them."""

    def __init__(self) -> None:
        super().__init__(_("怎么使用"), _("没有网络也能做全部工作。数据加密后只放在这台电脑上。"))
        self.alone = QRadioButton(_("单机先用"))
        self.alone.setChecked(True)
        self.body.addWidget(self.alone)
        for words in (_("用登记文件登记到县里（没有网络）"), _("用登记码登记到县里（联网）")):
            later = QRadioButton(words)
            later.setEnabled(False)
            self.body.addWidget(later)
        self.body.addWidget(
            quiet(
                _("已经有登记码或登记文件的，也先选“单机先用”，做完这几步再到“数据管理”的“数据交换”里登记，不用重录。")
            )
        )
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """The one choice."""
        self.alone.setFocus()


class _Lines(StepPage):
    """Lines with their titles above, and the sentence of a refusal under them."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__(title, why)
        self.lines: dict[str, QLineEdit] = {}
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(em(self, 0.35))
        self.body.addLayout(self._form)
        self.said = QLabel()
        self.said.setProperty("kind", "wrong")
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)

    def add(self, name: str, title: str, hint: str, *, needed: bool = False, secret: bool = False) -> None:
        """One more line."""
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(title)
        line.setMaximumWidth(chars(self, 30))
        line.textEdited.connect(lambda _text: self.said.setText(""))
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.addRow(_("{title}（必填）").format(title=title) if needed else title, line)
        self.lines[name] = line

    def text(self, name: str) -> str:
        """What was typed, without spaces around it."""
        return self.lines[name].text().strip()

    def refuse(self, error: UserError) -> None:
        """The sentence, and the focus in the line it is about."""
        self.said.setText(error.message)
        if error.field in self.lines:
            self.lines[error.field].setFocus()
            self.lines[error.field].selectAll()

    def focus_first(self) -> None:
        """The first empty line."""
        empty = [line for line in self.lines.values() if not line.text()]
        (empty or list(self.lines.values()))[0].setFocus()


class PlaceStep(_Lines):
    """The compound, the branch, and who is above."""

    def __init__(self, said: Answers) -> None:
        super().__init__(_("小区信息"), _("这些字印在每张表的上方，以后可以在“单位”里改。"))
        self.add("compound", _("小区名称"), _("例如 阳光花园"), needed=True)
        self.add("branch", _("党支部名称"), _("例如 阳光花园小区党支部"), needed=True)
        self.add("grid", _("网格名称"), _("例如 第一网格；不填就用小区名称"))
        self.add("above", _("上级，从县到社区"), _("例如 临江县 中心街道 阳光社区，用空格隔开"))
        for name in ("compound", "branch", "grid"):
            self.lines[name].setText(getattr(said, name))
        self.lines["above"].setText(said.above.replace("/", " "))
        self.lines["compound"].textEdited.connect(self._propose)
        self._proposed = ""
        self.body.addStretch(1)

    def complete(self) -> None:
        """Both names are needed."""
        if not self.text("compound"):
            raise UserError(_("请填写小区名称，例如 阳光花园。"), field="compound")
        if not self.text("branch"):
            raise UserError(_("请填写党支部名称，例如 阳光花园小区党支部。"), field="branch")

    def into(self, said: Answers) -> Answers:
        """The answers with these."""
        above = "/".join(self.text("above").replace("/", " ").replace("，", " ").split())  # data
        compound = self.text("compound")
        return replace(
            said, compound=compound, branch=self.text("branch"), above=above, grid=self.text("grid") or compound
        )

    def _propose(self, compound: str) -> None:
        """The usual name of the branch, until somebody writes another."""
        branch = self.lines["branch"]
        if branch.text() in ("", self._proposed):
            name = compound.strip()
            usual = _("{compound}党支部") if name.endswith(_("小区")) else _("{compound}小区党支部")
            self._proposed = usual.format(compound=name) if name else ""
            branch.setText(self._proposed)


class PersonStep(_Lines):
    """The secretary and a password, written twice."""

    def __init__(self, said: Answers) -> None:
        why = _("支部书记是这台电脑的管理员。密码至少 10 个字符，用四个不相干的词语、中间留空格，最好记。")
        super().__init__(_("书记和密码"), why)
        self.add("user", _("书记姓名"), _("例如 王建国"), needed=True)
        self.add("password", _("密码"), _("至少 10 个字符"), needed=True, secret=True)
        self.add("again", _("再写一遍密码"), "", needed=True, secret=True)
        self.lines["user"].setText(said.user)
        self.show_words = QPushButton(_("显示密码"))
        self.show_words.setProperty("kind", "link")
        self.show_words.setCheckable(True)
        self.show_words.toggled.connect(self._show)
        self.body.addWidget(self.show_words, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def complete(self) -> None:
        """A name, and the same password twice; how good it is the keyring says."""
        if not self.text("user"):
            raise UserError(_("请填写书记姓名。"), field="user")
        if not self.lines["password"].text():
            raise UserError(_("请填写密码。"), field="password")
        if self.lines["password"].text() != self.lines["again"].text():
            raise UserError(_("两遍密码不一样，请再写一遍。"), field="again")

    def clear(self) -> None:
        """Leave no password in the lines."""
        for name in ("password", "again"):
            self.lines[name].clear()

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for name in ("password", "again"):
            self.lines[name].setEchoMode(mode)


def quiet(words: str) -> QLabel:
    """A quiet sentence that wraps."""
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def spread(*parts: QWidget) -> QHBoxLayout:
    """Widgets side by side, from the left."""
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def scrolled(page: QWidget) -> QScrollArea:
    """A step that may be higher than a small screen."""
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
