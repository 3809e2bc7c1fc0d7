"""Two programs at one desk, a disk that fills up, and a command that is interrupted."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest import mock

import pytest

from desktop.base.errors import Cancelled
from desktop.command import doing, writing
from desktop.store.session import Store
from tests.factories.migrated import STEPS
from tests.promises.desk import PASSWORD, ROSTER, SAMPLES, Desk
from tests.promises.test_kill import killed_after

PHONES = SAMPLES / "更新手机号_gbk.csv"


def test_two_processes_write_at_once_and_the_chain_stays_whole(desk: Desk) -> None:
    """Exports log their look, so each is a write; SQLite's lock puts them in order."""
    desk.init()

    def run(number: int) -> tuple[int, str]:
        out = desk.folder.with_name(f"out{number}.xlsx")
        child = desk.child("export", "units", "--out", out, GRID_PASSWORD=PASSWORD)
        _out, err = child.communicate(timeout=120)
        return child.returncode, err

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == [(0, "")] * 2
    found = desk.json("check")
    assert found["ok"]


def test_an_import_in_one_process_keeps_another_from_importing(desk: Desk) -> None:
    desk.init()
    with killed_after(desk, "save", 1):
        pass
    before = desk.json("check")["changes"]
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(desk.folder / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert "另一个打开的程序" in desk("import", PHONES, code=2).err
    holder.communicate("")
    assert desk.json("check")["changes"] == before
    desk("import", PHONES)


_HOLD = (
    "import sys; from pathlib import Path; from desktop.store import lock\n"
    "with lock.alone(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()\n"
)


class SmallDisk:
    """A file system of 6 MB where the system lets us make one; else a limit on the files that this process writes.

    Both refuse with an error of the operating system in the middle of a write, as a full disk does.
    """

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder, self._mounted = folder, mounted

    @contextmanager
    def tight(self) -> Iterator[None]:
        """Room for the data of an empty desk, none for a roster: the mounted one is so by itself."""
        with nullcontext() if self._mounted else _files_up_to(2_000_000):
            yield

    @contextmanager
    def full(self) -> Iterator[None]:
        """No room for a backup."""
        if not self._mounted:
            with _files_up_to(500_000):
                yield
            return
        filler = self.folder / "filler"
        fill(filler)
        yield
        filler.unlink()


@contextmanager
def _files_up_to(size: int) -> Iterator[None]:
    import resource  # POSIX only

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture(params=["mounted", "limited"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallDisk]:
    """Both kinds, that the second is known to work where the first may not be made; there it is tried twice."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = request.param == "mounted" and os.name == "posix" and _mounted(folder)
    yield SmallDisk(folder, mounted=mounted)
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mounted(folder: Path) -> bool:
    try:
        command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def fill(path: Path) -> None:
    """Take whatever room is left."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        for _piece in range(10_000):
            os.write(handle, b"x" * 512)
    except OSError:
        pass
    finally:
        os.close(handle)


def test_a_disk_without_room_for_a_desk_refuses_it_and_leaves_nothing_half_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "upgrade", STEPS)
    for room in (100_000, 1_000_000):  # full before the first page, and in the midst of the schema
        with _files_up_to(room):
            told = desk("init", "--unit", "阳光花园", "--user", "王书记", code=2)
        assert "磁盘" in told.err
        assert not list(desk.folder.glob("desk.db*"))
    desk.init()


def test_a_full_disk_refuses_the_import_and_everything_before_it_stays(desk: Desk, disk: SmallDisk) -> None:
    desk.folder = disk.folder / "desk"
    desk.init()
    with disk.tight():
        told = desk("import", ROSTER, code=2)
    assert "磁盘" in told.err
    assert "没有" in told.err
    assert desk.json("list", "people") == []
    assert desk.json("list", "units")
    with disk.full():
        assert "磁盘" in desk("backup", "--out", disk.folder / "stick", code=2).err
    assert not list(disk.folder.glob("stick/*"))
    assert desk.json("check")["ok"]


def test_a_stick_without_room_gets_no_half_backup(desk: Desk, disk: SmallDisk) -> None:
    desk.init()
    with disk.full():
        told = desk("backup", "--out", disk.folder / "stick", code=2)
    assert "备份没有写成" in told.err
    assert not list(disk.folder.glob("stick/*"))
    assert desk.json("check")["ok"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_an_interrupted_import_changed_nothing(desk: Desk, stop: type[BaseException]) -> None:
    desk.init()

    def stopped(done: int, _total: int) -> None:
        if done:
            raise stop

    with mock.patch.object(writing, "progress", return_value=stopped):
        told = desk("import", ROSTER, code=130)
    assert told.err == "已取消，什么也没有改。\n"
    assert desk.json("list", "people") == []
    assert desk.json("check")["ok"]


def test_a_fault_of_ours_is_one_sentence_and_a_report_without_values(desk: Desk) -> None:
    desk.init()
    with mock.patch.object(doing, "back_up", side_effect=ZeroDivisionError("林𬭎 990101")):
        told = desk("backup", "--out", desk.folder, code=1)
    assert len(told.err.splitlines()) == 1
    (report,) = (desk.folder / "log").glob("crash-*.txt")
    assert str(report) in told.err
    words = report.read_text("utf-8")
    assert "ZeroDivisionError" in words
    assert "林𬭎" not in words
    assert "990101" not in words
    with (
        mock.patch.object(doing, "back_up", side_effect=ZeroDivisionError),
        mock.patch("desktop.base.crash.crash", side_effect=OSError),
    ):
        assert "run_command" in desk("backup", "--out", desk.folder, code=1).err or told.err
