"""Faults of the system, put in by strace: a kill or a refusal at a chosen call of a running process."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _

# What changes a file or a folder, or promises that it is on the disk.
CALLS = (
    "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "renameat",
    "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "link", "linkat", "symlink", "chmod", "fchmod",
    "utimensat", "sendfile", "copy_file_range",
)  # fmt: skip
NAMED = ",".join(f"?{call}" for call in CALLS)  # ?: an architecture may lack one
ROOT = Path(__file__).resolve().parents[2]


def require() -> None:
    """Refuse where no fault can be put in; raises UserError."""
    if not sys.platform.startswith("linux"):
        raise UserError(_("这一类故障试验要在 Linux 上做，什么也没有做。可以只写 tamper。"))
    if shutil.which("strace") is None:
        raise UserError(_("这台电脑没有装 strace，故障试验没有做。请先运行：apt-get install -y strace"))


def called(log: Path, pid: int) -> tuple[str, ...]:
    """The names of the changing calls that the process itself made, in their order."""
    lines = (line.split(maxsplit=1) for line in log.read_text("utf-8", "replace").splitlines())
    return tuple(words[1].partition("(")[0] for words in lines if words[0] == str(pid) and "(" in words[1])


def at_call(number: int, calls: Sequence[str], *, fault: str, lasting: bool = False) -> list[str]:
    """What puts `fault` into the call `number` (from 1) of `calls`, and `lasting` into every later one.

    strace counts each kind of call by itself, so a place among all of them is told as one among its own kind.
    """
    kind, before = calls[number - 1], Counter(calls[: number - 1])
    if not lasting:
        return [f"inject={kind}:{fault}:when={before[kind] + 1}"]
    return [f"inject=?{each}:{fault}:when={before[each] + 1}+" for each in CALLS]


@contextmanager
def watched(pid: int, *, faults: Sequence[str] = (), log: Path | None = None) -> Iterator["subprocess.Popen[str]"]:
    """strace on the process `pid`; `faults` as `at_call` tells them.

    `log` gets a line for each call. Left, it lets go of the process.
    """
    asked = ["-e", f"trace={NAMED}", *(word for fault in faults for word in ("-e", fault))]
    strace = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), *asked, "-o", str(log or "/dev/null")],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert strace.stderr is not None
    try:
        said = strace.stderr.readline()
        if "attached" not in said:
            raise UserError(_("strace 在这里不能跟踪程序，故障试验没有做：{said}").format(said=said.strip()))
        yield strace
    finally:
        strace.terminate()
        strace.stderr.close()
        strace.wait()
