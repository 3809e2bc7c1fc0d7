"""The smaller verbs: drafts, choices of a user, the log of looks, export, and words for values."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Cancelled, UserError
from desktop.base.ids import uuid7
from desktop.sheets.read import open_book
from desktop.spec import Field
from desktop.standard import drafts, fields, looks, preferences
from desktop.standard.export import export
from desktop.standard.list import Filter, Query
from desktop.standard.show import due, due_span, long_day, show
from desktop.standard.tables import Preference
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY, USER_ID
from tests.standard.conftest import BY_NAME, Desk

OTHER = UUID("018f0000-0000-7000-8000-0000000000ff")  # the same in every process that collects these tests


class TestDrafts:
    def keep(self, desk: Desk, actor: Any, at: int, **said: str) -> None:
        with desk.profile.store.write(actor.id, "drafts.keep") as session:
            drafts.keep(session, actor, register="people", record_id=None, label="新居民", said=said, at=at)

    def test_a_draft_is_kept_for_its_user_and_record_until_dropped(self, desk: Desk) -> None:
        me, you = desk.profile.actor, replace(desk.profile.actor, id=OTHER)
        self.keep(desk, me, 1, name="林")
        self.keep(desk, me, 2, name="林𬭎")
        self.keep(desk, you, 3, name="单")
        with desk.profile.store.write(me.id, "drafts.keep") as session:
            drafts.keep(session, me, register="people", record_id=OTHER, label="单志刚", said={}, at=9, version=OTHER)
        with desk.profile.store.read() as session:
            found = drafts.find(session, me, register="people", record_id=None)
            assert found is not None
            assert (found.said, found.at, found.record_id) == ({"name": "林𬭎"}, 2, None)
            assert [(draft.label, draft.record_id) for draft in drafts.mine(session, me)] == [
                ("单志刚", OTHER), ("新居民", None),
            ]  # fmt: skip
            assert drafts.mine(session, me)[0].version == OTHER
        with desk.profile.store.write(me.id, "drafts.drop") as session:
            drafts.drop(session, me, register="people", record_id=None)
        with desk.profile.store.read() as session:
            assert drafts.find(session, me, register="people", record_id=None) is None
            assert len(drafts.mine(session, you)) == 1


def test_a_choice_of_a_user_is_kept_replaced_and_forgotten(desk: Desk) -> None:
    me = desk.profile.actor
    for values in ({"font": 20, "columns": ["a"]}, {"font": 16, "gone": 1}, {"gone": None, "never": None}):
        with desk.profile.store.write(me.id, "settings.keep") as session:
            preferences.keep(session, me, values)
    with desk.profile.store.write(me.id, "settings.keep") as session:
        session.add(Preference(user_id=me.id, key="of the future", value=b"\xff"))
    with desk.profile.store.read() as session:
        assert preferences.mine(session, me) == {"font": 16, "columns": ["a"]}
        assert preferences.mine(session, replace(me, id=OTHER)) == {}


def test_looks_are_numbered_by_the_day(desk: Desk) -> None:
    me, clock = desk.profile.actor, desk.profile.clock
    numbers = []
    for days in (0, 0, 1):
        clock.pass_time(days=days, seconds=1)
        with desk.profile.store.write(me.id, "people.print") as session:
            numbers.append(looks.log(session, me, kind="print", what="一户一档", at=clock.now_ms(), count=3))
    assert numbers == ["20260310-001", "20260310-002", "20260311-001"]
    with desk.profile.store.read() as session:
        assert [look.number for look in looks.looks(session, limit=2)] == numbers[:0:-1]
        assert looks.looks(session)[0].actor == USER_ID


class TestExport:
    @pytest.fixture
    def filled(self, desk: Desk) -> Desk:
        desk.household("3-2-501", "林𬭎", "林小雨")
        desk.save("people", name="=1+1", id_no="990101197003070016")
        return desk

    def written(self, desk: Desk, path: Path, **said: Any) -> list[list[Any]]:
        with desk.profile.store.read() as session:
            export(
                session, desk.profile.actor, BY_NAME["people"], path, clock=desk.profile.clock,
                **{"query": Query(), **said},
            )  # fmt: skip
        return [[cell for cell in row if cell is not None] for row in open_book(path).grids[0].rows]

    def test_it_is_what_the_list_shows(self, filled: Desk, tmp_path: Path) -> None:
        rows = self.written(filled, tmp_path / "x.xlsx", query=Query(filters=(Filter("relation", values=("20",)),)))
        words = [str(cell) for row in rows for cell in row]
        assert "林小雨" in words
        assert "林𬭎" not in words

    def test_numbers_are_masked_and_formulas_are_plain_words(self, filled: Desk, tmp_path: Path) -> None:
        words = [str(cell) for row in self.written(filled, tmp_path / "x.xlsx") for cell in row]
        assert not any("990101" in word for word in words)
        assert any(word.endswith("0016") for word in words)
        assert "=1+1" in words

    def test_chosen_rows_and_columns_in_the_order_chosen(self, filled: Desk, tmp_path: Path) -> None:
        with filled.profile.store.read() as session:
            from desktop.registers.people.model import Person

            ids = [person.id for person in session.query(Person).order_by(Person.id.desc())]
        rows = self.written(filled, tmp_path / "x.xlsx", ids=[*ids, uuid7()], columns=("name",))
        assert [row for row in rows if row in (["=1+1"], ["林小雨"], ["林𬭎"])] == [["=1+1"], ["林小雨"], ["林𬭎"]]

    def test_cancelled_it_leaves_what_stood(
        self, filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop.sheets.write._REPORT_EVERY", 1)
        path = tmp_path / "x.xlsx"
        path.write_bytes(b"old")
        with pytest.raises(Cancelled):
            self.written(filled, path, on_row=lambda _done: False)
        assert path.read_bytes() == b"old"

    def test_whoever_may_not_is_refused(self, filled: Desk, tmp_path: Path) -> None:
        filled.profile.actor = replace(filled.profile.actor, role="reader")
        with pytest.raises(UserError, match="权限"):
            self.written(filled, tmp_path / "x.xlsx")


@given(st.integers(-400, 400))
def test_a_due_day_and_the_filter_of_its_state_agree(days: int) -> None:
    day = TODAY + timedelta(days=days)
    state = due(day, TODAY).state
    for other in ("overdue", "soon", "fine"):
        first, last = due_span(other, TODAY)
        inside = (first is None or day >= first) and (last is None or day <= last)
        assert inside == (state == other)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-21, "逾期 21 天"), (0, "今天"), (3, "3 天内"), (7, "7 天内"), (8, "2026-03-18")],
)
def test_a_due_day_is_said_by_its_distance(days: int, words: str) -> None:
    assert due(TODAY + timedelta(days=days), TODAY).words == words


@pytest.mark.parametrize(
    ("kind", "value", "codes", "words"),
    [
        ("text", "甲", "", "甲"), ("text", None, "", ""), ("text", "", "", ""), ("number", 3, "", "3"),
        ("number", 0, "", "0"), ("flag", True, "", "有"), ("flag", False, "", ""), ("code", "own", "tenure", "自住"),
        ("day", date(2026, 3, 5), "", "2026-03-05"), ("partial_day", PartialDay(1970, 3), "", "1970-03"),
        ("age", PartialDay(1970, 3, 11), "", "55"), ("age", PartialDay(1970, 3, 10), "", "56"),
        ("due", TODAY - timedelta(days=1), "", "逾期 1 天"), ("instant", 1_773_115_200_000, "", "2026-03-10 12:00"),
        ("citizen_id", "990101197003070016", "", "0016"), ("phone", "17012345678", "", "170****5678"),
        ("area", 8_950, "", "89.5"), ("money", 300_000, "", "3,000.00"),
    ],
)  # fmt: skip
def test_a_value_is_said_masked_and_in_words(kind: Any, value: Any, codes: str, words: str) -> None:
    assert show(kind, value, codes=codes, today=TODAY) == words


def test_paper_writes_days_out() -> None:
    assert [long_day(day) for day in (None, date(2026, 3, 5), PartialDay(1970, 3))] == ["", "2026年3月5日", "1970年3月"]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " 甲 ", "甲"), ("text", "", ""), ("code", "", None), ("name", "林𬭎", "林𬭎"), ("number", "3", 3),
        ("flag", "1", True), ("flag", "0", False), ("code", "自住", "own"), ("day", "2026-3-5", date(2026, 3, 5)),
        ("partial_day", "1970.3", PartialDay(1970, 3)), ("citizen_id", "990101197003070016", "990101197003070016"),
        ("phone", "170 1234 5678", "17012345678"), ("door", "3栋2单元501", "3-2-501"), ("area", "89.5", 8_950),
        ("money", "3000", 300_000), ("record", str(OTHER), OTHER), ("instant", " 12:00 ", "12:00"),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_value_and_comes_back_to_the_editor(kind: Any, typed: str, value: Any) -> None:
    field = Field("f", "栏", kind, codes="tenure" if kind == "code" else "")
    assert fields.parse(field, typed, today=TODAY) == value
    assert fields.parse(field, fields.text(field, value), today=TODAY) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "三"), ("day", "2026-3"), ("code", "宫殿"), ("citizen_id", "123"), ("phone", "12"), ("door", "?"),
     ("text", "")],
)  # fmt: skip
def test_what_does_not_fit_names_its_field(kind: Any, typed: str) -> None:
    field = Field("f", "栏", kind, required=True, codes="tenure")
    with pytest.raises(UserError) as told:
        fields.parse(field, typed, today=TODAY)
    assert told.value.field == "f"


def test_a_doubt_is_a_reminder_not_a_refusal() -> None:
    assert fields.doubt(Field("f", "证件", "citizen_id"), "990101197003070016") is None
    assert fields.doubt(Field("f", "证件", "citizen_id"), "") is None
    assert fields.doubt(Field("f", "备注"), "x") is None
    number = Field("f", "证件", "citizen_id")
    assert "旧身份证号" in (fields.doubt(number, "990101700307001") or "")
