"""A desk worked at from the command line, in this process or in one of its own, as a person would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import run_command
from desktop.base.clock import FixedClock, at_noon
from tests.factories.profile import TODAY

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
ROSTER = SAMPLES / "住户台账.xlsx"
PASSWORD = "四个 不相干 的 词语"


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on stdout: exactly one."""
        return json.loads(self.out)


@dataclass
class Desk:
    """A profile in `folder`, and the command line over it."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    clock: FixedClock

    def __call__(self, *words: str | Path, code: int = 0) -> Said:
        """Run one command in this process and look at its exit code."""
        self.capture.readouterr()
        got = run_command.main(["--data", str(self.folder), *map(str, words)], clock=self.clock)
        out, err = self.capture.readouterr()
        assert got == code, (out, err)
        assert "Traceback" not in out + err
        if code == 2:
            assert out == ""
            assert len(err.splitlines()) == 1, err
        return Said(got, out, err)

    def json(self, *words: str | Path) -> Any:
        """Run one command that succeeds; the document it answers."""
        return self(*words, "--json").json

    def child(self, *words: str | Path, **environ: str) -> "subprocess.Popen[str]":
        """The same command in a process of its own, through the program's one entrance."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--data", str(self.folder), *map(str, words)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, **environ},
        )  # fmt: skip

    def init(self) -> str:
        """Set the desk up; returns the code of the recovery sheet."""
        made = self.json("init", "--unit", "阳光花园", "--user", "王书记")
        return str(made["recovery_code"])


def make_desk(folder: Path, capture: pytest.CaptureFixture[str]) -> Desk:
    """A desk whose clock stands at noon of the factories' day."""
    return Desk(folder, capture, at_noon(TODAY))
