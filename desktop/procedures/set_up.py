"""A folder is set up whole or not at all, also when the power goes in the midst of it."""

import contextlib
import shutil
from collections.abc import Iterator
from functools import partial

from sqlalchemy.exc import DatabaseError

from desktop.base.clock import Clock, local_time
from desktop.base.errors import UserError
from desktop.base.files import durable_folder, durable_remove, durable_write, remove
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.store.session import refused

_REFUSED = _("没有建立：磁盘写不进去。请清理磁盘，或换一个文件夹再建立一次。")


@contextlib.contextmanager
def whole_or_not(profile: Profile, clock: Clock) -> Iterator[None]:
    """Make the folders and set up in them; what is left half done goes, for it neither opens nor may be set up again.

    What an earlier set-up left that was cut off is put aside first. Raises UserError when the disk refuses.
    """
    try:
        profile.make()
        if profile.begun.exists():
            put_aside(profile, clock)
        durable_write(profile.begun, b"")
    except OSError as fault:
        raise UserError(_REFUSED) from fault
    try:
        _clear(profile)
        yield
        durable_remove(profile.begun)
    except BaseException as fault:
        with contextlib.suppress(OSError):
            _clear(profile)
            remove(profile.begun)
        if isinstance(fault, OSError) or (isinstance(fault, DatabaseError) and refused(fault)):
            raise UserError(_REFUSED) from fault
        raise


def _clear(profile: Profile) -> None:
    for path in (profile.database, profile.log_ahead, profile.folder / "desk.db-shm", *profile.keyrings):
        remove(path)


def put_aside(profile: Profile, clock: Clock) -> None:
    """Copy the files as they are: what a technician could still read of them must not be lost.

    Raises OSError when the disk refuses; half of it is taken away again, for the disk is full.
    """
    name, number = f"replaced-{local_time(clock.now_ms()):%Y%m%d-%H%M%S}", 1
    aside = profile.backups / name
    while aside.exists():  # restored twice in a second, nothing is overwritten
        number += 1
        aside = profile.backups / f"{name}-{number}"
    standing = [profile.database, profile.log_ahead, *profile.keyrings]
    try:
        durable_folder(aside)
        for path in standing:
            if path.exists():
                with path.open("rb") as standing_file:
                    durable_write(aside / path.name, partial(shutil.copyfileobj, standing_file))
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
