"""A pasted block changes visible rows only, says what it would do, and lists what it cannot take."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.catalog import REGISTERS
from desktop.registers.households.model import HouseholdRow
from desktop.standard import bulk, pasting
from desktop.standard.pasting import Cell, Pasted, Wrong
from desktop.standard.save import save
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
COLUMNS = ("head_name", "people", "tenure", "by_phone")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def plan(village: Village, *block: Sequence[str], columns: Sequence[str] = COLUMNS) -> Pasted:
    ids = [village.homes[door] for door in ("1-1-101", "1-1-301")]
    with village.profile.store.read() as session:
        return pasting.plan(
            session, village.actor, HOUSEHOLDS, block=block, columns=columns, ids=ids, today=TODAY
        )  # fmt: skip


def test_cells_fall_on_the_rows_below_and_the_columns_to_the_right(village: Village) -> None:
    seen = plan(village, ("孙秀英", "", "出租", "有"), ("周兰", "", "自有", ""))
    assert [(edit.values, edit.before) for edit in seen.edits] == [
        (
            {"head_name": "孙秀英", "tenure": "let", "by_phone": True},
            {"head_name": "孙秀", "tenure": None, "by_phone": False},
        ),
        ({"tenure": "own"}, {"tenure": None}),
    ]
    assert seen.cells[0] == Cell("1-1-101 孙秀", "户主", "孙秀", "孙秀英")
    assert (seen.wrong, seen.same, seen.empty) == ((), 1, 1)
    with village.profile.store.write(village.actor.id, "households.save") as session:
        assert bulk.apply(session, village.actor, HOUSEHOLDS, seen.edits, today=TODAY) == 2
    with village.profile.store.read() as session:
        rows = session.scalars(select(HouseholdRow).order_by(HouseholdRow.door_sort)).all()
        assert {(row.door, row.head_name, row.tenure, row.by_phone) for row in rows if row.tenure} == {
            ("1-1-101", "孙秀英", "let", True), ("1-1-301", "周兰", "own", False),
        }  # fmt: skip


def test_a_line_of_titles_chooses_the_columns(village: Village) -> None:
    seen = plan(village, ("房屋", "户主"), ("出租", "孙秀"), columns=("people",))
    assert [dict(edit.values) for edit in seen.edits] == [{"tenure": "let"}]


def test_what_cannot_be_taken_is_listed_with_its_sentence(village: Village) -> None:
    seen = plan(village, ("", "5", "借住的", "也许", "多"), ("", "", "", "无"), ("某某", "", "", ""))
    assert seen.edits == ()
    places = {wrong.place: wrong for wrong in seen.wrong}
    assert places["“人口”整栏"] == Wrong("“人口”整栏", "5", "这一栏不能在列表里改，请打开那一条再改")
    assert places["1-1-101 孙秀 的“房屋”"].text == "借住的"
    assert places["1-1-101 孙秀 的“只打电话”"].sentence == "这里要写“有”或“无”"
    assert places["最右边"].sentence == "复制的内容多出 1 栏，右边没有栏可放"
    assert places["第 3 行起"].sentence == "复制的内容多出 1 行，列表里没有行可放"


def test_who_lives_behind_the_same_door_is_told_of_and_never_said_twice(village: Village) -> None:
    """The kind of a dwelling is the door's: two households of one door would overwrite each other unseen."""
    store, ids = village.profile.store, [village.homes["1-1-101"]]
    with store.write(village.actor.id, "households.save") as session:
        beside = save(session, village.actor, HOUSEHOLDS, None, values={"door": "1-1-101", "head_name": "钱多"}).id
    tenure = next(field for field in HOUSEHOLDS.fields if field.name == "tenure")
    with store.read() as session:
        actor = village.actor
        one = pasting.plan(session, actor, HOUSEHOLDS, block=[["出租"]], columns=["tenure"], ids=ids, today=TODAY)
        both = pasting.plan(
            session, actor, HOUSEHOLDS, block=[["出租"], ["自有"]], columns=["tenure"], ids=[*ids, beside], today=TODAY
        )
        bulked = bulk.preview(session, actor, HOUSEHOLDS, ids=ids, field=tenure, value="let", today=TODAY)
        whole = bulk.preview(session, actor, HOUSEHOLDS, ids=[*ids, beside], field=tenure, value="let", today=TODAY)
    assert (len(one.edits), one.with_them, bulked.with_them, whole.with_them) == (1, 1, 1, 0)
    assert [edit.record_id for edit in both.edits] == ids
    assert [(wrong.text, wrong.sentence) for wrong in both.wrong] == [
        ("自有", "这一栏与 1-1-101 孙秀 共用，上面写的不一样，请写成一样的")
    ]
    with store.write(actor.id, "households.save") as session:
        bulk.apply(session, actor, HOUSEHOLDS, one.edits, today=TODAY)
    with store.read() as session:
        assert session.get_one(HouseholdRow, beside).tenure == "let"


def test_an_empty_block_does_nothing(village: Village) -> None:
    assert plan(village) == Pasted((), (), (), 0, 0)
