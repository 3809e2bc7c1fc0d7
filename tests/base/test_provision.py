"""The program sets itself up from nothing, once, and says plainly what it cannot do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import main
from desktop.base import libraries, provision
from desktop.base.errors import UserError
from desktop.base.provision import COMMAND, TEST, WINDOW, House

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


class Machine:
    """Stands in for the commands of a system: keeps what was started, and makes the interpreter that venv would."""

    def __init__(self, house: House, *, fails: Callable[[list[str]], bool] = lambda command: False) -> None:
        self.house = house
        self.fails = fails
        self.started: list[list[str]] = []

    def __call__(self, command: list[str]) -> bool:
        self.started.append(command)
        if self.fails(command):
            return False
        if "venv" in command:
            self.house.python.parent.mkdir(parents=True, exist_ok=True)
            self.house.python.write_text("")
            self.house.python.chmod(0o755)
        return True

    def programs(self) -> list[str]:
        return [Path(command[0]).name for command in self.started]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "requirements.lock.txt").write_text("segno==1 --hash=sha256:0\n")
    (tmp_path / "resources" / "requirements-test.lock.txt").write_text("pytest==1 --hash=sha256:0\n")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(libraries, "loads", lambda name: True)
    return tmp_path


@pytest.fixture(params=[False, True], ids=["posix", "windows"])
def house(request: pytest.FixtureRequest, root: Path) -> House:
    return House(root, windows=request.param)


@pytest.fixture
def posix(root: Path) -> House:
    return House(root, windows=False)


def test_a_bare_checkout_gets_an_environment_with_every_package_by_hash(house: House) -> None:
    machine = Machine(house)
    assert provision.ensure(house, need=COMMAND, run=machine)
    venv, install = machine.started
    assert venv[-1] == str(house.folder)
    assert install[0] == str(house.python)
    assert "--require-hashes" in install
    assert install[-1] == str(house.root / "resources" / "requirements.lock.txt")


def test_the_tests_get_their_tools_as_well(house: House) -> None:
    machine = Machine(house)
    provision.ensure(house, need=TEST, run=machine, root=True)
    assert [word for word in machine.started[-1] if word.endswith("requirements-test.lock.txt")]


def test_a_second_start_starts_nothing_and_writes_nothing(house: House) -> None:
    provision.ensure(house, need=WINDOW, run=Machine(house))
    before = {path: path.stat().st_mtime_ns for path in house.root.rglob("*")}
    machine = Machine(house)
    assert not provision.ensure(house, need=WINDOW, run=machine)
    assert machine.started == []
    assert {path: path.stat().st_mtime_ns for path in house.root.rglob("*")} == before


def test_a_person_types_what_their_system_understands(root: Path) -> None:
    assert House(root, windows=False).line == f"python3 {root}/main.py"
    assert House(root, windows=True).line == f'py "{root}/main.py"'


def test_packages_that_lie_beside_the_program_need_no_network(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    house.wheels.mkdir()
    machine = Machine(house, fails=lambda command: Path(command[0]).name == "uv")
    assert provision.ensure(house, need=COMMAND, run=machine)
    for install in machine.started[-2:]:
        assert install[install.index("--no-index") : install.index("--no-index") + 3] == [
            "--no-index", "--find-links", str(house.wheels),
        ]  # fmt: skip
    assert "不用联网" in capsys.readouterr().err


def test_packages_that_are_not_all_there_are_asked_for(house: House) -> None:
    house.wheels.mkdir()
    with pytest.raises(UserError, match=r"安装包文件夹 .*wheels 不完整"):
        provision.ensure(house, need=COMMAND, run=Machine(house, fails=lambda command: "pip" in command))


def test_a_changed_list_is_installed_into_the_same_environment(house: House) -> None:
    provision.ensure(house, need=COMMAND, run=Machine(house))
    house.locks(COMMAND)[0].write_text("segno==2 --hash=sha256:1\n")
    machine = Machine(house)
    assert provision.ensure(house, need=COMMAND, run=machine)
    assert len(machine.started) == 1


def test_another_python_gets_a_new_environment(house: House) -> None:
    provision.ensure(house, need=COMMAND, run=Machine(house))
    house.locks(COMMAND)[0].write_text("segno==2 --hash=sha256:1\n")
    house.stamp("python").write_text("2.7")
    machine = Machine(house)
    provision.ensure(house, need=COMMAND, run=machine)
    assert "--clear" in machine.started[0]
    assert house.stamp("python").read_text() == HERE


def test_uv_is_used_where_there_is_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    machine = Machine(house)
    provision.ensure(house, need=COMMAND, run=machine)
    assert machine.programs()[-1] == "uv"
    assert "--compile-bytecode" in machine.started[-1]  # as pip does by itself


def test_pip_comes_in_where_uv_knows_no_mirror(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    machine = Machine(house, fails=lambda command: Path(command[0]).name == "uv")
    assert provision.ensure(house, need=COMMAND, run=machine)
    assert machine.programs()[-2:] == ["uv", house.python.name]


@pytest.mark.parametrize("broken", ["venv", "pip"])
def test_a_failed_installation_is_one_sentence_with_the_line_to_type_and_is_tried_again(
    house: House, broken: str
) -> None:
    with pytest.raises(UserError) as refusal:
        provision.ensure(house, need=COMMAND, run=Machine(house, fails=lambda command: broken in command))
    assert refusal.value.exit_code == 2
    assert "数据没有变动" in refusal.value.message
    assert refusal.value.message.splitlines()[-1] == house.line
    assert provision.ensure(house, need=COMMAND, run=Machine(house))


def test_root_installs_what_the_system_lacks_in_one_go(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(provision, "_has_ensurepip", lambda: False)
    machine = Machine(posix)
    provision.ensure(posix, need=WINDOW, run=machine, root=True)
    assert machine.started[1] == ["apt-get", "install", "-y", "--no-install-recommends", "libegl1", "python3-venv"]


def test_somebody_else_is_told_the_exact_line(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda name: name != "libEGL.so.1")
    machine = Machine(posix)
    with pytest.raises(
        UserError, match=r"sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1$"
    ):
        provision.ensure(posix, need=WINDOW, run=machine, root=False)
    assert machine.started == []


def test_a_system_without_apt_is_told_the_names(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(libraries, "loads", lambda name: name != "libEGL.so.1")
    with pytest.raises(UserError, match=r"\nlibegl1$"):
        provision.ensure(posix, need=WINDOW, run=Machine(posix), root=True)


def test_apt_that_fails_is_one_sentence(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda name: name != "libEGL.so.1")
    with pytest.raises(UserError, match="apt-get update && apt-get install"):
        provision.ensure(posix, need=WINDOW, run=Machine(posix, fails=lambda command: "install" in command), root=True)


def test_a_command_without_a_window_asks_for_no_library(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda name: False)
    assert provision.ensure(posix, need=COMMAND, run=Machine(posix), root=False)


def test_a_library_that_came_later_needs_no_new_packages(posix: House) -> None:
    provision.ensure(posix, need=COMMAND, run=Machine(posix))
    machine = Machine(posix)
    assert not provision.ensure(posix, need=WINDOW, run=machine)
    assert machine.started == []
    assert provision.is_ready(posix, WINDOW)


def test_a_machine_that_ran_the_tests_can_open_a_window(posix: House) -> None:
    provision.ensure(posix, need=TEST, run=Machine(posix), root=True)
    assert provision.is_ready(posix, WINDOW)


def test_only_a_set_up_that_starts_something_asks_for_patience(
    posix: House, capsys: pytest.CaptureFixture[str]
) -> None:
    provision.ensure(posix, need=COMMAND, run=Machine(posix))
    assert capsys.readouterr().err.count("正在准备运行环境") == 1
    provision.ensure(posix, need=WINDOW, run=Machine(posix))
    assert capsys.readouterr().err == ""


def test_the_dynamic_linker_is_asked_and_not_a_list() -> None:
    name = {"win32": "kernel32", "darwin": "libSystem.dylib"}.get(sys.platform, "libc.so.6")
    assert libraries.loads(name)
    assert not libraries.loads("libnobody-has-this.so.1")


def test_real_commands_are_run_with_their_words_in_the_log(house: House) -> None:
    with house.log.open("wb") as log:
        run = provision.runner(log)
        assert run([sys.executable, "-c", "print('did it')"])
        assert not run([sys.executable, "-c", "raise SystemExit(3)"])
        assert not run([str(house.root / "nothing-here")])
    assert b"did it" in house.log.read_bytes()


def test_a_folder_that_cannot_be_written_still_has_a_log_to_write_to(house: House) -> None:
    nowhere = House(house.root / "missing")
    with provision._open_log(nowhere) as log:
        assert log.name == os.devnull


def test_posix_becomes_the_program_in_place(posix: House, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda path, command: became.append(command))
    monkeypatch.setattr(subprocess, "call", lambda command, env: 0)
    provision.become(posix, ["find", "ltm"])
    assert became == [[str(posix.root / ".venv/bin/python"), str(posix.root / "main.py"), "find", "ltm"]]


def test_windows_starts_the_program_and_takes_its_exit_code(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = House(root, windows=True)
    started: list[tuple[list[str], str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        started.append((command, env["PYTHONUTF8"]))
        return 3

    monkeypatch.setattr(subprocess, "call", call)
    assert provision.become(windows, ["check"]) == 3
    assert started == [([str(root / ".venv/Scripts/python.exe"), str(root / "main.py"), "check"], "1")]


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        ([], ""),
        (["--data", "import"], ""),
        (["--data", "x", "--user", "li", "list", "people"], "list"),
        (["--json", "find", "ltm"], "find"),
        (["--help"], "--help"),
    ],
)
def test_the_command_is_found_behind_the_options(argv: list[str], word: str) -> None:
    assert main.first_word(argv) == word


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9))
    assert main.main([]) == 2
    assert "Python 3.11" in capsys.readouterr().err


def test_a_refused_set_up_is_a_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object, **_options: object) -> bool:
        raise UserError("没有联网。")

    monkeypatch.setattr(provision, "ensure", refuse)
    assert main.main(["find", "ltm"]) == 2
    assert capsys.readouterr().err == "没有联网。\n"


def test_this_very_run_is_inside_its_environment_or_would_enter_it(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(Path(sys.prefix).parent)
    assert provision.inside(House(house.root)) == (Path(sys.prefix).name == ".venv")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert provision.inside(house)
    assert provision.is_ready(house, WINDOW)
