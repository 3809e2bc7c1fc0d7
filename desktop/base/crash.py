"""The report of a fault of ours: where it happened in the program, without one value of a record."""

import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from desktop.base.clock import Clock, local_time
from desktop.base.files import durable_folder, durable_write

KEPT = 20
_ROOT = Path(__file__).resolve().parents[2]


def crash(error: BaseException, *, folder: Path, clock: Clock, version: str) -> Path:
    """Write the report of `error` into `folder` and return its path; the oldest beyond 20 go.

    The words of the exception are left out: a database error quotes the row it choked on.
    """
    durable_folder(folder, mode=0o700)
    when = local_time(clock.now_ms())
    path = folder / f"crash-{when:%Y%m%d-%H%M%S}-{when.microsecond // 1000:03}.txt"
    durable_write(path, report(error, version=version).encode("utf-8"))
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def report(error: BaseException, *, version: str) -> str:
    """The text of a report: versions, then each exception of the chain by type, code and places."""
    lines = [f"program {version}", f"python {platform.python_version()}", f"system {sys.platform} {platform.machine()}"]
    for link in _chain(error):
        lines += ["", _kind(link)]
        lines += [f"  {_place(frame)}" for frame in traceback.extract_tb(link.__traceback__)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what it came from."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _kind(error: BaseException) -> str:
    """The type, and a number or name of the error that is no person's: errno, or what SQLite calls it."""
    code = getattr(error, "errno", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f" ({code})" if code else "")


def _place(frame: traceback.FrameSummary) -> str:
    """File, line and function; the path begins at the program or at the package, so it names no account of the PC."""
    path = Path(frame.filename)
    if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
        shown = path.relative_to(_ROOT).as_posix()
    else:
        shown = "/".join(path.parts[-2:])
    return f"{shown}:{frame.lineno} {frame.name}"
