"""The backup that somebody named, where a folder may have been named instead."""

from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.store import backup


def one_backup(path: Path) -> Path:
    """The file to restore from; UserError for a folder, naming the newest backup that lies in it."""
    if not path.is_dir():
        return path
    newest = next(iter(backup.listed(path)), None)
    if newest is None:
        raise UserError(
            _("“{name}”是文件夹，里面没有完整的备份，什么也没有改。请写明备份文件。").format(name=path.name)
        )
    raise UserError(
        _("“{name}”是文件夹，什么也没有改。请写明其中的备份文件，最新的是 {newest}。").format(
            name=path.name, newest=newest.path
        )
    )
