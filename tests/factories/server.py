"""A PostgreSQL server of its own for tests: made in a temporary folder, reached by a socket, gone at the end.

A DSN in the environment (`GRID_TEST_DSN`) is used instead: a database that may be emptied.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DSN = "GRID_TEST_DSN"
LACKING = (
    "These tests need a PostgreSQL server: apt-get install postgresql, "
    f"or {DSN}=postgresql://… of a database that may be emptied."
)
_QUIET = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=40")


@contextmanager
def postgres() -> Iterator[str]:
    """A running server's DSN. Fails, and says what is missing, where there is none."""
    given = os.environ.get(DSN)
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="county-pg-"))
    try:
        with _running(folder):
            yield f"postgresql://postgres@/postgres?host={quote(str(folder))}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    data = folder / "data"
    if _is_root():  # the server refuses to run as root
        shutil.chown(folder, "postgres")
    _run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = " ".join((*_QUIET, "-k", str(folder)))
    _run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield
    finally:
        _run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")


def _run(program: str, *words: str) -> None:
    command = [str(_program(program)), *words]
    if _is_root():
        quoted = " ".join(f"'{word}'" for word in command)
        command = ["su", "postgres", "-s", "/bin/sh", "-c", quoted]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60, check=False)
    if done.returncode:
        raise AssertionError(f"{program}: {done.stdout}{done.stderr}\n{LACKING}")


def _program(name: str) -> Path:
    """The installed one; Debian keeps it off the PATH."""
    here = shutil.which(name)
    found = [Path(here)] if here else sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        raise AssertionError(LACKING)
    return found[-1]


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
