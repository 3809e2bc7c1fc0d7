"""One program at a time over a profile, and a dead one holds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.store import lock

HOLD = (
    "import sys; from pathlib import Path; from desktop.store import lock\n"
    "with lock.alone(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()\n"
)


def test_a_second_one_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "lock"
    with lock.alone(path), pytest.raises(UserError, match="另一个打开的程序"), lock.alone(path):
        pass
    with lock.alone(path):
        pass


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(UserError), lock.alone(path):
        pass
    holder.kill()
    holder.communicate()
    with lock.alone(path):
        pass


def test_windows_locks_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    class Msvcrt:
        LK_NBLCK, LK_UNLCK = 2, 0

        @staticmethod
        def locking(_handle: int, mode: int, count: int) -> None:
            asked.append((mode, count))

    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt)
    monkeypatch.setattr(sys, "platform", "win32")
    with lock.alone(tmp_path / "lock"):
        pass
    assert asked == [(2, 1), (0, 1)]
