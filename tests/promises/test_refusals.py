"""A refusal is one clear sentence on the error stream, exit code 2, and nothing has changed."""

from pathlib import Path

import pytest

from desktop.store import lock
from tests.promises.desk import SAMPLES, Desk


def tree(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes, but the log and the lock, which say nothing of the data."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.endswith(("-shm", "lock")) and "log/" not in name}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lost"], "没有“lost”这个命令"),
        (["list"], "还缺少"),
        (["list", "nothing"], "没有“nothing”这个台账"),
        (["list", "households", "--filter", "楼栋"], "没有等号"),
        (["list", "households", "--filter", "年龄=3"], "没有“年龄”这一栏"),
        (["list", "households", "--filter", "房屋=宫殿"], "不是“房屋性质”里的词"),
        (["list", "households", "--filter", "状态=快了"], "不是走访状态"),
        (["list", "people", "--filter", "年龄=老"], "年龄要写整数"),
        (["list", "households", "--limit", "x"], "要写整数"),
        (["list", "households", "--bad"], "没有看懂"),
        (["find"], "还缺少"),
        (["find", "x", "--limit", "0"], "大于 0"),
        (["find", ""], "没有写要找什么"),
        (["find", " ", "\u3000"], "没有写要找什么"),
        (["import", "没有这个文件.xlsx"], "找不到文件"),
        (["import", SAMPLES], "是文件夹"),
        (["import", SAMPLES, "--dry-run"], "是文件夹"),
        (["import", SAMPLES / "户籍人口登记表.xls", "--register", "visits"], "不能从文件导入"),
        (["print", "poster", "--out", "x.pdf"], "没有“poster”这个表单"),
        (["print", "visit-list", "--building", "77", "--out", "x.pdf"], "没有找到楼栋"),
        (["print", "visit-list", "--id", "7", "--out", "x.pdf"], "不是编号"),
        (["print", "visit-list", "--out", "x.doc"], ".pdf"),
        (["print", "visit-list", "--out", "nowhere/x.pdf"], "没有文件夹"),
        (["print", "visit-list", "--building", "1", "--id", "2", "--out", "x.pdf"], "不能一起写"),
        (["print", "visit-list", "--out"], "后面缺少内容"),
        (["export", "people", "--out", "x.csv"], ".xlsx"),
        (["restore", "lost.gridbackup"], "找不到这个备份"),
        (["restore", SAMPLES], "里面没有完整的备份"),
        (["init", "--unit", "又一个", "--user", "李"], "已经有一份数据"),
        (["init", "--unit", "又一个"], "--user"),
        (["demo", "--no-window"], "不是演示数据"),
        (["test"], "最前面"),
        (["list", "people", "--user", "李书记"], "密码不对"),
        (["list", "people", "--password-file", "lost.txt"], "密码文件"),
    ],
    ids=lambda value: " ".join(map(str, value))[:40] if isinstance(value, list) else "",
)  # fmt: skip
def test_what_does_not_fit_is_told_and_changes_nothing(
    filled: tuple[Desk, Path], words: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, elsewhere = filled
    monkeypatch.chdir(elsewhere)
    before, outside = tree(desk.folder), sorted(elsewhere.iterdir())
    told = desk(*words, code=2)
    assert sentence in told.err
    assert tree(desk.folder) == before
    assert sorted(elsewhere.iterdir()) == outside


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> tuple[Desk, Path]:
    desk.init()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return desk, elsewhere


@pytest.mark.parametrize("command", [["list", "people"], ["check"], ["import", "x.xlsx"], ["backup", "--out", "b"]])
def test_without_a_desk_nothing_is_made(desk: Desk, command: list[str]) -> None:
    assert "还没有数据" in desk(*command, code=2).err
    assert not desk.folder.exists()


def test_a_wrong_password_is_refused_and_a_file_gives_the_right_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.init()
    from tests.promises.desk import PASSWORD

    monkeypatch.setenv("GRID_PASSWORD", "wrong")
    assert "密码不对" in desk("list", "people", code=2).err
    (tmp_path / "password.txt").write_text(f"\ufeff{PASSWORD}\r\nsecond line\n", "utf-8")
    desk("list", "people", "--password-file", tmp_path / "password.txt")
    monkeypatch.delenv("GRID_PASSWORD")
    assert "没有给出密码" in desk("list", "people", code=2).err


@pytest.mark.parametrize("password", ["short", "1234567890"])
def test_a_weak_password_makes_no_desk(desk: Desk, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRID_PASSWORD", password)
    desk("init", "--unit", "阳光花园", "--user", "王书记", code=2)
    assert not desk.folder.exists()


def test_while_another_program_has_it_open_reading_works_and_writing_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.init()
    with lock.alone(desk.folder / "lock"):
        desk("list", "households")
        desk("find", "x")
        desk("export", "units", "--out", tmp_path / "x.xlsx")
        for words in (["import", SAMPLES / "住户台账.xlsx"], ["print", "recovery-sheet", "--out", tmp_path / "r.pdf"]):
            assert "另一个打开的程序" in desk(*words, code=2).err
    assert not (tmp_path / "r.pdf").exists()
    desk("print", "recovery-sheet", "--out", tmp_path / "r.pdf")


def test_a_folder_that_a_cloud_copies_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.folder = tmp_path / "Dropbox" / "desk"
    assert desk("init", "--unit", "阳光花园", "--user", "王书记", code=2).err
    assert not desk.folder.exists()
