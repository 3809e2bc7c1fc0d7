"""Which room answers the commands that only read: find, list, export, check."""

import sys
from argparse import Namespace
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer, progress
from desktop.command.opened import opened


def find(said: Namespace, clock: Clock) -> Answer:
    """Search as Ctrl+K does."""
    from desktop.catalog import REGISTERS  # late: every register
    from desktop.command import asking

    with opened(said, clock) as desk:
        return asking.find(desk, REGISTERS, text=" ".join(said.text), limit=said.limit)


def list_(said: Namespace, clock: Clock) -> Answer:
    """The rows of a register."""
    from desktop.catalog import REGISTERS  # late, as above
    from desktop.command import asking

    register = asking.register_named(REGISTERS, said.register)
    with opened(said, clock) as desk:
        return asking.list_register(
            desk, register, conditions=said.filter, text=said.text, limit=said.limit, as_of=said.as_of
        )


def export(said: Namespace, clock: Clock) -> Answer:
    """A register as a workbook, or another agency's table filled in."""
    from desktop.catalog import REGISTERS  # late, as above
    from desktop.command import asking, fill_table

    if said.template:
        with opened(said, clock) as desk:
            return fill_table.from_command(desk, REGISTERS, said)
    if not said.register:
        raise UserError(_("还缺少 台账，什么也没有做。用 --help 查看写法。"))
    if said.rows or said.building or said.purpose or said.dry_run:
        raise UserError(_("--register、--building、--purpose 和 --dry-run 要和 --template 一起写，什么也没有做。"))
    register = asking.register_named(REGISTERS, said.register)
    with opened(said, clock) as desk:
        return asking.export(desk, register, Path(said.out), conditions=said.filter, text=said.text, as_of=said.as_of)


def check(said: Namespace, clock: Clock) -> Answer:
    """Is everything whole: each page, row and entry of the journal."""
    from desktop.command import asking  # late: as above

    with opened(said, clock) as desk:
        return asking.check(desk, on_step=progress(sys.stderr, _("正在检查")))
