"""Filling a table is an export: masked, logged, split, kept for the next time, and stopped without a trace."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.access.roles import READER, STAFF
from desktop.base.errors import Cancelled, UserError
from desktop.base.ids import uuid7
from desktop.sheets.clean import plain
from desktop.sheets.template import open_template
from desktop.standard.filling import course, memory, produce
from desktop.standard.filling.course import again, open_kept, open_path
from desktop.standard.filling.offers import Assigned, FactRow
from desktop.standard.filling.prepare import Prepared
from desktop.standard.filling.produce import Produced, parts
from desktop.standard.filling.samples import samples
from desktop.standard.looks import looks
from desktop.values.citizen_id import parse
from tests.factories.profile import TODAY, USER_ID
from tests.standard.filling import agencies
from tests.standard.filling.conftest import Office


def made(office: Office, prepared: Prepared, folder: Path, **said: Any) -> Produced:
    """The files in `folder`."""
    profile = office.profile
    return produce.produce(
        profile.store, profile.actor, prepared, folder=folder, clock=profile.clock, **said
    )  # fmt: skip


def names(path: Path, column: int, first: int) -> list[str]:
    """What stands in a column from row `first` on."""
    rows = open_template(path).book.grids[0].rows[first - 1 :]
    return [plain(row[column]) for row in rows]


def test_2345_people_make_three_files_and_each_number_is_whole(office: Office, tmp_path: Path) -> None:
    def read(_session: Any, _actor: Any, ids: Sequence[UUID], _today: date) -> Iterator[FactRow]:
        for at, each in enumerate(ids):
            yield FactRow(each, "people", f"{at}", {"name": f"居民{at}", "id_no": "990101197211136278"})

    opened = office.open(agencies.with_formula(tmp_path), "people")
    opened = replace(opened, source=replace(opened.source, read=read, by_home=None))
    prepared = office.prepare(opened, ids=tuple(uuid7() for _each in range(2345)))
    seen: list[tuple[int, int]] = []
    done = made(office, prepared, tmp_path, on_progress=lambda at, total: seen.append((at, total)))
    assert [path.name for path in done.files] == [f"自动算年龄-已填20260310-{part}.xlsx" for part in (1, 2, 3)]
    assert [len(names(path, 0, 2)) for path in done.files] == [1000, 1000, 345]
    assert names(done.files[2], 0, 2)[-1] == "居民2344"
    assert all(parse(each) == each for each in names(done.files[1], 1, 2))
    assert (seen[0], seen[-1]) == ((0, 2345), (2345, 2345))


def test_a_household_is_never_cut_between_two_files(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.with_formula(tmp_path), "people"))
    one, two, three = uuid7(), uuid7(), uuid7()
    homes = (one, one, two, two, two, None, None, three, three, three, three, three)
    prepared = replace(prepared, rows=({},) * len(homes), homes=homes)
    assert parts(prepared, 4) == [(0, 2), (2, 6), (6, 7), (7, 11), (11, 12)]  # one larger than a file is cut
    assert parts(replace(prepared, homes=()), 5) == [(0, 5), (5, 10), (10, 12)]


def test_whole_numbers_need_a_purpose_that_is_logged(office: Office, tmp_path: Path) -> None:
    opened = office.open(agencies.with_hints(tmp_path))
    with pytest.raises(UserError, match="写明用途") as refused:
        made(office, office.prepare(opened, purpose=" "), tmp_path)
    assert refused.value.field == "purpose"
    done = made(office, office.prepare(opened, purpose="高龄津贴核对"), tmp_path)
    with office.profile.store.read() as session:
        (look,) = looks(session)
    assert (look.kind, look.what, look.count, look.reason) == ("export", "填表：带提示", 6, "高龄津贴核对")
    assert done.number == look.number
    assert all(parse(each) for each in names(done.files[0], 3, 3))


def test_numbers_are_masked_without_a_purpose(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.with_formula(tmp_path)), full=False, purpose="")
    assert prepared.sensitive == ("身份证号", "手机")
    made(office, prepared, tmp_path)
    shown = names(next(tmp_path.glob("*已填*")), 1, 2)
    assert all(each.startswith("*" * 14) for each in shown)
    with office.profile.store.read() as session:
        assert looks(session)[0].reason == ""


def test_who_may_not_export_fills_nothing(office: Office, tmp_path: Path) -> None:
    opened = office.open(agencies.with_hints(tmp_path))
    for role, allowed in ((READER, False), (STAFF, True)):
        office.profile.actor = replace(office.profile.actor, role=role)
        if allowed:
            assert office.prepare(opened).rows
            continue
        with pytest.raises(UserError, match="权限"):
            office.prepare(opened)
        with office.profile.store.read() as session, pytest.raises(UserError, match="权限"):
            samples(session, office.profile.actor, opened, today=TODAY)


def test_remarks_and_whatever_was_not_asked_for_stay_here(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.civil_affairs(tmp_path)))
    cells = {str(value) for row in prepared.rows for value in row.values()}
    assert not any("不外传" in cell for cell in cells)
    assert ("备注", "unknown") in [(title, str(why)) for title, why in prepared.left]


def test_a_stop_leaves_no_file(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.with_hints(tmp_path)))
    many = replace(prepared, rows=prepared.rows * 400)

    def stop(done: int, _total: int) -> None:
        if done >= 1500:
            raise Cancelled

    with pytest.raises(Cancelled):
        made(office, many, tmp_path, on_progress=stop)
    assert list(tmp_path.glob("*已填*")) == []


def test_a_folder_that_refuses_is_told(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = office.prepare(office.open(agencies.with_hints(tmp_path)))
    with pytest.raises(UserError, match="没有文件夹"):
        made(office, prepared, tmp_path / "none")

    def full(_path: Path, _data: bytes) -> None:
        raise OSError

    monkeypatch.setattr(produce, "durable_write", full)
    with pytest.raises(UserError, match="磁盘空间"):
        made(office, prepared, tmp_path)


def test_a_file_that_is_there_is_never_written_over(office: Office, tmp_path: Path) -> None:
    prepared = office.prepare(office.open(agencies.comma_separated(tmp_path)))
    found = [made(office, prepared, tmp_path).files[0].name for _turn in range(2)]
    assert found == ["上报名单-已填20260310.csv", "上报名单-已填20260310(2).csv"]


def keep(office: Office, opened: course.Opened) -> UUID | None:
    """What the window does after the files were made."""
    with office.profile.store.write(USER_ID, "people.export") as session:
        return memory.keep(
            session, office.profile.actor, template=opened.template, layout=opened.layout, mapping=opened.mapping,
            choice=opened.choice, at=office.profile.clock.now_ms(),
        )  # fmt: skip


def test_a_table_is_filled_again_as_the_last_time(office: Office, tmp_path: Path) -> None:
    empty = agencies.with_foot(tmp_path)
    opened = office.open(empty, "people")
    mapping = {**opened.mapping, "人数": Assigned("words", "", "已核")}
    opened = replace(opened, mapping=mapping, choice=replace(opened.choice, members=True, age_from=60, purpose="核对"))
    key = keep(office, opened)
    assert key == keep(office, opened)
    with office.profile.store.read() as session:
        (listed,) = memory.mine(session)
        kept = memory.kept(session, listed.id)
        found = open_path(empty, office.sources, recall=lambda header: memory.recall(session, header))
    assert (listed.name, listed.data, kept.data) == ("住户清册", b"", empty.read_bytes())
    for once_more in (open_kept(kept, office.sources), found):
        assert (once_more.remembered, once_more.mapping, once_more.choice) == (True, mapping, opened.choice)
    prepared = office.prepare(once_more, members=True, age_from=60)
    assert [row[4] for row in prepared.rows] == ["已核"]


def test_a_header_that_a_person_pointed_at_is_found_again(office: Office, tmp_path: Path) -> None:
    rows = [["甲", "乙"], ["姓名", "身份证号"], ["一", "二"]]
    empty = agencies.saved(agencies.sheet_of(rows), tmp_path / "t.xlsx")
    pointed = again(office.open(empty), office.sources, header_row=3)
    assert pointed.layout.header.titles == ("一", "二")
    keep(office, pointed)
    with office.profile.store.read() as session:
        kept = memory.kept(session, memory.mine(session)[0].id)
    assert open_kept(kept, office.sources).layout.header.titles == ("一", "二")
    strange = agencies.saved(agencies.sheet_of([["甲表"], ["甲", "乙"], ["丙", "丁"]]), tmp_path / "s.xlsx")
    opened = office.open(strange)
    assert (opened.surely, opened.layout.header.top_row) == (False, 2)
    keep(office, opened)
    with office.profile.store.read() as session:
        kept = memory.kept(session, memory.mine(session)[0].id)
    assert open_kept(kept, office.sources).layout.header.titles == ("甲", "乙")
    lonely = agencies.saved(agencies.sheet_of([[None], ["甲"]]), tmp_path / "l.xlsx")
    assert office.open(lonely).layout.header.top_row == 2


def test_tables_are_renamed_and_taken_off_the_list(office: Office, tmp_path: Path) -> None:
    key = keep(office, office.open(agencies.party(tmp_path)))
    assert key is not None
    with office.profile.store.write(USER_ID, "people.export") as session:
        memory.rename(session, key, name=" 名册 ", agency="组织部 ")
    with office.profile.store.read() as session:
        assert [(one.name, one.agency) for one in memory.mine(session)] == [("名册", "组织部")]
    for _turn in range(2):
        with office.profile.store.write(USER_ID, "people.export") as session:
            memory.forget(session, key)
    with office.profile.store.read() as session, pytest.raises(UserError, match="不在“我的表”"):
        memory.kept(session, key)


def test_a_file_of_more_than_5_mb_is_filled_but_not_kept(office: Office, tmp_path: Path) -> None:
    opened = office.open(agencies.party(tmp_path))
    large = replace(opened, template=replace(opened.template, data=bytes(memory.MOST_BYTES + 1)))
    assert keep(office, large) is None
