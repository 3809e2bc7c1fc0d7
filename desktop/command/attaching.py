"""Photos and scans put with a record from the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.records import key_of
from desktop.procedures.profiles import Desk
from desktop.spec import Register
from desktop.standard import files
from desktop.standard.files import NewFile

ATTACH = "attach"
TITLE = _("添加文件")
TakenIn = Callable[..., tuple[NewFile, ...]]  # (paths, scans=): made small as the window makes them


def attach(desk: Desk, register: Register, *, ids: Sequence[str], paths: Sequence[Path], taken_in: TakenIn) -> Answer:
    """Keep the files with the one record that is named; what it has already is left out.

    UserError when a file cannot be taken: none is kept then.
    """
    if len(ids) != 1 or not paths:
        raise UserError(_("添加文件要写一条记录和至少一个 --file，什么也没有做。"))
    desk.actor.require(f"{register.name}.attach")
    made = taken_in(tuple(paths), scans=register.files == "scans")
    with desk.store.write(desk.actor.id, f"{register.name}.attach") as session:
        key = key_of(session, desk.actor, register, ids[0])
        count = files.add(session, desk.actor, register, key, files=made)
    said = _("已添加 {count} 个文件。").format(count=count) if count else _("这些文件已经在这里，没有重复添加。")
    return Answer({"register": register.name, "verb": ATTACH, "ids": [str(key)], "added": count}, [said])
