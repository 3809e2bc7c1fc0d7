"""The keys of the window and the list of all keys that Ctrl+/ shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.page import Page
from desktop.ui.style import em


@dataclass(frozen=True, slots=True)
class Key:
    """One act of the window: its keys as Qt writes them, and what it does in words."""

    act: str
    keys: tuple[str, ...]
    words: str


def window_keys() -> tuple[Key, ...]:
    """The acts that the window itself knows."""
    return (
        Key("search", ("Ctrl+K",), _("查找人、房号、电话、功能")),
        Key("jot", ("F4",), _("记一条随手记")),
        Key("previous", ("Ctrl+PgUp",), _("上一条")),
        Key("next", ("Ctrl+PgDown",), _("下一条")),
        Key("back", ("Alt+Left",), _("返回")),
        Key("undo", ("Ctrl+Z",), _("撤销上一步操作")),
        Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), _("恢复撤销的操作")),
        Key("reload", ("F5",), _("重新读取")),
        Key("pane", ("F6",), _("下一个窗格")),
        Key("pane_before", ("Shift+F6",), _("上一个窗格")),
        Key("put_away", ("Shift+Esc",), _("收起提示")),
        Key("help", ("F1",), _("本页帮助")),
        Key("keys", ("Ctrl+/",), _("按键一览")),
        Key("lock", ("F12",), _("锁屏")),
        Key("larger", ("Ctrl++", "Ctrl+="), _("字号加大")),
        Key("smaller", ("Ctrl+-",), _("字号减小")),
        Key("usual", ("Ctrl+0",), _("恢复标准字号")),
    )


def page_keys() -> tuple[tuple[str, str], ...]:
    """The keys that every list and form answers to: (keys, words)."""
    return (
        ("Alt+1…9", _("打开左侧第几项")),
        ("Ctrl+N", _("新增")),
        ("Ctrl+S", _("保存")),
        ("Esc", _("取消或返回")),
        ("Ctrl+F", _("在本页查找")),
        ("Alt+↓", _("打开表头筛选")),
        ("Ctrl+Shift+L", _("清空筛选")),
        ("Enter", _("打开")),
        (_("空格"), _("勾选")),
        ("Ctrl+A", _("勾选本页")),
        ("Home / End", _("第一行 / 最后一行")),
        ("F2", _("表格编辑")),
        ("F3", _("预览窗格")),
        ("Ctrl+C / Ctrl+V", _("复制为表格，粘贴到列表")),
        ("Ctrl+D", _("表格编辑：向下填充")),
        ("Ctrl+Enter", _("表格编辑：填到勾选的行")),
        ("Del", _("放进回收站")),
        ("F7", _("下一个逾期")),
        ("F8", _("登记走访")),
        ("F9 / Ctrl+P", _("打印")),
        ("Ctrl+E", _("导出")),
    )


def shown(keys: str) -> str:
    """Keys as they stand on a keyboard."""
    return keys.replace("PgDown", "PgDn").replace("Left", "←").replace("++", "+ ＋").replace("+-", "+ －")


def bind(widget: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Let the keys of the window call `acts` by name; an act without a function is a fault of ours: KeyError."""
    for key in window_keys():
        for written in key.keys:
            shortcut = QShortcut(QKeySequence(written), widget)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(acts[key.act])


def bind_numbers(widget: QWidget, open_number: Callable[[int], None]) -> None:
    """Let Alt and a digit call `open_number`: 1 to 9, and 10 for the 0."""
    for number in range(1, 11):
        key = QShortcut(QKeySequence(f"Alt+{number % 10}"), widget)
        key.activated.connect(lambda number=number: open_number(number))


class KeyList(Page):
    """The list of keys, readable and printable like any page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("按键一览")
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        pad = em(self, 1.2)
        grid.setContentsMargins(pad, pad, pad, pad)
        grid.setHorizontalSpacing(em(self, 1.5))
        grid.setVerticalSpacing(em(self, 0.6))
        rows = [(shown(key.keys[0]), key.words) for key in window_keys()] + list(page_keys())
        half = -(-len(rows) // 2)
        for number, (keys, words) in enumerate(rows):
            mark = QLabel(keys)
            mark.setProperty("kind", "key")
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(mark, number % half, 2 * (number // half))
            grid.addWidget(QLabel(words), number % half, 2 * (number // half) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        scroll = QScrollArea()
        scroll.setWidget(card)
        scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
