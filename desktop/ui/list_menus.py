"""The menus of a list: the deeds on a row, and the columns that a condition can be set on."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Action, Column, Form
from desktop.standard.list import Query
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


Switch = tuple[bool, Callable[[], None]]  # whether it is on, and what turns it


def looks_menu(
    parent: QWidget,
    *,
    columns: Callable[[], None],
    editing: Switch | None,
    preview: Switch,
    density: str,
    choose: Callable[[str], None],
) -> QMenu:
    """视图: columns, 表格编辑 (None where no cell may be changed), the preview, and the three heights of a row."""
    from desktop.ui.columns_dialog import DENSITIES  # late: a list opens without that dialog

    menu = QMenu(parent)
    menu.addAction(_("列设置…")).triggered.connect(columns)
    if editing:
        _switch(menu, _("表格编辑"), "F2", editing)
    _switch(menu, _("预览"), "F3", preview)
    menu.addSeparator()
    for name, title in DENSITIES:
        entry = menu.addAction(title)
        entry.setCheckable(True)
        entry.setChecked(name == density)
        entry.triggered.connect(partial(_call, choose, name))
    return menu


def _switch(menu: QMenu, words: str, key: str, switch: Switch) -> None:
    entry = menu.addAction(f"{words}\t{key}")
    entry.setCheckable(True)
    entry.setChecked(switch[0])
    entry.triggered.connect(lambda _on: switch[1]())


def forms_menu(parent: QWidget, forms: Sequence[Form], choose: Callable[[Form], None]) -> QMenu:
    """打印: the forms of one record."""
    menu = QMenu(parent)
    for form in forms:
        menu.addAction(form.title).triggered.connect(partial(_call, choose, form))
    return menu


def pop_forms(
    button: QPushButton,
    forms: Sequence[Form],
    *,
    record_id: UUID | None,
    print_form: Callable[[Form, Query, tuple[UUID, ...] | None], None] | None,
) -> None:
    """Open the menu of the forms under its button."""
    if print_form is not None and record_id is not None:
        menu = forms_menu(button, forms, lambda form: print_form(form, Query(), (record_id,)))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _call(act: Callable[..., None], what: object, _checked: bool = False) -> None:
    """Act on what the entry stands for; the signal also says whether it is checked."""
    act(what)
