"""The program itself, started as people start it: the county's server, and commands beside it."""

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct-horse-battery"


def command(*words: str, environ: dict[str, str] | None = None) -> Any:
    """What a command answers with --json; AssertionError with its words when it refuses."""
    done = subprocess.run(
        [sys.executable, "main.py", *words, "--json"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "GRID_PASSWORD": PASSWORD, **(environ or {})}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (words, done.stderr, done.stdout)
    return json.loads(done.stdout)


@dataclass
class Program:
    """The county's server in a process of its own, always at the same port."""

    folder: Path
    port: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    words: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def start(self) -> None:
        if not self.port:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "county", "--data", str(self.folder), "--json",
             "--listen", f"127.0.0.1:{self.port}", *self.words],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.startswith("{"):
            self.process.kill()  # whatever goes on after saying something else never ends
        assert line.startswith("{"), line + self.process.stdout.read()
        self.said = json.loads(line)

    def kill(self) -> None:
        """As when the power goes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As its system stops it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.communicate()
            self.process = None
