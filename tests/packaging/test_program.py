"""The packaged program does on a PC without Python what the checkout does here.

Making it takes a minute of both cores, so these tests run when they are asked for: `main.py test -m package`.
"""

import json
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.packaging.conftest import PASSWORD, ROOT, Say
from tests.windows.display import screen, surroundings

pytestmark = [pytest.mark.package, pytest.mark.xdist_group("package")]
LARGEST = 300_000_000  # bytes: it travels on a stick


def test_it_speaks_chinese_where_the_system_has_no_language(say: Say, program: Path) -> None:
    told = say("--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"用法：{program.name} ")
    assert "居民" in told.stdout


def test_a_roster_becomes_residents_that_are_found_printed_and_checked(say: Say, tmp_path: Path) -> None:
    """The workbook is read by a process of its own: the program starts itself anew for it."""
    assert say("init", "--unit", "第一网格").returncode == 0
    brought = say("import", str(ROOT / "tests/samples/住户台账.xlsx"), "--json")
    assert brought.returncode == 0, brought.stderr
    assert json.loads(brought.stdout)["new"] > 400
    found = json.loads(say("find", "张", "--json").stdout)
    assert len(found) > 5
    assert say("print", "building-roster", "--out", "a.pdf").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert say("export", "people", "--out", "a.xlsx").returncode == 0
    assert say("backup", "--out", "stick").returncode == 0
    assert "没有发现问题" in say("check").stdout


def test_a_second_start_raises_the_window_of_the_first(
    say: Say, program: Path, bare: dict[str, str], device_folder: Path, tmp_path: Path
) -> None:
    assert say("init", "--unit", "第一网格").returncode == 0
    start = [str(program), "--data", str(tmp_path / "desk")]
    with screen() as display:
        around = {**bare, **surroundings(display, device=device_folder, home=tmp_path)}
        with subprocess.Popen(start, env=around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as first:
            try:
                find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "第一网格|网格党支部工作台"]
                _found(find, around)
                assert subprocess.run(start, env=around, check=False, timeout=60).returncode == 0
                assert first.poll() is None
                subprocess.run(["xdotool", "type", "--delay", "20", PASSWORD], env=around, check=True)
                subprocess.run(["xdotool", "key", "Return"], env=around, check=True)
                _until_signed_in(tmp_path / "desk" / "log" / "desk.log")
            finally:
                first.terminate()
                said = first.communicate(timeout=30)[0]
    assert said == b""


def _is_own(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _found(find: list[str], around: Mapping[str, str]) -> None:
    """Until the window is there: xdotool gives up when another window goes away while it looks at it."""
    end = time.monotonic() + 60
    while subprocess.run(find, env=around, check=False, capture_output=True, timeout=60).returncode:
        assert time.monotonic() < end, "no window"


def _until_signed_in(log: Path) -> None:
    """Follow the log until a desk is open; a fault in it is a failure."""
    with subprocess.Popen(["tail", "-n", "+1", "-F", str(log)], stdout=subprocess.PIPE, text=True) as lines:
        assert lines.stdout is not None
        try:
            for line in lines.stdout:
                assert '"fault"' not in line
                if '"desk.opened"' in line:
                    return
        finally:
            lines.kill()


def test_what_only_a_developer_needs_stayed_at_home(program: Path, say: Say) -> None:
    carried = {path.name for path in program.parent.rglob("*")}
    assert carried.isdisjoint(
        {"pytest", "hypothesis", "mypy", "ruff", "tests", "libgtk-3.so.0", "PyInstaller", "psycopg_binary"}
    )
    assert carried >= {"README.txt", "licences.md", "style.qss", "HanaMinB.ttf", "0001_make_first_tables.py"}
    assert sum(path.stat().st_size for path in program.parent.rglob("*") if _is_own(path)) < LARGEST
    for word in ("test", "bench", "package", "wheels", "county"):
        refused = say(word)
        assert refused.returncode == 2
        assert "只能在程序的源码文件夹里用" in refused.stderr
