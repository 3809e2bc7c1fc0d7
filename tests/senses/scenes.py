"""Everything that a person may come to see: each page, its inner states, what floats over it, and the gates."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.ui import shots
from desktop.ui.first_run_course import END
from desktop.ui.header_filter import HeaderFilter, filterable
from desktop.ui.list_page import ListPage
from desktop.ui.login import SignIn
from desktop.ui.record_page import RecordPage
from tests.senses.stage import Stage

See = Callable[[QWidget], None]
OF_ANOTHER = {"visit": "households", "sheet": "", "papers.form": "households"}  # pages on a record of another place


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing to look at: `show(stage, see)` brings it about, calls `see(top)` once, and takes it away again."""

    name: str
    show: Callable[[Stage, See], None]


def pages(stage: Stage) -> tuple[Scene, ...]:
    """The pages of the navigation as they are listed, whatever will be added there."""
    every = stage.shell.places.all
    return tuple(Scene(place.name, partial(_page, place.name)) for place in every if place.name not in OF_ANOTHER)


def records(stage: Stage) -> tuple[Scene, ...]:
    """The same places on a record each, with all its tabs."""
    every = stage.shell.places.all
    return tuple(Scene(f"{place.name}:record", partial(_record, place.name)) for place in every if place.record)


def states(_stage: Stage) -> tuple[Scene, ...]:
    """Inner states of pages, what floats over them, and the gates."""
    return STATES


def _page(name: str, stage: Stage, see: See) -> None:
    stage.go(name)
    see(stage.window)


def _record(name: str, stage: Stage, see: See) -> None:
    record_id = _id(stage, name)
    if record_id is None:  # the demo has none
        return
    page = stage.go(name, record_id)
    see(stage.window)
    if isinstance(page, RecordPage):
        for tab in page.parts.tab_buttons():
            if tab.isVisible() and not tab.isChecked():
                tab.click()
                stage.rest()
                see(stage.window)


def _id(stage: Stage, name: str) -> UUID | None:
    """A record of a place; a form that is made anew takes any number."""
    register = OF_ANOTHER.get(name, name)
    if register in {one.name for one in stage.desk.catalog}:
        return stage.first(register)
    return stage.sheet() if name == "sheet" else uuid4()


def _preview(stage: Stage, see: See) -> None:
    register = stage.desk.register("households")
    stage.desk.print_form(register, register.forms[0], (stage.first("households"),))
    stage.settle()
    see(stage.window)


def _search(text: str, stage: Stage, see: See) -> None:
    stage.go("today")
    stage.shell.search()
    stage.shell.palette_frame.line.setText(text)
    stage.settle()
    see(stage.shell.palette_frame)
    stage.shell.palette_frame.close_up()


def _messages(stage: Stage, see: See) -> None:
    stage.go("today")
    stage.shell.say("已保存：3-2-1302 周兰，改了 2 处")
    stage.shell.warn("没能写入 U 盘：空间不足（需 40 MB，剩 12 MB）。本机数据没有受影响。请换一个 U 盘，再点“重试”。")
    stage.rest()
    see(stage.shell.toasts)
    stage.shell.top.bell.click()
    stage.rest()
    see(stage.shell.message_list)
    stage.shell.message_list.hide()
    while stage.shell.toasts.shown:
        stage.shell.toasts.put_away()


def _section(stage: Stage, see: See) -> None:
    page = stage.go("settings")
    sections = page.sections  # type: ignore[attr-defined]  # the settings
    for at in range(sections.count()):
        sections.setCurrentRow(at)
        stage.rest()
        see(stage.window)
    sections.setCurrentRow(0)


def _ticked(stage: Stage, see: See) -> None:
    page = stage.go("households")
    assert isinstance(page, ListPage)
    page.view.tick_page()
    stage.rest()
    see(stage.window)
    page.view.tick_page(on=False)


def _preview_pane(stage: Stage, see: See) -> None:
    page = stage.go("people")
    assert isinstance(page, ListPage)
    page.preview.toggle()
    stage.settle()
    see(stage.window)
    page.preview.toggle()


def _nothing_found(stage: Stage, see: See) -> None:
    page = stage.go("people")
    assert isinstance(page, ListPage)
    page.find_text("绝没有这个人")
    stage.settle()
    see(stage.window)
    page.clear_query()
    stage.settle()


def _header_filters(stage: Stage, see: See) -> None:
    page = stage.go("households")
    assert isinstance(page, ListPage)
    seen = set[str]()
    for column in page.model.columns:
        if filterable(column) and column.kind not in seen:
            seen.add(column.kind)
            page.open_filter(column.name, page.view.mapToGlobal(QPoint(60, 40)))
            stage.settle()
            (panel,) = (one for one in stage.window.findChildren(HeaderFilter) if one.isVisible())
            see(panel)
            panel.close()
            stage.rest()


def _roster(stage: Stage, see: See) -> None:
    page = stage.go("import")
    roster = Path(stage.folder / "roster.csv")
    roster.write_text(shots.ROSTER, "utf-8-sig")
    page.open_file(roster)  # type: ignore[attr-defined]  # the import page
    stage.settle()
    see(stage.window)
    for _step in range(2):
        page.on_after()  # type: ignore[attr-defined]
        stage.settle()
        see(stage.window)


def _table(stage: Stage, see: See) -> None:
    page = stage.go("fill")
    page.open_file(stage.foreign_table())  # type: ignore[attr-defined]  # the page that fills tables
    stage.settle()
    see(stage.window)
    page.on_after()  # type: ignore[attr-defined]
    stage.settle()
    see(stage.window)


def _gate(name: str, stage: Stage, see: See) -> None:
    see(stage.gates[name])


def _forgotten(stage: Stage, see: See) -> None:
    gate = stage.gates["login"]
    (page,) = gate.findChildren(SignIn)
    page.on_forgot()
    see(gate)
    page.on_recovery_given_up()


def _first_run(step: int, stage: Stage, see: See) -> None:
    stage.wizard.show_step(step)
    stage.settle()
    see(stage.gates["first_run"])


STATES = (
    Scene("print:sheet", _preview),
    Scene("search:nothing", partial(_search, "")),
    Scene("search:found", partial(_search, "zh")),
    Scene("messages", _messages),
    Scene("settings:sections", _section),
    Scene("households:ticked", _ticked),
    Scene("people:preview", _preview_pane),
    Scene("people:nothing", _nothing_found),
    Scene("households:filter", _header_filters),
    Scene("import:roster", _roster),
    Scene("fill:table", _table),
    Scene("login", partial(_gate, "login")),
    Scene("lock", partial(_gate, "lock")),
    Scene("login:forgotten", _forgotten),
    *(Scene(f"first_run:{step + 1}", partial(_first_run, step)) for step in range(END + 1)),
)
