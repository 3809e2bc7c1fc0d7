"""A worker as the one that watches it sees it: deeds are started, followed by their lines, and ended."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tests.faults.traced import ROOT

LONG = 120  # seconds: a line that does not come by then never comes


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that does deeds in children of its own."""

    process: "subprocess.Popen[str]"
    lines: TextIO

    def start(self, deed: str, folder: Path) -> int:
        """The id of the process that will do `deed`; it waits until it is let go."""
        self.go(f"{deed} {folder}")
        return int(self.line().removeprefix("pid "))

    def go(self, words: str = "") -> None:
        """Let a waiting child go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def line(self) -> str:
        """The next thing that was told."""
        return self.lines.readline().rstrip("\n")

    def told(self, until: tuple[str, ...] = ("ended",)) -> list[str]:
        """All that is told until the deed is over, the line `ended CODE`, or until a line that begins with `until`."""
        lines = [self.line()]
        while lines[-1] and not lines[-1].startswith(until):
            lines.append(self.line())
        return lines


@contextmanager
def at_work() -> Iterator[Worker]:
    """A worker that is ready."""
    ours, theirs = socket.socketpair()
    ours.settimeout(LONG)
    with ours, subprocess.Popen(
        [sys.executable, "-m", "tests.faults.worker"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.DEVNULL, text=True,
    ) as process, ours.makefile("r", encoding="utf-8") as lines:  # fmt: skip
        theirs.close()
        try:
            worker = Worker(process, lines)
            assert worker.line() == "ready"
            yield worker
        finally:
            process.kill()
