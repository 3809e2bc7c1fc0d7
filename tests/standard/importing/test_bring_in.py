"""An import is one deed that can be cancelled, undone and done again."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.base.errors import Cancelled, UserError
from desktop.registers.people.model import Person
from desktop.sheets.read import open_book
from desktop.standard import undo
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.choices import Choices
from desktop.standard.importing.memory import Remembered, recall
from desktop.standard.importing.stage import stage, stage_file
from desktop.standard.tables import ImportBatch, ImportMemory
from desktop.store.journal import Change
from tests.factories.profile import TODAY, make_profile
from tests.factories.rosters import HOUSEHOLDS, Desk, number, verdicts, workbook

MAN = number("19700305", 1)
ROWS = [
    ["门牌", "姓名", "与户主关系"],
    ["3-2-501", "张三", "户主"],
    ["3-2-501", "李四", "配偶"],
    ["3-2-502", "王五", "户主"],
]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", ROWS)


def test_a_batch_says_what_it_was(desk: Desk, roster: Path) -> None:
    imported = desk.bring(roster)
    with desk.profile.store.read() as session:
        batch = session.scalars(select(ImportBatch)).one()
    assert (batch.id, batch.file_name, batch.sheet, batch.register) == (
        imported.batch,
        "a.xlsx",
        "Sheet1",
        "households",
    )
    assert len(batch.sha256) == 64
    assert b'"new":3' in batch.counts


def test_each_household_is_a_deed_of_its_own_within_the_batch(desk: Desk, roster: Path) -> None:
    imported = desk.bring(roster)
    with desk.profile.store.read() as session:
        of_batch = session.execute(
            select(Change.source, func.count(Change.tx.distinct()))
            .where(Change.batch == imported.batch)
            .group_by(Change.source)
        ).all()
    said = {source for source, _count in of_batch}
    assert said == {f"a.xlsx · Sheet1 · 第 {rows} 行" for rows in ("2", "3", "4", "2–3")}


def test_a_cancelled_import_leaves_nothing(desk: Desk, roster: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    profile = desk.profile
    with pytest.raises(Cancelled):
        bring_in(profile.store, profile.actor, HOUSEHOLDS, staged=desk.stage(roster), on_progress=stop, today=TODAY)
    assert (desk.living(), desk.rows(Person)) == ({}, [])


def test_progress_reaches_its_end(desk: Desk, roster: Path) -> None:
    told: list[tuple[int, int]] = []
    profile = desk.profile
    bring_in(
        profile.store,
        profile.actor,
        HOUSEHOLDS,
        staged=desk.stage(roster),
        on_progress=lambda done, total: told.append((done, total)),
        today=TODAY,
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_an_undone_batch_is_gone_and_may_come_again(desk: Desk, roster: Path) -> None:
    imported = desk.bring(roster)
    with desk.profile.store.write(desk.profile.actor.id, "households.undo") as session:
        undo.undo(session, desk.profile.actor, batch=imported.batch)
    assert desk.living() == {}
    assert desk.bring(roster).batch is not None
    assert desk.living() == {"3-2-501": ["张三", "李四"], "3-2-502": ["王五"]}


def test_without_the_right_nothing_is_written(tmp_path: Path, roster: Path) -> None:
    (tmp_path / "reader").mkdir()
    reader = Desk(make_profile(tmp_path / "reader", role="reader"))
    with pytest.raises(UserError, match="权限"):
        reader.bring(roster)
    assert reader.living() == {}
    reader.profile.close()


def test_the_mapping_and_the_words_are_remembered_by_the_titles(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "与户主关系"], ["3-2-501", "张三", "老幺"]]
    path = workbook(tmp_path / "b.xlsx", rows)
    desk.bring(path, Choices().mean("relation", "老幺", "20"))
    with desk.profile.store.read() as session:
        again = stage_file(path, HOUSEHOLDS, recall=lambda key: recall(session, key))
        assert recall(session, "unheard of") is None
    assert desk.plan(again).problems == ()
    assert verdicts(desk.plan(again)) == {"张三": "same"}
    desk.bring(
        workbook(tmp_path / "b.xlsx", [*rows, ["3-2-501", "李四", "老幺"]]), Choices().mean("relation", "老幺", "30")
    )
    with desk.profile.store.read() as session:
        assert session.scalars(select(ImportMemory)).one().words == b'{"relation/\xe8\x80\x81\xe5\xb9\xba":"30"}'


def test_what_another_list_remembers_for_the_same_titles_does_not_count(tmp_path: Path) -> None:
    theirs = Remembered({"company": "姓名"}, {}, "organisations")
    assert stage_file(workbook(tmp_path / "b.xlsx", ROWS), HOUSEHOLDS, recall=lambda _titles: theirs).mapping == {
        "door": "门牌", "name": "姓名", "relation": "与户主关系",
    }  # fmt: skip


def test_a_list_without_titles_is_not_remembered(desk: Desk, tmp_path: Path) -> None:
    desk.bring(workbook(tmp_path / "b.xlsx", [["3-2-501", "张三"], ["3-2-502", "李四"]]))
    with desk.profile.store.read() as session:
        assert session.scalars(select(ImportMemory)).all() == []


def test_the_best_sheet_may_hold_no_titles_at_all(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", [["3-2-501", "张三", "妻子", MAN]], 说明=[["本表由各楼长填写"]])
    staged = stage(open_book(path), HOUSEHOLDS, sheet="Sheet1")
    assert verdicts(desk.plan(staged)) == {"张三": "new"}
