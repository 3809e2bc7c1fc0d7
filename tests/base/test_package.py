"""The program becomes a folder for PCs without Python, made from what was tested."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.base import package
from desktop.base.errors import UserError
from desktop.base.provision import House
from desktop.base.version import VERSION

LOCK = "pyinstaller==1 --hash=sha256:0\n"


class Machine:
    """Keeps what was started; commands that hold the word `fails` fail."""

    def __init__(self, fails: str = "nothing") -> None:
        self.fails = fails
        self.started: list[tuple[list[str], Mapping[str, str]]] = []

    def __call__(self, command: list[str], environment: Mapping[str, str]) -> int:
        self.started.append((command, environment))
        if "--target" in command:
            Path(command[command.index("--target") + 1]).mkdir(parents=True, exist_ok=True)
        return int(self.fails in command)


@pytest.fixture(params=[False, True], ids=["posix", "windows"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    folder = tmp_path / "resources" / "packaging"
    folder.mkdir(parents=True)
    (folder / "requirements-package.lock.txt").write_text(LOCK)
    return House(tmp_path, windows=request.param)


def test_the_tool_is_installed_by_hash_beside_the_environment_and_then_used(house: House, tmp_path: Path) -> None:
    machine = Machine()
    program = package.build(house, tmp_path / "dist", start=machine)
    assert program.name == ("grid-branch-desk.exe" if house.windows else "grid-branch-desk")
    assert program.parent == tmp_path / "dist" / "grid-branch-desk"
    (install, _usual), (make, said) = machine.started
    tools = str(tmp_path / "build" / "tools")
    assert "--require-hashes" in install
    assert install[install.index("--target") + 1] == tools
    assert make[0] == str(house.python)
    assert make[1:3] == ["-m", "PyInstaller"]
    assert make[-1].endswith("grid-branch-desk.spec")
    assert said["PYTHONPATH"] == tools


def test_a_tool_that_is_there_is_not_fetched_again(house: House, tmp_path: Path) -> None:
    package.build(house, tmp_path / "dist", start=Machine())
    machine = Machine()
    package.build(house, tmp_path / "dist", start=machine)
    assert [command[2] for command, _said in machine.started] == ["PyInstaller"]


@pytest.mark.parametrize(("fails", "sentence"), [("pip", "打包工具没有装上"), ("PyInstaller", "程序文件夹没有做成")])
def test_what_goes_wrong_is_one_sentence(house: House, tmp_path: Path, fails: str, sentence: str) -> None:
    with pytest.raises(UserError, match=f"{sentence}，数据没有变动"):
        package.build(house, tmp_path / "dist", start=Machine(fails))


def test_the_folder_for_linux_keeps_its_links_and_what_may_be_started(tmp_path: Path) -> None:
    program = tmp_path / "dist" / "grid-branch-desk" / "grid-branch-desk"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"program")
    program.chmod(0o755)
    (program.parent / "link.so").symlink_to("grid-branch-desk")
    file = package.wrap(program)
    assert file.name.startswith(f"grid-branch-desk-{VERSION}-linux-")
    with tarfile.open(file) as packed:
        kept = {each.name: (each.issym(), each.mode & 0o100) for each in packed.getmembers() if not each.isdir()}
    assert kept["grid-branch-desk/grid-branch-desk"] == (False, 0o100)
    assert kept["grid-branch-desk/link.so"][0]


def test_the_folder_for_windows_becomes_a_file_that_windows_opens(tmp_path: Path) -> None:
    program = tmp_path / "dist" / "grid-branch-desk" / "grid-branch-desk.exe"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"program")
    file = package.wrap(program)
    assert file.name.startswith(f"grid-branch-desk-{VERSION}-windows-")
    with zipfile.ZipFile(file) as packed:
        assert "grid-branch-desk/grid-branch-desk.exe" in packed.namelist()


def test_a_packaged_program_cannot_package(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="只能在程序的源码文件夹里用"):
        package.build(house, tmp_path / "dist", start=Machine())


def test_words_of_the_tool_are_no_answer_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(subprocess, "call", lambda command, **how: asked.append((command, how)) or 3)
    assert package._start(["tool"], {"A": "b"}) == 3
    assert asked == [(["tool"], {"env": {"A": "b"}, "stdout": sys.stderr.fileno()})]
