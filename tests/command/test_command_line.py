"""What may be typed, how help reads, and what goes where."""

import io
import sys
from pathlib import Path
from unittest import mock

import pytest

from desktop import run_command
from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.command import setting_up, who_asks
from desktop.command.answer import progress, table, width
from desktop.command.parser import Parser
from desktop.procedures.demo import PASSWORD, USER
from desktop.procedures.demo_sizes import SIZES, Size
from tests.promises.desk import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", "四个 不相干 的 词语")
    return make_desk(tmp_path / "desk", capsys)


def test_help_is_chinese_and_names_every_command_register_and_form(desk: Desk) -> None:
    told = desk("--help").out
    assert all(f"  {name}" in told for name in run_command.COMMANDS)
    for register in REGISTERS:
        assert register.name in told
        assert all(form.name in told for form in register.forms)
    assert told.startswith("用法：")
    assert not {"usage", "options", "positional", "optional", "show this help"} & set(told.lower().split())


@pytest.mark.parametrize("command", list(run_command.COMMANDS))
def test_each_command_explains_itself(desk: Desk, command: str) -> None:
    told = desk(command, "--help").out
    assert told.count("用法：") == 1
    assert "--json" in told


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--user", "王书记", "list", "units"],
        ["list", "units", "--json", "--user", "王书记"],
        ["--user", "王书记", "list", "--json", "units"],
    ],
)
def test_the_shared_options_stand_anywhere(desk: Desk, words: list[str]) -> None:
    desk.init()
    (unit,) = desk(*words).json
    assert (unit["name"], unit["level"]) == ("阳光花园", "网格")


def test_a_register_goes_by_its_title_too_and_limits_are_kept(desk: Desk) -> None:
    desk.init()
    assert desk.json("list", "单位", "--limit", "1")[0]["name"] == "阳光花园"
    told = desk("list", "居民").out
    assert told.splitlines()[-1] == "共 0 人"
    assert "没有找到" in desk("find", "没有", "这个人").out


def test_a_sentence_that_is_not_foreseen_is_still_chinese() -> None:
    parser = Parser()
    with pytest.raises(UserError, match="没有看懂这条命令"):
        parser.error("something new in argparse")


def test_columns_stand_under_each_other_with_chinese_and_rare_characters() -> None:
    lines = table(("姓名", "门"), [("林𬭎", "1"), ("Li", "2"), ("阿·买", "3")])
    assert [width(line.rsplit(" ", 1)[0] + " ") for line in lines] == [width("阿·买  ")] * 4
    assert width("e\u0301") == 1


def test_progress_is_for_terminals_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert progress(io.StringIO(), "正在导入") is None
    screen = Terminal()
    step = progress(screen, "正在导入")
    assert step is not None
    step(1, 2)
    step(2, 2)
    assert screen.getvalue() == "\r正在导入 1 / 2\r正在导入 2 / 2\n"


def test_a_reader_that_went_away_is_no_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    desk.init()
    monkeypatch.setattr(sys, "stdout", Gone())
    assert run_command.main(["--data", str(desk.folder), "list", "units"], clock=desk.clock) == 0


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [(["init", "--unit", "阳光花园", "--user", "王书记"], "recovery-sheet 另做一张", 1),
     (["do", "jottings", "new", "--ask", "内容=楼道灯"], "请不要再办一遍", 1), (["list", "jottings"], "再查一次", 2)],
)  # fmt: skip
def test_an_answer_that_no_disk_takes_is_told_with_what_was_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str, code: int
) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "full")

    if words[0] != "init":
        desk.init()
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", said)
    assert run_command.main(["--data", str(desk.folder), *words], clock=desk.clock) == code
    assert told in said.getvalue()
    assert "故障" not in said.getvalue()


def test_a_name_that_no_page_could_show_makes_no_desk(desk: Desk) -> None:
    for unit, user in (("阳" * 51, "王书记"), ("阳光花园", "王书记\n李干事")):
        assert "都写在一行里" in desk("init", "--unit", unit, "--user", user, code=2).err
    assert not desk.folder.exists()


class TestPasswords:
    def typed(self, *answers: str) -> mock.Mock:
        return mock.patch.multiple(who_asks.getpass, getpass=mock.Mock(side_effect=answers))  # type: ignore[return-value]  # a context manager

    def test_at_a_terminal_it_is_asked_unseen_and_twice_for_a_new_desk(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GRID_PASSWORD")
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        with self.typed("a long password", "another password"):
            assert "不一样" in desk("init", "--unit", "阳光花园", "--user", "王书记", code=2).err
        assert not desk.folder.exists()
        with self.typed("a long password", "a long password"):
            desk("init", "--unit", "阳光花园", "--user", "王书记")
        with self.typed("a long password"):
            desk("list", "units")

    def test_several_users_have_to_say_who(self, desk: Desk) -> None:
        from desktop.base.paths import Profile
        from desktop.catalog import DERIVED
        from desktop.procedures import keys, profiles

        desk.init()
        at = profiles.open_with_password(
            Profile(desk.folder), user="王书记", password="四个 不相干 的 词语", clock=desk.clock, derived=DERIVED
        )  # fmt: skip
        keys.add_user(at, name="李干事", role="staff", password="staff have passwords")
        at.close()
        assert "王书记、李干事" in desk("list", "units", code=2).err
        desk("list", "units", "--user", "王书记")


class TestDemo:
    def test_it_is_made_once_and_its_password_is_told(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(SIZES, "branch", Size(30, 90, 1))
        made = desk.json("demo", "--no-window")
        assert made == {"profile": str(desk.folder), "user": USER, "password": PASSWORD}
        monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
        before = desk.json("list", "households")
        assert len(before) == 30
        assert PASSWORD in desk("demo", "--no-window").out
        assert desk.json("list", "households") == before
        assert desk.json("check")["ok"]

    def test_with_a_window_the_desk_opens_on_it(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(SIZES, "branch", Size(30, 90, 1))
        window = mock.Mock()
        window.main.return_value = 0
        assert run_command.main(["demo", "--data", str(desk.folder)], clock=desk.clock, window=lambda: window) == 0
        window.main.assert_called_once_with(["--data", str(desk.folder), "--user", USER])
        assert PASSWORD in capsys.readouterr().err

    def test_without_a_folder_it_keeps_away_from_the_real_one(self) -> None:
        from desktop.base.paths import default_folder

        assert default_folder().with_name(setting_up._demo_name()) != default_folder()


def test_measuring_and_pictures_are_handed_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from tests.bench import run

    monkeypatch.setattr(run, "main", lambda names: 2 if names == ["lists"] else 0)
    assert run_command.main(["bench", "lists"]) == 2
    window = mock.Mock()
    window.shots.return_value = [tmp_path / "a.png"]
    capsys.readouterr()
    assert run_command.main(["shots", "--out", str(tmp_path), "--json"], window=lambda: window) == 0
    assert "a.png" in capsys.readouterr().out
    assert "没有窗口可用" in desk("shots", "--out", tmp_path, code=2).err
    taken = tmp_path / "a file"
    taken.write_text("")
    assert run_command.main(["shots", "--out", str(taken)], window=lambda: window) == 2
    assert "不能当文件夹用" in capsys.readouterr().err
