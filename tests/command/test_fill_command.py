"""Filling another agency's table from the command line: everything told, nothing written when it does not fit."""

from pathlib import Path

import openpyxl
import pytest

from tests.promises.desk import PASSWORD, ROSTER, Desk, make_desk
from tests.standard.filling import agencies


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fill")


@pytest.fixture
def desk(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the roster in it, made once for the file."""
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    monkeypatch.setenv("GRID_DEVICE_DIR", str(folder / "device"))  # one machine for the whole file
    made = make_desk(folder / "desk", capsys)
    if not (folder / "desk").exists():
        made.init()
        made("import", ROSTER)
    return made


def test_a_trial_tells_what_would_be_filled_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    empty = agencies.civil_affairs(tmp_path)
    told = desk.json("export", "--template", empty, "--out", tmp_path / "none", "--dry-run")
    assert (told["dry_run"], told["files"], told["rows_of"]) == (True, [], "people")
    assert told["rows"] == sum(1 for _line in desk("list", "people", "--json").json)
    assert told["not_filled"]["民族"] == "unkept"
    assert told["mapping"]["证件/号码"] == "id_no"
    assert told["masked"] == ["证件/号码", "联系电话"]
    lines = desk("export", "--template", empty, "--out", tmp_path, "--dry-run").out.splitlines()
    assert lines[0] == "这是试填，没有生成文件。"
    assert "没有填的列“民族”：本系统不保存。" in lines
    assert any("--purpose" in line for line in lines)
    assert [path.name for path in tmp_path.iterdir()] == [empty.name]


def test_files_are_written_and_the_purpose_is_logged(desk: Desk, tmp_path: Path) -> None:
    empty = agencies.with_hints(tmp_path)
    told = desk.json("export", "--template", empty, "--out", tmp_path, "--purpose", "年终核对", "--building", "3")
    (path,) = map(Path, told["files"])
    sheet = openpyxl.load_workbook(path).active
    numbers = [sheet.cell(row, 4).value for row in range(3, 3 + told["rows"])]
    assert any(number and number.startswith("990101") for number in numbers)
    assert told["number"] == "20260310-001"
    said = desk("export", "--template", empty, "--out", tmp_path).out
    assert said.splitlines()[0].startswith("已填好")
    assert "-1.xlsx" in said
    assert "-2.xlsx" in said


def test_rows_are_chosen_as_for_a_list(desk: Desk, tmp_path: Path) -> None:
    empty = agencies.housing(tmp_path)
    every = desk.json("export", "--template", empty, "--out", tmp_path, "--dry-run")
    assert every["rows_of"] == "households"
    some = desk.json(
        "export", "--template", empty, "--out", tmp_path, "--dry-run", "--filter", "楼栋=3号楼", "--building", "3"
    )
    assert 0 < some["rows"] < every["rows"]
    people = desk.json("export", "--template", empty, "--out", tmp_path, "--dry-run", "--register", "people")
    assert people["rows"] > every["rows"]


def test_words_that_a_list_lacks_are_named(desk: Desk, tmp_path: Path) -> None:
    book = agencies.sheet_of([["姓名", "性别"]])
    agencies.words_for(book, "B2:B999", '"甲,乙"')
    out = desk("export", "--template", agencies.saved(book, tmp_path / "t.xlsx"), "--out", tmp_path, "--dry-run").out
    assert "不在表的下拉选项里" in out
    assert "还有" in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--template", "none.xlsx", "--out", "."), "找不到文件"),
        (("--template", "{table}", "--out", "{out}/none"), "没有文件夹"),
        (("--template", "{table}", "--out", "{out}", "--register", "units"), "不能填进表里"),
        (("--template", "{strange}", "--out", "{out}"), "没有认出"),
        (("--template", "{table}", "--out", "{out}", "--building", "99号楼"), "没有符合条件"),
        (("--out", "x.xlsx"), "还缺少"),
        (("people", "--out", "x.xlsx", "--dry-run"), "--template"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(desk: Desk, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    places = {
        "table": agencies.party(tmp_path), "out": tmp_path,
        "strange": agencies.saved(agencies.sheet_of([["甲", "乙"]]), tmp_path / "s.xlsx"),
    }  # fmt: skip
    there = sorted(tmp_path.iterdir())
    assert said in desk("export", *(word.format(**places) for word in words), code=2).err
    assert sorted(tmp_path.iterdir()) == there
