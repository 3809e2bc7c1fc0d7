"""What holds nothing to do is refused, or done without a trace, before anything is set in motion."""

from pathlib import Path

import pytest

from desktop.base.ids import uuid7
from tests.promises.desk import Desk


def backups(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.folder / "backups").glob("*"))


@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_looking_for_nothing_is_refused(desk: Desk, text: str) -> None:
    assert "没有写要找什么" in desk("find", text, code=2).err


@pytest.mark.parametrize("how", [[], ["--dry-run"]])
def test_a_folder_in_place_of_a_roster_is_called_a_folder(desk: Desk, tmp_path: Path, how: list[str]) -> None:
    told = desk("import", tmp_path, *how, code=2).err
    assert f"“{tmp_path}”是文件夹" in told
    assert backups(desk) == []


@pytest.mark.parametrize("how", [[], ["--dry-run"], ["--sheet", "空表"]])
def test_a_roster_of_titles_only_is_refused_without_a_backup(desk: Desk, tmp_path: Path, how: list[str]) -> None:
    roster = tmp_path / "空表.csv"
    roster.write_text("门牌,姓名,电话,身份证号\n", "utf-8")
    assert "没有要导入的行" in desk("import", roster, *how, code=2).err
    assert backups(desk) == []


def test_what_is_written_is_backed_up_before_and_what_changes_nothing_is_not(desk: Desk, tmp_path: Path) -> None:
    roster = tmp_path / "一户.csv"
    roster.write_text("门牌,姓名,电话\n1-1-101,林小兰,13800001111\n", "utf-8")
    first = desk.json("import", roster)
    assert first["new"] == 1
    assert backups(desk) == [Path(first["backup"]).name]
    desk.clock.pass_time(seconds=60)  # a backup made now would have a name of its own
    again = desk.json("import", roster)
    assert (again["same"], again["batch"], again["backup"]) == (1, None, None)
    assert "没有要写入的内容" in desk("import", roster).out
    assert backups(desk) == [Path(first["backup"]).name]
    desk("restore", first["backup"])
    assert desk.json("list", "people") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [(["households", "fly"], "没有“fly”这个事项"), (["venue_ledger", "fly"], "没有可以办理的事项"),
     (["households", "change_head"], "没有找到")],
)  # fmt: skip
def test_a_deed_that_there_is_not_and_a_record_that_there_is_not_are_refused(
    desk: Desk, words: list[str], told: str
) -> None:
    assert told in desk("do", *words, uuid7(), code=2).err


def test_a_roster_is_told_by_its_titles_and_asked_for_only_where_two_know_as_many(desk: Desk, tmp_path: Path) -> None:
    bonds = tmp_path / "包联.csv"
    bonds.write_text("包联领导,职务,包联社区,联系频次\n高明,副县长,和平社区,每季度一次\n", "utf-8")
    assert desk.json("import", bonds)["new"] == 1
    assert [row["name"] for row in desk.json("list", "bonds")] == ["高明"]
    unclear = tmp_path / "单位.csv"
    unclear.write_text("单位名称,联系人,联系电话,备注\n县水务局,李新,13000004413,\n", "utf-8")
    assert "看不出“单位.csv”是哪一种名册，什么也没有做。请加上 --register" in desk("import", unclear, code=2).err
    assert desk.json("import", unclear, "--register", "bonds")["new"] == 1
    assert "不能从文件导入" in desk("import", bonds, "--register", "units", code=2).err
