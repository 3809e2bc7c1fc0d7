"""Which room answers the commands that write: import, deeds, print, backup, restore."""

import sys
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command import who_asks
from desktop.command.answer import Answer, progress
from desktop.command.opened import opened, profile_of


def bring_in(said: Namespace, clock: Clock) -> Answer:
    """Bring in a roster, or with `--dry-run` tell what it would do."""
    from desktop.catalog import REGISTERS  # late: every register
    from desktop.command import asking, doing

    named = (asking.register_named(REGISTERS, said.register),) if said.register else ()
    into = named or tuple(register for register in REGISTERS if register.imports)
    with opened(said, clock, alone=not said.dry_run) as desk:
        if said.dry_run:
            return doing.dry_run(desk, into, Path(said.file), sheet=said.sheet)
        step = progress(sys.stderr, _("正在导入"))
        return doing.import_file(desk, into, Path(said.file), sheet=said.sheet, on_progress=step)


def deed(said: Namespace, clock: Clock) -> Answer:
    """Do a deed of a register, enter or change a record, put files with one."""
    from desktop.catalog import REGISTERS  # late, as above
    from desktop.command import asking, attaching, doing, editing
    from desktop.command.acting import act

    with opened(said, clock) as desk:
        chosen = asking.register_named(REGISTERS, said.register)
        if chosen.files and said.verb in {attaching.ATTACH, attaching.TITLE}:
            if said.window is None:  # pictures are made small by what the window has
                raise UserError(_("这里不能添加文件，什么也没有做。请运行：python3 main.py do"))
            paths = [Path(each) for each in said.file]
            return attaching.attach(desk, chosen, ids=said.ids, paths=paths, taken_in=said.window().taken_in)
        if verb := editing.verb_of(said.verb):
            if bool(said.ids) is (verb == editing.NEW):
                raise UserError(_("新增（new）不写编号，修改（save）要写一条的编号，什么也没有做。"))
            typed = doing.typed(said.ask)
            return editing.edit(desk, REGISTERS, chosen, ids=said.ids, typed=typed, rows=said.row)
        if not said.ids:
            raise UserError(_("没有写是哪一条，什么也没有做。请写名称或编号，用 list 加 --json 查看。"))
        return act(desk, REGISTERS, register=said.register, verb=said.verb, ids=said.ids, asked=said.ask)


def print_(said: Namespace, clock: Clock) -> Answer:
    """A form or a list as a PDF."""
    from desktop.catalog import REGISTERS  # late, as above
    from desktop.command import doing, print_list

    with opened(said, clock, alone=said.form == doing.RECOVERY) as desk:
        if print_list.is_list(said.form, said.filter, said.text):
            return print_list.print_list(
                desk, REGISTERS, name=said.register, conditions=said.filter, text=said.text, out=Path(said.out)
            )
        return doing.print_form(
            desk, REGISTERS, name=said.form, building=said.building, ids=said.id or (), out=Path(said.out),
            asked=said.ask,
        )  # fmt: skip


def back_up(said: Namespace, clock: Clock) -> Answer:
    """Make a backup that was read back."""
    from desktop.command import doing  # late: as above

    with opened(said, clock) as desk:
        return doing.back_up(desk, Path(said.out))


def restore(said: Namespace, clock: Clock) -> Answer:
    """Put a backup in place; what is there is backed up first."""
    from desktop.catalog import DERIVED, REGISTERS  # late, as above
    from desktop.command import doing, which_backup
    from desktop.procedures import profiles
    from desktop.store import lock

    profile, file = profile_of(said), which_backup.one_backup(Path(said.file))
    user = who_asks.user(said, profiles.keyring_of_backup(file))
    password = who_asks.password(said, twice=bool(said.code))
    with lock.alone(profile.lock) if profile.folder.is_dir() else nullcontext():  # a refusal makes no folder
        desk = profiles.restore(
            profile, file, user=user, password=password, clock=clock, derived=DERIVED, code=said.code
        )  # fmt: skip
        try:
            return doing.restored(desk, REGISTERS, file=file)
        finally:
            desk.close()
