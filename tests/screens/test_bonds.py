"""三联包保 in a real window: a unit is bound, comes, and is awaited again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from desktop.access.roles import READER
from desktop.access.unit import Unit
from desktop.registers.bonds.model import Bond, BondContact
from tests.factories.profile import TODAY, UNIT_ID
from tests.screens.conftest import Office, Open
from tests.screens.deeds import deed, life


def enter(office: Office, **texts: str) -> Any:
    with office.village.profile.store.write(office.desk.actor.id, "units.save") as session:
        session.get_one(Unit, UNIT_ID).above = "临江县/中心街道/阳光社区"
    page = office.go("bonds.new", UUID(int=1))
    page.form.set_texts(texts)
    page.save()
    office.settle()
    return office.page


def test_a_leader_is_bound_comes_and_is_awaited_again(office: Office, answers: list[dict[str, str]]) -> None:
    since = TODAY - timedelta(days=100)
    page = enter(office, kind="leader", name="陈志远", starts_on=since.isoformat())
    assert office.here == ("bonds", page.record_id)
    assert (page.parts.heading.text(), page.parts.badge.words) == ("陈志远", "该联系：逾期 10 天")
    assert "共 10 户，还有 2 户没有联户党员" in page.parts.fact_bar.sentence.text()
    (third,) = page.parts.fact_bar.findChildren(QPushButton)
    third.click()
    office.settle()
    assert office.here[0] == "contacts"
    page = office.go("bonds", page.record_id)
    answers.append({"on": TODAY.isoformat(), "kind": "visit", "what": "听取居民意见"})
    deed(office, "log")
    assert page.parts.badge.words == f"该联系：{(TODAY + timedelta(days=90)).isoformat()}"
    assert "走访调研　陈志远" in life(office)
    answers.append({"on": (TODAY + timedelta(days=1)).isoformat(), "reason": "left"})
    deed(office, "finish")
    assert {name: office.go(name).model.rowCount() for name in ("bonds", "bond_contacts")} == {
        "bonds": 1,
        "bond_contacts": 1,
    }


def test_what_was_logged_is_taken_back_with_one_key(office: Office, answers: list[dict[str, str]]) -> None:
    page = enter(office, kind="leader", name="陈志远")
    answers.append({"on": TODAY.isoformat(), "kind": "visit", "what": "听取居民意见"})
    deed(office, "log")
    office.shell.undo.undo()
    office.settle()
    with office.village.profile.store.read() as session:
        assert session.query(BondContact).filter_by(alive=True).count() == 0
    assert "听取居民意见" not in life(office)
    assert page.record_id == office.here[1]


def test_the_function_of_the_palette_opens_an_empty_page(office: Office) -> None:
    (new,) = [one for one in office.desk.commands() if one.name == "new.bonds"]
    new.run()
    office.settle()
    assert office.here[0] == "bonds.new"
    assert office.page.record_id is None


def test_a_reader_sees_bonds_and_adds_none(open_office: Open) -> None:
    office = open_office(READER)
    with office.village.profile.store.write(office.desk.actor.id, "bonds.save") as session:
        bond = Bond(unit_id=UNIT_ID, kind="leader", name="陈志远", place="阳光社区", cadence_days=90, starts_on=TODAY)
        session.add(bond)
    page = office.go("bonds", bond.id)
    assert not page.may_save
    assert page.parts.badge.words.startswith("该联系")


def test_a_bond_of_nobody_is_said_to_be_missing(office: Office) -> None:
    page = office.go("bonds", UUID(int=5))
    assert page.parts.badge.words == ""
