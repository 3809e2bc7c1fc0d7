"""Deeds in the window: offered on pages, in lists and by Ctrl+K, told before, done with one button, undone with one."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.registers.contacts.model import ContactLink
from desktop.registers.households import service
from desktop.registers.people.model import Household, Person, Residence
from desktop.screens import every
from desktop.search import index
from desktop.standard.load import Line
from desktop.ui.consequences import DeedQuestion
from tests.factories.compound import Village
from tests.factories.family import add
from tests.factories.profile import TODAY, USER_ID
from tests.screens.conftest import Office, Open

HOME = "1-1-301"


@pytest.fixture
def family(office: Office) -> Office:
    """The window, with a husband and a son behind 1-1-301."""
    village: Village = office.village
    with village.profile.store.write(USER_ID, "households.save") as session:
        for place, (name, sex, relation) in enumerate((("赵强", "1", "11"), ("赵明", "1", "20")), 1):
            who = add(session, village.homes[HOME], name, sex=sex, relation=relation, place=place)
            village.members[name] = who
    return office


def dialog(office: Office) -> DeedQuestion:
    """The dialog that is open, with what it says up to date."""
    office.settle()
    found = [one for one in office.window.findChildren(DeedQuestion) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def read(office: Office, kind: Any, **by: Any) -> Any:
    with office.village.profile.store.read() as session:
        return session.query(kind).filter_by(**by).one()


def begin(office: Office, verb: str) -> DeedQuestion:
    """Open a deed from the 办理 menu of the page in front."""
    (action,) = [one for one in office.page.deed_menu.actions if one.verb == verb]
    office.page.deed_menu.run(action, (office.page.record_id,))
    return dialog(office)


def look(office: Office, asked: DeedQuestion) -> None:
    """Let what was changed be read."""
    asked.look()
    office.settle()


def test_the_page_of_a_household_offers_its_deeds(family: Office) -> None:
    page = family.go("households", family.home(HOME))
    titles = ["搬出", "搬入一人", "分户", "变更户主", "更正门牌", "合并两户", "已交告知书"]
    assert [action.title for action in page.deed_menu.actions] == titles
    assert page.parts.deeds.isVisible()
    QTest.keyClick(family.window, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    family.settle()
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [entry.text() for entry in menu.actions()] == [f"{title}…" for title in titles]
    assert menu.activeAction().text() == "搬出…"
    menu.close()


def test_moving_out_is_told_done_and_undone(family: Office) -> None:
    family.go("households", family.home(HOME))
    asked = begin(family, "move_out")
    assert (asked.sentence.text(), asked.verb.text()) == ("搬出：1-1-301 周兰", "办理搬出 3 人")
    asked.ticks.list.toggle(asked.ticks.list.item(0))
    asked.ticks.list.toggle(asked.ticks.list.item(1))
    look(family, asked)
    assert asked.verb.text() == "办理搬出 1 人"
    assert asked.outcome.said == ("1-1-301 周兰 还有 2 人：周兰、赵强",)
    QTest.keyClick(asked.verb, Qt.Key.Key_Return)
    family.settle()
    assert family.said[-1] == "已办理：赵明 搬出 1-1-301 周兰"
    who = family.village.members["赵明"]
    assert read(family, Residence, person_id=who).ends_on == TODAY
    family.shell.undo.undo()
    family.settle()
    assert read(family, Residence, person_id=who).ends_on is None


def test_escape_leaves_everything_as_it_was(family: Office) -> None:
    family.go("households", family.home(HOME))
    asked = begin(family, "move_out")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    family.settle()
    assert family.said == []
    assert read(family, Household, id=family.home(HOME)).ended_on is None


def test_an_open_question_is_gone_to_and_nothing_is_done(family: Office) -> None:
    family.go("households", family.home(HOME))
    asked = begin(family, "change_head")
    assert list(asked.choices.editors) == ["head"]
    asked.verb.click()
    family.settle()
    assert asked.isVisible()
    assert asked.problem.sentence.text() == "还没有办理：请先选定“新户主”。"
    editor = asked.choices.editors["head"]
    editor.set_text(str(family.village.members["赵强"]))
    editor.edited.emit()
    look(family, asked)
    assert asked.verb.text() == "变更户主为 赵强"
    assert [(step.title, step.after) for step in asked.outcome.steps] == [
        ("户主", "赵强"), ("周兰", "妻"), ("赵强", "户主"),
    ]  # fmt: skip
    asked.verb.click()
    family.settle()
    assert read(family, Household, id=family.home(HOME)).head_id == family.village.members["赵强"]


def test_a_refusal_stands_beside_its_field(family: Office) -> None:
    family.go("households", family.home(HOME))
    asked = begin(family, "move_out")
    asked.form.set_texts({"to": HOME})
    look(family, asked)
    assert "这就是现在的门牌" in asked.form.cells["to"].problem.text()


def test_what_cannot_be_done_here_is_said_without_a_dialog(family: Office) -> None:
    warned: list[str] = []
    family.desk.warn = warned.append
    family.go("households", family.home("1-1-302"))
    (action,) = [one for one in family.page.deed_menu.actions if one.verb == "change_head"]
    family.page.deed_menu.run(action, (family.page.record_id,))
    family.settle()
    assert warned == ["这一户没有另外的人可做户主。请先登记成员。"]


def test_a_household_that_has_ended_says_so_on_its_page(family: Office) -> None:
    page = family.go("households", family.home(HOME))
    begin(family, "move_out").verb.click()
    family.settle()
    assert (page.parts.heading.text(), page.parts.badge.words) == (HOME, "已不在册")
    assert "这一户已经搬走、合并或移走" in page.parts.fact_bar.sentence.text()
    lines = page.tables["members"].lines
    assert [str(each.values["name"]) for each in page.loaded.children["members"]] == ["周兰", "赵强", "赵明"]
    assert ([button.isVisible() for button in page.offered], lines.writable) == ([False, False], False)
    warned: list[str] = []
    family.desk.warn = warned.append
    page.visit()
    assert warned == ["这一户已不在册，不再登记走访。"]
    typed = {"members": (Line(None, {"name": "赵新"}),)}
    with (
        pytest.raises(UserError, match="这一户已不在册，成员没有保存"),
        family.village.profile.store.write(USER_ID, "households.save") as session,
    ):
        service.save(session, family.desk.actor, page.record_id, values={}, children=typed)
    family.shell.undo.undo()
    family.settle()
    assert ([button.isVisible() for button in page.offered], lines.writable) == ([True, True], True)
    assert (page.parts.badge.words, page.parts.fact_bar.isVisible()) == ("该走访了 · 逾期 21 天", False)


def test_a_member_is_met_with_deeds_in_the_line(family: Office) -> None:
    page = family.go("households", family.home(HOME))
    page.offer_deeds(family.village.members["赵明"])
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [entry.text() for entry in menu.actions()] == [
        "搬出…",
        "搬入…",
        "登记已故…",
        "合并重复登记…",
        "已交告知书…",
        "转出党员…",
    ]
    menu.actions()[0].trigger()
    menu.close()
    asked = dialog(family)
    assert asked.verb.text() == "办理搬出 1 人"
    asked.reject()


def test_a_death_has_the_safe_button_in_front(family: Office) -> None:
    family.go("people", family.village.members["周兰"])
    asked = begin(family, "pass_away")
    assert asked.verb.text() == "登记 周兰 已故"
    assert asked.safe.isDefault() or not asked.verb.isDefault()
    asked.form.set_texts({"on": "2026-03"})
    head = asked.choices.editors["head"]
    head.set_text(str(family.village.members["赵强"]))
    head.edited.emit()
    asked.verb.click()
    family.settle()
    assert str(read(family, Person, id=family.village.members["周兰"]).died_on) == "2026-03"
    assert family.page.parts.badge.words == "已故 2026-03"
    assert [button.text() for button in family.page._ways] == []
    family.shell.undo.undo()
    family.settle()
    assert family.page.parts.badge.words == ""
    assert family.page.parts.note.text() == "住在 1-1-301 周兰"


def test_who_was_merged_says_into_whom(family: Office) -> None:
    keep, gone = family.village.members["赵强"], family.village.members["赵明"]
    with family.village.profile.store.write(USER_ID, "people.merge") as session:
        person = session.get_one(Person, gone)
        person.alive, person.merged_into = False, keep
    assert family.go("people", gone).parts.badge.words == "已并入 赵强 的登记"


def test_two_rows_of_a_list_are_merged(family: Office) -> None:
    page = family.go("households")
    assert [action.title for action in page.actions_shown][-1] == "办理…"
    ids = (family.home(HOME), family.home("1-1-302"))
    (action,) = [one for one in page.deed_menu.actions if one.verb == "merge"]
    page.deed_menu.run(action, ids)
    asked = dialog(family)
    assert asked.verb.text() == "把 2 户合并为 1-1-301 一户"
    asked.reject()


def test_too_many_rows_are_refused_in_a_sentence(family: Office) -> None:
    warned: list[str] = []
    family.desk.warn = warned.append
    page = family.go("people")
    (action,) = [one for one in page.deed_menu.actions if one.verb == "pass_away"]
    page.deed_menu.run(action, tuple(family.village.members.values())[:3])
    assert warned == ["“登记已故”一次最多选 1 人，现在选了 3 人，什么也没有改。"]


def test_the_deed_of_a_link_tells_what_it_leaves(family: Office) -> None:
    page = family.go("contacts")
    (action,) = [one for one in page.actions_shown if one.verb == "end_link"]
    page.run(action)
    asked = dialog(family)
    assert asked.verb.text().startswith("结束 ")
    asked.form.set_texts({"reason": "other"})
    asked.verb.click()
    family.settle()
    assert family.said[-1].startswith("已办理：")
    with family.village.profile.store.read() as session:
        assert session.query(ContactLink).filter_by(ends_on=TODAY).count() == 1


def test_ctrl_k_offers_the_deeds_on_what_it_finds(family: Office) -> None:
    with family.village.profile.store.read() as session:
        (hit,) = index.query(session.connection(), "赵明", units=family.village.actor.scope)
    commands = {command.title: command for command in every.actions(family.desk, hit)}
    assert list(commands)[:3] == ["搬入…", "登记已故…", "合并重复登记…"]
    family.window.activateWindow()
    commands["登记已故…"].run()
    asked = dialog(family)
    assert asked.sentence.text() == "登记已故：赵明"
    asked.reject()


def test_a_reader_is_offered_no_deed(open_office: Open) -> None:
    office = open_office(READER)
    page = office.go("households", office.home(HOME))
    assert page.deed_menu.actions == []
    assert not page.parts.deeds.isVisible()
