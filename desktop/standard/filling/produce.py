"""Writing a filled table: logged first, then at most a thousand rows a file, each whole on the disk or not there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.access.actor import Actor
from desktop.base.clock import Clock, local_time
from desktop.base.errors import UserError
from desktop.base.files import durable_write, remove
from desktop.base.text import _
from desktop.sheets.fill import fill
from desktop.standard import looks
from desktop.standard.filling.prepare import Prepared
from desktop.store.session import Store

MOST_ROWS = 1000  # what upload pages of agencies take at once (STANDARDS section 3)


@dataclass(frozen=True, slots=True)
class Produced:
    """The files, and the number of the line in the log."""

    files: tuple[Path, ...]
    rows: int
    number: str


def produce(
    store: Store,
    actor: Actor,
    prepared: Prepared,
    *,
    folder: Path,
    clock: Clock,
    on_progress: Callable[[int, int], None] | None = None,
) -> Produced:
    """Write the files into `folder` under names that are free. `on_progress(rows done, all)` may raise Cancelled.

    When something stops it, no file of it stays. Raises UserError when the folder refuses, or full numbers are asked
    for without a purpose.
    """
    register = prepared.source.register.name
    if not folder.is_dir():
        raise UserError(_("没有文件夹“{folder}”，没有生成文件。请换一个位置。").format(folder=folder))
    if prepared.sensitive and prepared.choice.full and not prepared.choice.purpose.strip():
        raise UserError(_("写出完整号码要写明用途，没有生成文件。请写上给谁、做什么用。"), field="purpose")
    with store.write(actor.id, f"{register}.export") as session:
        number = looks.log(
            session,
            actor,
            kind="export",
            what=_("填表：{name}").format(name=Path(prepared.template.file).stem),
            at=clock.now_ms(),
            count=len(prepared.rows),
            reason=prepared.choice.purpose.strip() if prepared.choice.full else "",
        )
    written: list[Path] = []
    try:
        for path, start, end in _files(prepared, folder, clock):
            part = prepared.rows[start:end]

            def on_row(done: int, start: int = start) -> bool:
                if on_progress:
                    on_progress(start + done, len(prepared.rows))
                return True

            durable_write(path, fill(prepared.template, prepared.layout, part, on_row=on_row))
            written.append(path)
    except BaseException as stopped:
        for path in written:
            remove(path)
        if isinstance(stopped, OSError):
            raise UserError(_("没能写入“{name}”，没有生成文件。请检查磁盘空间，或换一个文件夹再试。").format(
                name=folder.name or folder)) from stopped  # fmt: skip
        raise
    return Produced(tuple(written), len(prepared.rows), number)


def parts(prepared: Prepared, most: int = MOST_ROWS) -> list[tuple[int, int]]:
    """The rows of each file, from and before; a household that would be cut goes to the next file whole.

    Only one that is larger than a whole file is cut.
    """
    total = len(prepared.rows)
    homes = prepared.homes if len(prepared.homes) == total else (None,) * total
    found, start = [], 0
    while start < total:
        end = whole = min(start + most, total)
        while start < whole < total and homes[whole] is not None and homes[whole] == homes[whole - 1]:
            whole -= 1
        end = whole if whole > start else end
        found.append((start, end))
        start = end
    return found


def _files(prepared: Prepared, folder: Path, clock: Clock) -> list[tuple[Path, int, int]]:
    """A free name for each file and the rows that it holds; several files are numbered from 1."""
    stem = Path(prepared.template.file).stem
    day = f"{local_time(clock.now_ms()):%Y%m%d}"
    held = parts(prepared)
    turn = 1
    while True:
        again = "" if turn == 1 else f"({turn})"
        base = _("{stem}-已填{day}{again}").format(stem=stem, day=day, again=again)
        names = [f"{base}-{at}" if len(held) > 1 else base for at in range(1, len(held) + 1)]
        paths = [folder / f"{name}.{prepared.template.kind}" for name in names]
        if not any(path.exists() for path in paths):
            return [(path, start, end) for path, (start, end) in zip(paths, held, strict=True)]
        turn += 1
