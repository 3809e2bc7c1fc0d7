"""Windows and Linux are equal: what only one of them has stands in few known files, each with its twin."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import sources

pytestmark = pytest.mark.xdist_group("house")  # as in test_files
# Files that ask which system this is. Each has a branch for both, and tests that run both of them.
TWINS = {
    "desktop/access/device.py",  # the secret of this PC: sealed by Windows, a private file elsewhere
    "desktop/base/crash.py",  # tells the system, asks nothing of it
    "desktop/base/files.py",  # patience with scanners, long paths; the folder itself is flushed elsewhere
    "desktop/base/libraries.py",  # parts that Windows needs none of
    "desktop/base/own_disk.py",  # drives and mounts
    "desktop/base/provision.py",  # where the interpreter lies, how one becomes it
    "desktop/sheets/limits.py",  # the cap on memory
    "desktop/store/lock.py",  # msvcrt and flock
    "desktop/procedures/diagnosing.py",  # tells which input method is used
    "desktop/ui/printers.py",  # painted pages, or CUPS
    "desktop/ui/single_instance.py",  # the front is given away
    "desktop/ui/system_lock.py",  # session messages, or the bus
    "desktop/printing/windows_spool.py",  # the jobs of Windows, beside printing/spool.py
}
SYSTEM = re.compile(r"\bos\.name\b|\bsys\.platform\b|\bctypes\b")
# Names of one system only, with the files that have a twin for them.
ONE_SYSTEM = {
    "fork": set(), "forkpty": set(), "getuid": set(), "geteuid": {"desktop/base/libraries.py"}, "getgid": set(),
    "uname": set(), "sync": set(), "setsid": set(), "killpg": set(), "getpgid": set(), "chown": set(), "mkfifo": set(),
    "symlink": set(), "sched_getaffinity": set(), "statvfs": set(),
    "posix_fadvise": {"desktop/base/files.py"}, "O_DIRECTORY": set(),
    "SIGKILL": set(), "SIGHUP": set(), "SIGALRM": set(), "SIGUSR1": set(), "alarm": set(), "startfile": set(),
    "fsync": {"desktop/base/files.py"}, "chmod": {"desktop/access/device.py"}, "symlink_to": set(), "umask": set(),
    "getpwuid": set(), "tzset": set(), "add_signal_handler": set(),
}  # fmt: skip
PLACES = re.compile(r"[\"'](/(?:proc|etc|usr|tmp|var|dev|home|opt|run)\b[^\"']*|[A-Za-z]:\\\\|xdg-open|/bin/)")
PLACES_WITH_TWIN = {"desktop/base/own_disk.py", "desktop/base/input_method.py", "desktop/sync/model/drawer.py"}
# What strftime of only one system understands, and Chinese words in it, which Windows refuses.
DATES = re.compile(r"%[-#][a-zA-Z]|\{[^{}]*:[^{}]*%[a-zA-Z][^{}]*[\u3400-\u9fff][^{}]*\}|strftime\(")


def files() -> list[Path]:
    return [Path("main.py"), *sources.python_files("desktop", "migrations")]


@sources.each_of(files())
def test_only_known_files_ask_which_system_this_is(path: Path) -> None:
    asks = [line for line in _code(path) if SYSTEM.search(line)]
    assert asks == [] or path.as_posix() in TWINS


def test_the_list_holds_no_file_that_is_gone() -> None:
    assert [name for name in TWINS if not (sources.ROOT / name).is_file()] == []


@sources.each_of(files())
def test_no_name_of_one_system_is_called(path: Path) -> None:
    found = []
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in ONE_SYSTEM and _of_system(node):
            found.append((node.attr, node.lineno))
    assert [(name, line) for name, line in found if path.as_posix() not in ONE_SYSTEM[name]] == []


@sources.each_of(files())
def test_no_place_of_one_system_is_named(path: Path) -> None:
    named = [line.strip() for line in _code(path) if PLACES.search(line)]
    assert named == [] or path.as_posix() in PLACES_WITH_TWIN


@sources.each_of(files())
def test_dates_are_written_the_same_way_everywhere(path: Path) -> None:
    assert [line.strip() for line in _code(path) if DATES.search(line)] == []


@sources.each_of(files())
def test_text_is_read_and_written_with_its_encoding(path: Path) -> None:
    """Windows would take the code page of the PC."""
    silent = []
    for node in ast.walk(sources.tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        words = {"read_text": 1, "write_text": 2}.get(node.func.attr)
        if words and len(node.args) < words and "encoding" not in {word.arg for word in node.keywords}:
            silent.append(node.lineno)
    assert silent == []


def _of_system(node: ast.Attribute) -> bool:
    """Whether the name hangs on a module of the system, or is a deed of a path."""
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    return owner in {"os", "signal", "time", "pwd", "loop"} or node.attr in {"symlink_to", "chmod", "startfile"}


def _code(path: Path) -> list[str]:
    """The lines of a file without its docstrings and comments."""
    told = set()
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            told |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = sources.text(path).splitlines()
    return [re.sub(r"\s# .*", "", line) for number, line in enumerate(lines, 1) if number not in told]
