"""The log of this machine: what happened to which table and which fields, and never what stood in them."""

import logging
import logging.handlers
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.base.clock import Clock, local_time
from desktop.base.files import durable_folder

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

HIDDEN = "<hidden>"
NAME = "desk.log"
FILE_BYTES, FILES = 1_000_000, 5
# Words of the program: names of tables, fields, verbs and files of ours; no spaces, no Chinese.
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-/]{0,79}|[0-9.]{1,6}")
_LONG_NUMBER = re.compile(r"\d{7}")
LARGEST = 10**9  # a count or a duration; a telephone or an identity number is longer


class _Turning(logging.handlers.RotatingFileHandler):
    """Turns the log over, unless another program of ours has the file open, which Windows then refuses to move."""

    def doRollover(self) -> None:  # noqa: N802 - the library's name
        try:
            super().doRollover()
        except OSError:
            self.stream = self.stream or self._open()


def open_log(folder: Path, clock: Clock) -> "FilteringBoundLogger":
    """A logger into `folder`/desk.log, turned over at 1 MB, five kept; one JSON object a line.

    Use it as `log.info("people.save", fields=["name"], ms=4)`: event and field names are words of the program.
    """
    import structlog  # late: it takes longer to load than everything else here, and a tail is read without it

    durable_folder(folder, mode=0o700)
    target = logging.getLogger("desktop")
    close_log()
    handler = _Turning(folder / NAME, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8")
    target.addHandler(handler)
    target.setLevel(logging.INFO)

    def stamp(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        return {"at": local_time(clock.now_ms()).isoformat(timespec="milliseconds"), **event}

    logger: FilteringBoundLogger = structlog.wrap_logger(
        target,
        processors=[hide_values, structlog.processors.add_log_level, stamp, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return logger


def close_log() -> None:
    """Let go of the log's file, which Windows otherwise keeps from being moved."""
    target = logging.getLogger("desktop")
    for handler in [one for one in target.handlers if isinstance(one, logging.handlers.RotatingFileHandler)]:
        target.removeHandler(handler)
        handler.close()


def tail(folder: Path, *, lines: int = 30) -> str:
    """The newest lines of the log in `folder`, for a technician; "" when there is none or it cannot be read."""
    try:
        return "\n".join((folder / NAME).read_text("utf-8", "replace").splitlines()[-lines:])
    except OSError:
        return ""


def hide_values(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace whatever could have stood in a record; exceptions go to a crash report, not here."""
    event.pop("exc_info", None)
    return {name: _safe(value) for name, value in event.items()}


def _safe(value: object) -> object:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < LARGEST else HIDDEN
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        return value if _WORD.fullmatch(value) and not _LONG_NUMBER.search(value) else HIDDEN
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe(part) for part in value]
    return HIDDEN
