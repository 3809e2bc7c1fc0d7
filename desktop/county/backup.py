"""A copy of the county's end: database, keys and authority together, read back before it is called a backup."""

import shutil
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from desktop.base.clock import Clock, local_time
from desktop.base.errors import Damage, UserError
from desktop.base.files import durable_folder, durable_write
from desktop.base.text import _
from desktop.county.office import Office
from desktop.county.opening import Place
from desktop.store import engine
from desktop.sync import hub_engine
from desktop.sync.hub_store import HubStore

MINUTE_MS = 60_000
_REFUSED = _("备份没有写成：磁盘写不进去。县服务器的数据没有受影响，请换一个位置再备份。")


def make(office: Office, place: Place, folder: Path) -> Path:
    """A new folder below `folder`. Of a PostgreSQL database only keys and authority: it has a backup of its own.

    UserError when the disk refuses, Damage when what was written reads back differently.
    """
    target = Place(folder / f"county-{local_time(office.clock.now_ms()):%Y%m%d-%H%M%S}")
    try:
        durable_folder(target.folder, exist_ok=False)
        for path in _keys(place):
            copy = target.folder / path.relative_to(place.folder)
            durable_folder(copy.parent)
            durable_write(copy, path.read_bytes(), prove=True)
        if not place.database:
            _copy(place, target)
    except OSError as error:
        raise UserError(_REFUSED) from error
    return target.folder


def restore(source: Path, place: Place, clock: Clock) -> None:
    """Put a backup in an empty place; the hub goes on in a new epoch, and the PCs offer again what it lost."""
    if place.folder.exists() and any(place.folder.iterdir()):
        raise UserError(_("{folder} 里已经有东西，没有恢复。请换一个空文件夹。").format(folder=place.folder))
    if not Place(source).own_keys.is_file():
        raise UserError(_("{folder} 里没有县服务器的备份，什么也没有做。").format(folder=source))
    try:
        shutil.copytree(source, place.folder, dirs_exist_ok=True)
    except OSError as error:
        raise UserError(_("没有恢复：磁盘写不进去。备份没有受影响，请清理磁盘后再试。")) from error
    opened = _open(place)
    try:
        HubStore(opened, {}).restored(clock.now_ms() // MINUTE_MS)
    finally:
        opened.dispose()


def _open(place: Place) -> Engine:
    if place.database:
        return hub_engine.open_server(place.database)
    return hub_engine.open_file(place.file, place.key.read_bytes())


def _keys(place: Place) -> list[Path]:
    return [path for path in (place.key, place.own_keys, *sorted(place.certificates.glob("*"))) if path.is_file()]


def _copy(place: Place, target: Place) -> None:
    key = place.key.read_bytes()
    with closing(engine.connect(place.file, key)) as source, closing(engine.connect(target.file, key)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with closing(engine.connect(target.file, key)) as again:
        sound = again.execute("PRAGMA integrity_check").fetchone()[0]
    if sound != "ok":
        raise Damage(_("备份读回来不完整，没有作为备份保存。县服务器的数据没有受影响，请再试一次。"))
