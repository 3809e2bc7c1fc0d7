"""The history tells every deed in words, by day, person and register, and says which can be taken back."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.roles import READER, STAFF
from desktop.access.unit import Unit, User
from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.registers.care.model import CareNeed
from desktop.registers.people.model import Household, Person
from desktop.reports.naming import name_of
from desktop.standard import operations
from desktop.standard.deed_words import DEEDS
from desktop.standard.history import Wording
from desktop.standard.newest_deeds import Asked, Deeds
from desktop.standard.operations import Operation
from desktop.standard.retire import retire
from desktop.standard.tables import SavedFilter
from desktop.standard.undo import undo
from tests.factories.compound import Village, make_compound
from tests.factories.plans import plans
from tests.factories.profile import TODAY, UNIT_ID, USER_ID

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
SOURCES = Path(operations.__file__).parents[1]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def told(village: Village, asked: Asked = Asked(), actor: Actor | None = None, **more: Any) -> tuple[Operation, ...]:  # noqa: B008 - frozen
    with village.profile.store.read() as session:
        return operations.operations(
            session, actor or village.actor, asked=asked, catalog=REGISTERS, named=name_of, **more
        )


def put_away(village: Village, *doors: str) -> UUID:
    with village.profile.store.write(USER_ID, "households.retire") as session:
        retire(session, village.actor, HOUSEHOLDS, ids=[village.homes[door] for door in doors])
    tx: UUID = session.info["changes"].tx
    return tx


def add_person(village: Village, name: str, *, unit_id: UUID = UNIT_ID, by: UUID = USER_ID) -> Person:
    with village.profile.store.write(by, "people.save") as session:
        person = Person(unit_id=unit_id, name=name, sex="1")
        session.add(person)
    return person


def test_a_deed_on_one_record_names_it_and_opens_it(village: Village) -> None:
    put_away(village, "1-1-301")
    newest = told(village)[0]
    assert (newest.by, newest.action, newest.what, newest.rows) == ("王书记", "住户 · 移入回收站", "1-1-301 周兰", 1)
    assert newest.opens == ("households", village.homes["1-1-301"])
    assert newest.undoable


def test_a_deed_on_many_counts_them_by_register(village: Village) -> None:
    put_away(village, "1-1-301", "2-1-101")
    assert told(village)[0].what == "住户 2 户"
    put_away(village, *list(village.homes)[1:8])  # more changes than the deeds that are asked for
    assert told(village, limit=2) == told(village)[:2]
    assert told(village)[0].what == "住户 7 户"
    assert told(village)[2].what.split("、")[:2] == ["门牌 12 门", "居民 12 人"]


def test_something_new_is_called_new(village: Village) -> None:
    person = add_person(village, "新来的")
    newest = told(village)[0]
    assert (newest.action, newest.what, newest.opens) == ("居民 · 新增", "新来的", ("people", person.id))


def test_a_deed_on_what_no_register_lists_has_no_record_to_open(village: Village) -> None:
    with village.profile.store.write(USER_ID, "views.save") as session:
        session.add(SavedFilter(unit_id=UNIT_ID, register="households", name="逾期", query="{}"))
    newest = told(village)[0]
    assert (newest.action, newest.what, newest.opens) == ("保存我的筛选", "", None)


def test_an_import_is_one_deed(village: Village) -> None:
    batch = UUID(int=99)
    with village.profile.store.write(USER_ID, "households.import", batch=batch, source="名单.xlsx 第 3 行") as session:
        for name in ("甲", "乙"):
            session.info["deed"].next_tx("名单.xlsx")
            session.add(Person(unit_id=UNIT_ID, name=name, sex="1"))
    newest = told(village)[0]
    assert (newest.key, newest.whole, newest.rows, newest.source) == (batch, True, 2, "名单.xlsx")


def test_only_the_days_asked_for(village: Village) -> None:
    village.profile.clock.pass_time(days=3)
    add_person(village, "新来的")
    later = TODAY + timedelta(days=3)
    assert [one.what for one in told(village, Asked(first=later))] == ["新来的"]
    assert "新来的" not in [one.what for one in told(village, Asked(last=TODAY))]


def test_only_one_person_s_deeds(village: Village) -> None:
    other = UUID(int=5)
    add_person(village, "新来的", by=other)
    assert [(one.what, one.by) for one in told(village, Asked(actor_id=other))] == [("新来的", "")]
    with village.profile.store.read() as session:
        assert operations.people(session) == ((USER_ID, "王书记"),)


def test_only_one_register_s_deeds(village: Village) -> None:
    put_away(village, "1-1-301")
    add_person(village, "新来的")
    found = told(village, Asked(register="buildings"))
    assert [one.action for one in found] == ["住户 · 导入"]
    assert "新来的" in [one.what for one in told(village, Asked(register="people"))]


def test_older_ones_come_on_demand(village: Village) -> None:
    for number in range(4):
        add_person(village, f"第{number}")
    assert [one.what for one in told(village, limit=2)] == ["第3", "第2"]


def test_care_needs_are_told_nowhere(village: Village) -> None:
    with village.profile.store.write(USER_ID, "journal.undo") as session:
        session.add(CareNeed(unit_id=UNIT_ID, **dict.fromkeys(_sealed(), b"x")))
    assert all("journal" not in one.action and one.action != "撤销一步操作" for one in told(village))


def _sealed() -> list[str]:
    plain = {"id", "unit_id", "alive", "last_change", "mac"}
    return [c.key for c in CareNeed.__table__.columns if c.key not in plain and not c.nullable and c.default is None]


def test_who_may_not_do_a_deed_is_not_offered_to_take_it_back(village: Village) -> None:
    put_away(village, "1-1-301")
    reader = Actor(USER_ID, "看的人", READER, UNIT_ID, frozenset({UNIT_ID}))
    staff = Actor(USER_ID, "干事", STAFF, UNIT_ID, frozenset({UNIT_ID}))
    assert [one.undoable for one in told(village, actor=reader)] == [False, False, False]
    assert told(village, actor=staff)[0].undoable


def test_undoing_asks_for_the_permission_of_the_deed(village: Village) -> None:
    tx = put_away(village, "1-1-301")
    reader = Actor(USER_ID, "看的人", READER, UNIT_ID, frozenset({UNIT_ID}))
    with (
        pytest.raises(UserError, match="没有做这一步的权限"),
        village.profile.store.write(USER_ID, "journal.undo") as session,
    ):
        undo(session, reader, tx=tx)
    with village.profile.store.read() as session:
        assert not session.get_one(Household, village.homes["1-1-301"]).alive


def test_the_first_deed_of_all_is_not_taken_back(village: Village) -> None:
    first = told(village)[-1]
    assert (first.action, first.undoable) == ("建立这份数据", False)
    with (
        pytest.raises(UserError, match="不能撤销"),
        village.profile.store.write(USER_ID, "journal.undo") as session,
    ):
        undo(session, village.actor, tx=first.key)
    with village.profile.store.read() as session:
        assert session.get_one(User, USER_ID).alive


def test_what_was_taken_back_is_a_deed_too(village: Village) -> None:
    tx = put_away(village, "1-1-301")
    with village.profile.store.write(USER_ID, "journal.undo") as session:
        undo(session, village.actor, tx=tx)
    assert [one.action for one in told(village)[:2]] == ["撤销一步操作", "住户 · 移入回收站"]


def test_another_unit_s_deeds_are_not_told(village: Village) -> None:
    elsewhere = UUID(int=7)
    with village.profile.store.write(USER_ID, "units.save") as session:
        session.add(Unit(id=elsewhere, unit_id=elsewhere, level="grid", name="第二网格"))
    add_person(village, "外人", unit_id=elsewhere)
    add_person(village, "自己人")
    assert told(village)[0].what == "自己人"
    assert "外人" not in [one.what for one in told(village)]


def test_a_deed_is_told_field_by_field(village: Village) -> None:
    home = village.homes["1-1-301"]
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, home).by_phone = True

    def read(session: Session, one: Operation) -> Any:
        return operations.detail(session, village.actor, one, catalog=REGISTERS, today=TODAY)

    with village.profile.store.read() as session:
        event = read(session, told(village)[0])
        first = read(session, told(village)[-2])
    assert event.by == "王书记"
    assert [line.row_id for line in event.lines] == [home]
    assert len({line.row_id for line in first.lines}) <= 40


def journaled() -> set[str]:
    """Every action that the code gives to a write, f-strings by their verb on the register households."""
    named = re.compile(r"[a-z_]+\.[a-z_]+")
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        if "model" in path.relative_to(SOURCES).parts:
            continue  # the simulator's own deeds, which nobody reads
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name not in {"write", "_write"}:
                continue
            for given in node.args[:3]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and named.fullmatch(given.value):
                    found.add(given.value)
                elif isinstance(given, ast.JoinedStr) and isinstance(given.values[-1], ast.Constant):
                    found.add("households" + str(given.values[-1].value))
    return {action for action in found if named.fullmatch(action)}


def test_every_deed_of_the_program_has_words() -> None:
    words = Wording.of(REGISTERS)
    titles = {register.title for register in REGISTERS}
    actions = journaled() | {f"{one.name}.{action.verb}" for one in REGISTERS for action in one.actions}
    actions -= {action for action in actions if action.startswith("care.")}  # told on their own screen only
    assert len(actions) > 30
    assert sorted(action for action in actions if words.action(action) in titles | {""}) == []


def test_words_for_whole_deeds_are_of_deeds_that_there_are() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py") if path.name != "deed_words.py")
    assert [action for action in DEEDS if f'"{action}"' not in text] == []


def test_an_import_with_a_deed_of_somebody_between_its_parts_is_told_once(village: Village) -> None:
    batch, before = UUID(int=7), len(told(village))
    for part in range(3):
        with village.profile.store.write(USER_ID, "people.import", batch=batch) as session:
            session.add_all(Person(unit_id=UNIT_ID, name=f"甲{part}{n}", sex="1") for n in range(4))
        add_person(village, f"乙{part}")
    found = told(village)
    assert len(found) == before + 4
    assert [(one.whole, one.rows) for one in found[:4]] == [(False, 1), (True, 12), (False, 1), (False, 1)]
    assert found[1].what == "居民 12 人"


def test_an_import_counts_all_that_its_deeds_did_but_care_and_asks_for_the_right_to_each(village: Village) -> None:
    batch = UUID(int=8)
    for action, name in (("people.import", "甲"), ("people.save", "乙")):
        with village.profile.store.write(USER_ID, action, batch=batch) as session:
            session.add(Person(unit_id=UNIT_ID, name=name, sex="1"))
            session.add(CareNeed(unit_id=UNIT_ID, **dict.fromkeys(_sealed(), b"x")))
    newest = told(village)[0]
    assert (newest.what, newest.rows, newest.undoable) == ("居民 2 人", 2, True)
    staff = Actor(USER_ID, "干事", STAFF, UNIT_ID, frozenset({UNIT_ID}))
    assert told(village, actor=staff)[0].undoable == all(map(staff.may, ("journal.undo", "people.import")))


def test_deeds_are_walked_by_index_and_not_one_change_is_read_to_count_them(village: Village) -> None:
    with village.profile.store.write(USER_ID, "people.import", batch=UUID(int=9)) as session:
        session.add(Person(unit_id=UNIT_ID, name="甲", sex="1"))
    with village.profile.store.read() as session:
        deeds = Deeds(session, village.actor, Asked(register="people"), {"person"})
        walked, _scope, *counted = plans(session, lambda: deeds.done(deeds.newest(200)))
    assert "ix_journal_at ((at,tx)<(?,?))" in walked
    assert "ix_journal_tx (tx=? AND table_name=?)" in walked
    assert "FOR ORDER BY" not in walked
    assert ["COVERING INDEX ix_journal_" in plan and "FOR GROUP BY" not in plan for plan in counted] == [True, True]
