"""Workbooks are unpacked by a process of their own, whatever happens to it."""

import ctypes
import gc
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Cancelled, UserError
from desktop.sheets import limits, reader_process
from desktop.sheets.reader_process import send_book, serve
from desktop.sheets.workbook import MAX_SECONDS, Serve, _sentence, read_workbook
from tests.sheets import servers
from tests.sheets.rosters import SAMPLES, write_xlsx


class Listener:
    """The far end of a pipe, which holds a file and keeps what it is told, or has gone away."""

    def __init__(self, file: bytes = b"", gone: type[Exception] | None = None) -> None:
        self.told: list[tuple[str, Any]] = []
        self.file = file
        self.gone = gone

    def recv_bytes(self) -> bytes:
        return self.file

    def send(self, message: tuple[str, Any]) -> None:
        if self.gone:
            raise self.gone
        self.told.append(message)


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert [child for child in multiprocessing.active_children() if child.name == "sheets"] == []


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the far side run within the test: no cap, and the screen stays."""
    monkeypatch.setattr(reader_process, "cap_memory", lambda: None)
    monkeypatch.setattr(reader_process, "_silence", lambda: None)
    monkeypatch.setattr(gc, "disable", lambda: None)


def test_everything_in_the_book_is_told_in_order(tmp_path: Path) -> None:
    rows = [("姓名", "电话")] + [("张三", 13000000111)] * 4500
    path = write_xlsx(tmp_path / "a.xlsx", {"3号楼": rows, "字典": [("男",)]}, hidden=["字典"])
    far = Listener()
    send_book(far, path.read_bytes())  # type: ignore[arg-type]  # a listener stands in for the pipe
    assert far.told[0] == ("sheets", [("3号楼", False, 4501), ("字典", True, 1)])
    assert [(kind, len(content or [])) for kind, content in far.told[1:]] == [
        ("rows", 2000),
        ("rows", 2000),
        ("rows", 501),
        ("merges", 0),
        ("rows", 1),
        ("merges", 0),
        ("end", 0),
    ]


def test_the_other_side_hears_of_every_failure(calm: None) -> None:
    far = Listener(b"no workbook")
    serve(far)  # type: ignore[arg-type]  # as above
    assert far.told == [("ready", None), ("failed", "CalamineError")]


@pytest.mark.parametrize("gone", [BrokenPipeError, ConnectionResetError, EOFError])
def test_a_listener_that_went_away_ends_the_work(calm: None, gone: type[Exception]) -> None:
    far = Listener((SAMPLES / "红色合伙人台账.xlsx").read_bytes(), gone)
    serve(far)  # type: ignore[arg-type]  # as above
    assert far.told == []


def test_the_screen_is_kept_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[int] = []
    monkeypatch.setattr(os, "dup2", lambda _nowhere, screen: turned.append(screen))
    reader_process._silence()
    assert turned == [2]


class Kernel:
    """The job objects of Windows, as far as we ask them."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int | None]] = []
        self.CreateJobObjectW = Answering(7)
        self.GetCurrentProcess = Answering(9)

    def SetInformationJobObject(self, job: Any, kind: int, limits: Any, size: int) -> None:  # noqa: N802 - its name
        wanted = limits._obj
        assert (kind, size, wanted.basic.flags) == (9, ctypes.sizeof(wanted), 0x100)
        self.told.append(("cap", wanted.process_memory))

    def AssignProcessToJobObject(self, job: Any, process: Any) -> None:  # noqa: N802 - its name
        self.told += [("job", job.value), ("process", process.value)]


class Answering:
    """A function of a library, which may be told the type of its answer."""

    restype: Any = None

    def __init__(self, answer: int) -> None:
        self._answer = answer

    def __call__(self, *_given: object) -> int:
        return self._answer


def test_windows_caps_the_process_through_a_job_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    monkeypatch.setattr(limits.sys, "platform", "win32")
    monkeypatch.setattr(limits.ctypes, "WinDLL", lambda name: {"kernel32": kernel}[name], raising=False)
    limits.cap_memory(1000)
    assert kernel.told == [("cap", 1000), ("job", 7), ("process", 9)]
    assert ctypes.sizeof(limits._Extended) == (144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112)


def test_the_cap_is_never_raised_and_no_memory_is_dumped(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource  # here only: Windows has none

    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, wanted: asked.append((kind, wanted)))
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (0, resource.RLIM_INFINITY))
    limits.cap_memory(1000)
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (0, 500))
    limits.cap_memory(1000)
    no_picture = (resource.RLIMIT_CORE, (0, 0))
    assert asked == [(resource.RLIMIT_AS, (1000, 1000)), no_picture, no_picture]


def test_sheets_come_with_their_merged_ranges_counted_as_people_do() -> None:
    data = (SAMPLES / "红色合伙人台账.xlsx").read_bytes()
    (sheet, hidden), *others = read_workbook(data, "红色合伙人台账.xlsx")
    assert (sheet.file, sheet.sheet, hidden, others) == ("红色合伙人台账.xlsx", "Sheet", False, [])
    assert [tuple(merge) for merge in sheet.merges] == [(1, 0, 1, 9)]
    assert sheet.cell(3, 1) == "幸福里餐饮店"
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("kind", "says"),
    [("PasswordError", "打开密码"), ("MemoryError", "多余的空行"), ("PanicException", "已损坏")],
)
def test_failures_are_told_in_plain_words(kind: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        read_workbook(kind.encode(), "a.xls", serve=servers.fails)


def test_a_process_that_dies_is_a_broken_file() -> None:
    with pytest.raises(UserError, match="太大或已损坏"):
        read_workbook(b"", "a.xls", serve=servers.dies)


@pytest.mark.parametrize("serve", [servers.dies, servers.asks_and_dies])
def test_a_process_that_dies_before_it_took_a_big_file_is_seen_at_once(serve: Serve) -> None:
    began = time.monotonic()
    with pytest.raises(UserError, match="太大或已损坏"):
        read_workbook(bytes(3_000_000), "a.xls", serve=serve)
    assert time.monotonic() - began < MAX_SECONDS / 2


def test_a_script_without_a_guard_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    lines = (
        "from desktop.base.errors import UserError",
        "from desktop.sheets.workbook import read_workbook",
        "try:",
        "    read_workbook(bytes(3_000_000), 'a.xls')",
        "except UserError as refusal:",
        "    print(ascii(refusal.message))",
    )
    script.write_text("\n".join(lines), encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        timeout=MAX_SECONDS / 2,
        check=True,
    )
    assert done.stdout.decode().strip() == ascii(_sentence("MemoryError"))


def test_a_process_that_hangs_is_stopped() -> None:
    with pytest.raises(UserError, match="用时过长"):
        read_workbook(b"", "a.xls", serve=servers.hangs, seconds=0)


def test_cancel_is_heard_while_nothing_arrives() -> None:
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        seen.append((done, total))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(b"", "a.xls", serve=servers.trickles, on_progress=watch)
    assert seen[-1] == (2000, 4000)


def test_cells_at_the_far_corner_do_not_take_the_pc(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"表1": [("姓名",)]})
    import xlsxwriter  # here only: the far corner is written by hand

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(UserError, match="太大或已损坏"):
        read_workbook(path.read_bytes(), "a.xlsx")
