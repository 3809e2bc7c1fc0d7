"""The buttons of a list that stand in the title row: 导入, 导出, 打印, 新增, as the person may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Form, Register
from desktop.standard.list import Query
from desktop.standard.list_paper import list_form
from desktop.ui.icons import icon
from desktop.ui.style import em

if TYPE_CHECKING:
    from desktop.access.actor import Actor


@dataclass(frozen=True, slots=True)
class ListWays:
    """The ways from a list to the rest of the program; a way that is None has no button.

    `print_form` and `export` are handed the query and the ids chosen (None: all rows of the query). `first` is offered
    where there is no row yet, in words: for records that are made on another page.
    """

    open: Callable[[UUID], None] | None = None
    new: Callable[[], None] | None = None
    bring_in: Callable[[], None] | None = None
    print_form: Callable[[Form, Query, tuple[UUID, ...] | None], None] | None = None
    export: Callable[[Query, tuple[UUID, ...] | None], None] | None = None
    first: tuple[str, Callable[[], None]] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What printing or exporting may be about: the ticked rows, the filter, or everything."""

    ticked: tuple[UUID, ...]
    query: Query
    filtered: int | None
    every: int | None


class ListTools(QWidget):
    """The row of buttons; what it prints and exports is asked at the moment of the click, in words with numbers."""

    def __init__(
        self,
        register: Register,
        ways: ListWays,
        actor: "Actor",
        *,
        scope: Callable[[], Scope],
        columns: Callable[[], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._columns = columns  # those on screen, for printing the list itself
        self._register, self._ways, self._scope = register, ways, scope
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(self, 0.6))
        name = register.name
        self.bring_in = self.export = self.print_form = self.new = None
        if ways.bring_in and register.imports and actor.may(f"{name}.import"):
            self.bring_in = self._button(_("导入"), "upload", "")
            self.bring_in.clicked.connect(partial(_go, ways.bring_in))
        if ways.export and actor.may(f"{name}.export"):
            self.export = self._button(_("导出"), "download", "Ctrl+E")
            self._menu(self.export, self._fill_export)
        if ways.print_form and actor.may(f"{name}.print"):
            self.print_form = self._button(_("打印"), "printer", "F9")
            self._menu(self.print_form, self._fill_print)
        if ways.new and register.editable and actor.may(f"{name}.save"):
            self.new = self._button(_("新增{title}").format(title=register.title), "plus", "Ctrl+N", primary=True)
            self.new.clicked.connect(partial(_go, ways.new))

    def _button(self, words: str, mark: str, key: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(icon(mark, "white" if primary else "text"), words)
        button.setProperty("kind", "primary" if primary else "")
        button.setToolTip(_("{words}（{key}）").format(words=words, key=key) if key else words)
        self._row.addWidget(button)
        return button

    def _menu(self, button: QPushButton, fill: Callable[[QMenu], None]) -> None:
        """Fill the menu when it opens: its numbers must be those of this moment."""
        menu = QMenu(button)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(partial(fill, menu))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))

    def choices(self) -> list[tuple[str, Query, tuple[UUID, ...] | None]]:
        """What can be printed or exported now: words, query, ids (None: all of the query)."""
        scope, counter = self._scope(), self._register.counter
        found: list[tuple[str, Query, tuple[UUID, ...] | None]] = []
        if scope.ticked:
            words = _("已选的 {count:,} {counter}").format(count=len(scope.ticked), counter=counter)
            found.append((words, scope.query, scope.ticked))
        if scope.query.text or scope.query.filters:
            words = _("当前筛选的 {count:,} {counter}").format(count=scope.filtered or 0, counter=counter)
            found.append((words, scope.query, None))
        words = _("全部 {count:,} {counter}").format(count=scope.every or 0, counter=counter)
        found.append((words, Query(sort=scope.query.sort), None))
        return found

    def _fill_export(self, menu: QMenu) -> None:
        export = self._ways.export
        assert export is not None
        for words, query, ids in self.choices():
            menu.addAction(words).triggered.connect(lambda _on=False, query=query, ids=ids: export(query, ids))

    def _fill_print(self, menu: QMenu) -> None:
        forms = (*self._register.forms, list_form(self._register, self._columns()))
        for form in forms:
            self._fill_form(menu.addMenu(form.title) if len(forms) > 1 else menu, form)

    def _fill_form(self, menu: QMenu, form: Form) -> None:
        print_form = self._ways.print_form
        assert print_form is not None
        for words, query, ids in self.choices():
            said = words if self._register.forms else f"{form.title} {words}"
            menu.addAction(said).triggered.connect(lambda _on=False, q=query, ids=ids: print_form(form, q, ids))


def _go(way: Callable[[], None], _checked: bool = False) -> None:
    """Take a way; a button's signal says whether it is checked, which no way wants to know."""
    way()
