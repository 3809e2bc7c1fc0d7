"""县级管理 in the window: a county's account sees its units, gives out codes, turns things off, looks one person up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import catalog
from desktop.base.clock import at_noon
from desktop.county import work
from desktop.county.opening import Place, open_office
from desktop.procedures import exchange
from desktop.procedures.exchanged import row_rule, shape
from desktop.registers.branches.screen import questions
from desktop.registers.people.model import Person
from desktop.screens import every as screens
from desktop.sync.asking import AskCode
from desktop.ui import furnish
from desktop.ui.data_places import groups
from desktop.ui.identity import Identity
from desktop.ui.style import Look
from desktop.ui.window import Window
from tests.county.conftest import TREE, unit_of
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import Home, enrolled, opened
from tests.ui.rest import rest

TODAY = date(2026, 11, 22)


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Heard]:
    office = open_office(Place(tmp_path / "county"), at_noon(TODAY), shape=shape(), rule=row_rule)
    work.grown(office, TREE)
    with heard_at(office) as server:
        yield server
    office.engine.dispose()


class Desktop:
    """The window of somebody at a PC of this unit, which has exchanged and was signed in again."""

    def __init__(self, heard: Heard, folder: Path, bot: QtBot, *, unit: str) -> None:
        first = enrolled(folder, heard.office, heard.url, unit=unit, user="县管理员")
        first.close()
        self.profile, self.bot = opened(first), bot
        store, actor = self.profile.store, self.profile.actor
        self.desk = furnish.desk_over(
            store, actor, clock=self.profile.clock, catalog=catalog.REGISTERS, chosen={}, look=Look()
        )
        furniture = furnish.Furniture(groups(), screens.places, screens.commands, screens.actions)
        self.window = Window(unit)
        self.faults: list[BaseException] = []
        self.desk.tasks.faulted.connect(self.faults.append)
        made = furnish.furnish(self.desk, Identity(unit), furniture, shut=lambda: None, back_up=lambda: False)
        self.shell = made.shell
        self.printed: list[Any] = []
        self.desk.print_form = lambda _r, form, ids, **given: self.printed.append((form.name, tuple(ids), given))
        self.said: list[str] = []
        self.shell.messages.added.connect(lambda message: self.said.append(message.sentence))
        self.window.resize(1366, 768)
        self.window.show_shell(self.shell)
        self.window.show()

    def go(self, name: str, record_id: UUID | None = None) -> Any:
        self.shell.go(name, record_id)
        self.settle()
        current = self.shell.stack.current
        assert current is not None
        return current.page

    def settle(self) -> None:
        rest(self.bot, self.desk.tasks, timeout=15_000)

    def close(self) -> None:
        self.settle()
        assert self.faults == []
        self.window.close()
        self.desk.settings.flush()  # type: ignore[attr-defined]  # the settings of a real desk
        self.settle()
        self.window.deleteLater()  # with its timers: nothing reads any more
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self.desk.tasks.close()
        shiboken6.delete(self.desk.tasks)  # with what it would tell of
        self.profile.close()


@pytest.fixture
def desktop(heard: Heard, tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(heard, tmp_path / "pc", qtbot, unit="42")
    yield made
    made.close()


def button_of(page: Any, words: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == words)


def rows(page: Any) -> list[list[str]]:
    """What the list shows."""
    model = page.model
    return [[str(model.index(at, c).data()) for c in range(model.columnCount())] for at in range(model.rowCount())]


def test_the_county_gives_a_code_and_turns_a_pc_off(
    desktop: Desktop, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = enrolled(tmp_path / "branch", heard.office, heard.url, note="值班室")
    branch.close()
    page = desktop.go("branches")
    assert "下面是县服务器 今天" in page.told.text()
    listed = rows(page)
    assert len(listed) == 5  # two communities, three grids: the streets are off the list until asked for
    assert any("阳光花园" in line for line in listed)
    grid = unit_of(heard.office, "42010101").id
    button_of(page, "打印提醒名单").click()
    desktop.settle()
    name, ids, _given = desktop.printed[-1]
    assert (name, len(ids)) == ("exchange-reminder", 5), "one click prints what is listed"
    page = desktop.go("branches", grid)
    assert page.heading.text() == "某街道 东社区 阳光花园"
    assert [line.words[1:3] for line in page.pcs.lines] == [("值班室", "在用")]
    monkeypatch.setattr(questions, "ask_code", lambda *_said: AskCode(grid, "staff", "李会计", 7))
    page.make_code.click()
    desktop.settle()
    code = page.code.text()
    assert len(code) == 19
    assert [line.words[0] for line in page.codes.lines] == ["工作人员"]
    page.print_slip.click()
    (name, ids, given) = desktop.printed[-1]
    assert (name, ids) == ("enrolment-slip", (grid,))
    assert given["given"]["code"] == code
    assert given["given"]["server"] == heard.url
    monkeypatch.setattr(questions, "sure_to_disable", lambda *_said: True)
    for state, words in (("已停用", "恢复使用这台电脑"), ("在用", "停用这台电脑…")):
        page.switch_pc.click()
        desktop.settle()
        assert [line.words[2] for line in page.pcs.lines] == [state]
        assert page.switch_pc.text() == words
    page.switch_account.click()
    desktop.settle()
    assert [line.words[2] for line in page.accounts.lines] == ["已停用"]
    monkeypatch.setattr(questions, "sure_to_withdraw", lambda *_said: True)
    page.withdraw.click()
    desktop.settle()
    assert page.codes.lines == ()
    file = tmp_path / "阳光花园.gridenrol"
    monkeypatch.setattr(
        "desktop.registers.branches.screen.page.QFileDialog.getSaveFileName", lambda *_s: (str(file), "")
    )
    page.make_file.click()
    desktop.settle()
    assert heard.url in file.read_text("utf-8")
    page.leaving()
    assert page.code.text() == ""


def test_without_a_line_the_last_known_state_stays_and_says_so(desktop: Desktop, heard: Heard) -> None:
    page = desktop.go("branches")
    before = rows(page)
    heard.stop()
    page.refresh.click()
    desktop.settle()
    assert page.told.text().startswith("现在连不上县服务器")
    assert "下面是县服务器 今天" in page.told.text()
    assert rows(page) == before
    one = desktop.go("branches", unit_of(heard.office, "42010101").id)
    assert one.facts.text().startswith("最近交换 还没有过")


def test_one_person_is_looked_up_and_the_log_says_so(desktop: Desktop, heard: Heard, tmp_path: Path) -> None:
    branch = Home(enrolled(tmp_path / "branch", heard.office, heard.url))
    (anna,) = branch.register("安娜")
    with branch.desk.store.write(branch.desk.actor.id, "people.save") as session:
        session.get_one(Person, anna).id_no = "420101199003071234"
    exchange.exchange(branch.desk)
    branch.desk.close()
    page = desktop.go("lookup")
    page.ask.click()
    assert not page.form.problems.isHidden()
    typed = {"name": "安娜", "sign": "1234", "reason": "事项转办前核实属地", "note": "热线转来"}
    page.form.set_texts(typed)
    page.ask.click()
    desktop.settle()
    assert [line.words for line in page.table.lines] == [("安娜", "1234", "阳光花园", "某街道 东社区", "没有登记")]
    page.form.set_texts({**typed, "sign": "9999"})
    page.ask.click()
    desktop.settle()
    assert page.said.text().startswith("没有对上的人")
    page.form.set_texts({**typed, "name": "安"})
    page.ask.click()
    desktop.settle()
    assert page.said.text() == "请写全姓名，没有查。"
    desktop.go("lookups")
    assert page.table.lines == ()
    exchange.exchange(desktop.profile)
    log = desktop.go("lookups")
    log.reload()
    desktop.settle()
    assert sorted(line[6] for line in rows(log)) == ["", "阳光花园"]


def test_a_street_looks_up_but_has_no_desk_of_the_county(desktop: Desktop) -> None:
    desk = desktop.desk
    desk.actor = replace(desk.actor, level="street")
    names = {place.name for place in screens.places(desk)}
    assert {"lookup", "lookups"} <= names
    assert "branches" not in names
    assert {"today", "calendar", "papers", "partners", "history"} <= names
    assert names.isdisjoint({"households", "people", "elevation", "members", "contacts", "visits", "fill", "assign"})
    offered = {command.name for command in screens.commands(desk)}
    assert offered.isdisjoint({"new.household", "new.person", "round", "doubles", "gone", "paper.visit-list"})
    assert "exchange.open" in offered
    desk.actor = replace(desk.actor, level="grid")
    assert "lookup" not in {place.name for place in screens.places(desk)}
    assert "lookups.open" in {command.name for command in screens.commands(desk)}


def test_today_asks_of_the_county_no_roster_of_residents(desktop: Desktop) -> None:
    page = desktop.go("today")
    said = " ".join(one.text() for one in (*page.findChildren(QPushButton), *page.findChildren(QLabel)))
    assert "恢复单" in said
    assert not any(words in said for words in ("名册", "从 Excel 导入", "逐户新增", "打印今日单", "导入住户"))
    assert page.tools() is None
