"""The stick: exchange files written so that what was written is there, and found again whatever hid them."""

import contextlib
import errno
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.files import durable_folder, durable_write, remove
from desktop.base.text import _
from desktop.sync.carried_weight import SUFFIX
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import MOST_BYTES, Head, Unfit, look

FOLDER = _("县数据交换")
MEGA = 1024 * 1024
SPARE = 64 * 1024  # for the folder itself, and for what a file system rounds up


def free_bytes(folder: Path) -> int:
    """The room that is left where `folder` lies."""
    return shutil.disk_usage(folder).free


def put(stick: Path, files: Sequence[Sealed], *, free: Callable[[Path], int] = free_bytes) -> tuple[Path, ...]:
    """Write files into the one folder of a stick; when this returns they were read back, and it may be pulled out.

    Raises UserError; what was written before stays and does no harm.
    """
    folder = stick if stick.name == FOLDER else stick / FOLDER
    need = sum(len(one.data) for one in files) + SPARE
    try:
        left = free(stick)
        if left < need:
            raise _full(need, left)
        durable_folder(folder, parents=False)  # a stick that was pulled out is not made anew on the disk
        for one in files:
            durable_write(folder / one.name, one.data, prove=True)
    except OSError as refused:
        raise _refused(refused, need=need) from refused
    return tuple(folder / one.name for one in files)


def clear(stick: Path, gone: Callable[[Head], bool]) -> None:
    """Take away what later files stand for; what cannot be taken away stays and does no harm."""
    folder = stick if stick.name == FOLDER else stick / FOLDER
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            with contextlib.suppress(OSError, Unfit):
                if _is_one(path) and gone(look(_content(path))):
                    remove(path)


def found(place: Path) -> list[tuple[str, bytes]]:
    """(name, content) of the exchange files in a folder, in its one folder, or of a file. Raises UserError.

    A hidden mark, which some viruses leave, does not hide them; what is longer than any exchange file is cut.
    """
    if not place.exists():
        raise UserError(_("没有找到“{name}”。请看 U 盘是否插好，再读一次。").format(name=place.name or place))
    try:
        if place.is_file():
            return [(place.name, _content(place))]
        both = (place, place / FOLDER)
        paths = [path for folder in both if folder.is_dir() for path in sorted(folder.iterdir()) if _is_one(path)]
        return [(path.name, _content(path)) for path in paths]
    except OSError as refused:
        raise UserError(
            _("U 盘读到一半中断，没有读取任何内容，本机数据没有受影响。请重新插好 U 盘，再读一次。")
        ) from refused


def _is_one(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX and not path.name.startswith(".") and path.is_file()


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(2 * MOST_BYTES)


def _full(need: int, left: int) -> UserError:
    return UserError(
        _(
            "没能写入 U 盘：空间不足（需 {need} MB，剩 {left} MB）。本机数据没有受影响。请换一个 U 盘，再导出一次。"
        ).format(need=-(-need // MEGA), left=left // MEGA)
    )


def _refused(error: OSError, *, need: int) -> UserError:
    if error.errno == errno.ENOSPC:
        return _full(need, 0)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return UserError(
            _("没能写入 U 盘：它不让写入。本机数据没有受影响。请推开 U 盘上的写保护开关，或换一个 U 盘，再导出一次。")
        )
    return UserError(
        _("没能写入 U 盘，写进去的读出来不一样或 U 盘已拔出。本机数据没有受影响。请换一个 U 盘，再导出一次。")
    )
