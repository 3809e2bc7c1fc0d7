"""The menus of a list: the deeds on a row, and the columns that a condition can be set on."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.text import _
from desktop.spec import Action, Column, Form
from desktop.ui.columns_dialog import DENSITIES as DENSITY_WORDS
from desktop.ui.header_filter import filterable
from desktop.ui.icons import icon


def row_menu(
    parent: QWidget,
    *,
    open_row: Callable[[], None],
    actions: Sequence[Action],
    run: Callable[[Action], None],
    copy: Callable[[], None],
    put_away: Callable[[], None] | None,
) -> QMenu:
    """What can be done with the chosen rows; `put_away` None leaves the recycle bin out."""
    menu = QMenu(parent)
    menu.addAction(_("打开")).triggered.connect(open_row)
    for action in actions:
        shown = menu.addAction(icon(action.icon), action.title) if action.icon else menu.addAction(action.title)
        shown.triggered.connect(partial(_call, run, action))
    menu.addSeparator()
    menu.addAction(icon("copy"), _("复制为表格")).triggered.connect(copy)
    if put_away is not None:
        menu.addAction(icon("trash-2"), _("放进回收站")).triggered.connect(put_away)
    return menu


def filter_menu(parent: QWidget, columns: Sequence[Column], choose: Callable[[str], None]) -> QMenu:
    """＋加条件: the columns that have a filter."""
    menu = QMenu(parent)
    for column in columns:
        if filterable(column):
            menu.addAction(column.title).triggered.connect(partial(_call, choose, column.name))
    return menu


def looks_menu(parent: QWidget, *, density: str, choose: Callable[[str], None]) -> QMenu:
    """视图: the three heights of a row."""
    menu = QMenu(parent)
    menu.addSeparator()
    for name, title in DENSITY_WORDS:
        entry = menu.addAction(title)
        entry.setCheckable(True)
        entry.setChecked(name == density)
        entry.triggered.connect(partial(_call, choose, name))
    return menu


def forms_menu(parent: QWidget, forms: Sequence[Form], choose: Callable[[Form], None]) -> QMenu:
    """打印: the forms of one record."""
    menu = QMenu(parent)
    for form in forms:
        menu.addAction(form.title).triggered.connect(partial(_call, choose, form))
    return menu


def _call(act: Callable[..., None], what: object, _checked: bool = False) -> None:
    """Act on what the entry stands for; the signal also says whether it is checked."""
    act(what)
