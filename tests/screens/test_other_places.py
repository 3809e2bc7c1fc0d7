"""The other places of the window: residents, links, logged visits, functions of Ctrl+K, and what a role may see."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.people.model import Person
from desktop.screens import every as screens
from desktop.screens import work
from desktop.search.index import Hit
from desktop.search.ranking import Tier
from desktop.spec import Field
from desktop.standard.list import Query
from desktop.standard.looks import looks
from desktop.ui import list_export
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from tests.screens.conftest import Office, Open


def test_residents_are_listed_and_lead_to_their_household(office: Office) -> None:
    listed = office.go("people")
    assert listed.model.rowCount() == 12
    page = office.go("people", office.village.members["周兰"])
    assert page.parts.note.text() == "住在 1-1-301 周兰"
    page._open_home(office.home("1-1-301"))
    office.settle()
    assert office.here == ("households", office.home("1-1-301"))


def test_f8_on_a_resident_logs_a_visit_at_the_household(office: Office) -> None:
    office.go("people", office.village.members["周兰"])
    office.press(Qt.Key.Key_F8)
    assert office.here == ("visit", office.home("1-1-301"))


def test_a_member_from_elsewhere_has_no_household_here(office: Office) -> None:
    page = office.go("people", office.village.members["胡强"])
    assert page.parts.note.text() == "没有登记住在哪一户"


def test_a_new_resident_is_saved_under_the_list(office: Office) -> None:
    office.go("people")
    office.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    office.page.form.set_texts({"name": "王敏", "membership": "reporting"})
    office.page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        made = session.scalars(select(Person).where(Person.name == "王敏")).one()
    assert office.here == ("people", made.id)


def test_residents_are_turned_in_the_order_of_the_list(office: Office) -> None:
    listed = office.go("people")
    first, second = listed.model.ids()[:2]
    office.go("people", first)
    office.press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert office.here == ("people", second)


def test_a_link_opens_its_household(office: Office) -> None:
    page = office.go("contacts")
    assert page.model.rowCount() == 8
    link_id = page.model.ids()[0]
    page.open(link_id)
    office.settle()
    with office.village.profile.store.read() as session:
        assert office.here == ("households", session.get_one(ContactLink, link_id).household_id)


def test_a_list_that_the_search_index_does_not_hold_is_searched_all_the_same(office: Office) -> None:
    for name, text in (("contacts", "1-1-3"), ("contacts", "hq"), ("visits", "周兰")):
        page = office.go(name)
        page.find_text(text)
        office.settle()
        assert 0 < page.model.rowCount() < page.model.counts.all
        page.clear_query()
        office.settle()


def test_a_logged_visit_can_be_put_right(office: Office) -> None:
    listed = office.go("visits")
    visit_id = listed.model.ids()[0]
    page = office.go("visits", visit_id)
    page.form.set_texts({"said": "put right"})
    page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        assert session.get_one(Visit, visit_id).said == "put right"


def test_the_unit_has_its_page(office: Office) -> None:
    listed = office.go("units")
    page = office.go("units", listed.model.ids()[0])
    assert page.form.cells["name"].editor.text() == "第一网格"


def test_ctrl_k_knows_the_functions(office: Office) -> None:
    told = {command.name: command for command in screens.commands(office.desk)}
    assert set(told) >= {"round", "print.today", "new.household", "new.person", "doubles"}
    told["round"].run()
    office.settle()
    assert office.here == ("visit", office.home("1-1-301"))
    told["print.today"].run()
    office.settle()
    assert len(office.printed[0][1]) == 5
    told["new.household"].run()
    assert office.here[0] == "households.new"


def test_a_reader_is_offered_only_what_reads(open_office: Open) -> None:
    office = open_office(READER)
    offered = {command.name for command in screens.commands(office.desk)}
    assert "print.today" in offered
    assert offered & {"round", "new.household", "new.person"} == set()
    assert {"visit", "households.new", "people.new"} & {place.name for place in office.shell.places.all} == set()


def hit(office: Office, kind: str = "households") -> Hit:
    return Hit(kind, office.home("1-1-301"), office.village.profile.unit_id, "1-1-301 周兰", "", (), Tier.LIVES_THERE)


def test_tab_offers_the_deeds_on_a_household(office: Office) -> None:
    offered = screens.actions(office.desk, hit(office))
    assert [command.title for command in offered][:3] == ["登记走访", "改联户党员", "打印一户一档"]
    offered[0].run()
    office.settle()
    assert office.here == ("visit", office.home("1-1-301"))
    offered[1].run()
    office.settle()
    assert office.here == ("assign", None)
    assert screens.actions(office.desk, hit(office, "buildings")) == ()


def test_the_list_shows_only_what_waits(office: Office) -> None:
    from desktop.standard.list import Filter

    page = office.go("households")
    page.show_only(Filter("marks", values=work.MARKED))
    office.settle()
    assert page.status == "共 10 户 · 筛选后 0 户"


def test_a_list_is_exported_masked_and_the_look_is_logged(office: Office, tmp_path: Path) -> None:
    page = office.go("households")
    path, steps = tmp_path / "out.xlsx", set[int]()
    office.desk.tasks.work_moved.connect(lambda work: steps.add(work.total))
    list_export.export_list(page, office.desk, office.desk.register("households"), query=Query(), ids=None, to=path)
    office.settle()
    assert steps == {10}  # of how many is said from the first row on: a county takes a minute
    sheet = openpyxl.load_workbook(path).active
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "周兰" in words
    assert not any(word.startswith("1700000") for word in words)
    with office.village.profile.store.read() as session:
        assert [(look.kind, look.count) for look in looks(session)] == [("export", 10)]
    assert office.said[-1].startswith("已导出 10 户到 out.xlsx")


def test_nothing_is_exported_without_a_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_export.QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    page = office.go("households")
    list_export.export_list(page, office.desk, office.desk.register("households"), query=Query(), ids=None)
    office.settle()
    assert office.said == []


def test_the_folder_of_an_export_is_remembered(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[Any] = [str(tmp_path / "list"), ""]
    monkeypatch.setattr(list_export.QFileDialog, "getSaveFileName", lambda *_args: tuple(chosen))
    page = office.go("people")
    path = list_export.ask_for_file(page, office.desk, office.desk.register("people"))
    assert path == tmp_path / "list.xlsx"
    assert office.desk.settings.get("export.folder") == str(tmp_path)


def test_a_picker_finds_by_initials_and_names_what_was_picked(office: Office) -> None:
    ways = form_ways(office.desk, office.desk.register("visits"), None)
    found: list[Any] = []
    assert ways.find is not None
    assert ways.label is not None
    ways.find("people")("hq", found.extend)
    ways.label("people", office.village.members["胡强"], found.append)
    ways.label("people", office.village.profile.unit_id, found.append)
    office.settle()
    assert {found[0].label if hasattr(found[0], "label") else found[0], *found[1:]} >= {"胡强", ""}
    assert ways.reveal is None


def test_a_masked_number_is_revealed_and_logged(office: Office) -> None:
    person = office.village.members["周兰"]
    shown: list[str] = []
    ways = form_ways(office.desk, office.desk.register("people"), person)
    assert ways.reveal is not None
    ways.reveal(Field("id_no", "身份证号", "citizen_id"), shown.append)
    office.settle()
    with office.village.profile.store.read() as session:
        assert [look.kind for look in looks(session)] == ["reveal"]
    assert shown == [""]


def test_a_list_that_is_not_special_is_exported_from_its_own_button(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export.QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "v.xlsx"), ""))
    page = office.go("visits")
    page.ways.export(Query(), page.model.ids()[:2])
    office.settle()
    assert openpyxl.load_workbook(tmp_path / "v.xlsx").active.max_row >= 3


def test_a_full_disk_is_told_in_a_sentence(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_given: object) -> int:
        raise UserError("磁盘已满，没有导出。请换一个位置再试。")

    monkeypatch.setattr(list_export, "export", refuse)
    page = office.go("visits")
    register = office.desk.register("visits")
    list_export.export_list(page, office.desk, register, query=Query(), ids=None, to=tmp_path / "v.xlsx")
    office.settle()
    assert office.said[-1] == "磁盘已满，没有导出。请换一个位置再试。"


def test_functions_made_before_the_window_lead_somewhere_once_it_is_there(office: Office) -> None:
    desk, gone = office.desk, list[str]()
    desk.go = Desk.go  # nowhere, as long as no window has filled it in
    early = {command.name: command for command in screens.commands(desk)}
    desk.go = lambda name, _record_id: gone.append(name)
    for name in ("phrases", "visits.event", "visits.old", "exchange.open", "lookups.open", "enrol.open"):
        early[name].run()
    assert gone == ["phrases", "visits.event", "visits.old", "exchange", "lookups", "enrol"]
    for command in early.values():
        held = [cell.cell_contents for cell in getattr(command.run, "__closure__", None) or ()]
        assert Desk.go not in (*held, getattr(command.run, "func", None)), f"{command.name} would lead nowhere"
